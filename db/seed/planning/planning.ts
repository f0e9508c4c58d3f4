import { DAY_MS } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import { seededRandom } from '../random'
import type { Rows } from '../rows'
import { OFFICER, PLANNER } from '../staff'
import { addCapacity } from './capacity'
import { addCells } from './cells'
import { addDwellings, addFeeders } from './demand'
import { demoProjects } from './project-list'
import { addProjects } from './projects'
import { addBirths, addRolls } from './rolls'

const SEED = 11_000
const BASE = 'base'

/**
 * 学位规划 of the demo district. Call it when every pupil stands: the rolls of this autumn are counted from them.
 * @param year the autumn in which the pupils stand; @param now nothing lies after it
 */
export const addPlanning = (rows: Rows, { year, now }: { year: number; now: number }): void => {
  const random = seededRandom(SEED)
  addRolls(rows, random, year)
  addBirths(rows, random, year)
  addDwellings(rows, year)
  addFeeders(rows, year)
  addCapacity(rows, year)
  addCells(rows, random, year)
  addProjects(rows, random, year, now)
  addAssumptions(rows, year, now)
  addChanges(rows, year, now)
}

const addAssumptions = (rows: Rows, year: number, now: number): void => {
  const at = now - 30 * DAY_MS
  rows.add('assumptionSet', {
    district: DISTRICT,
    id: BASE,
    name: '基准',
    assumptions: {},
    reason: '第一套假设，都用默认值',
    by: PLANNER,
    at,
  })
  const scenario = {
    district: DISTRICT,
    assumptionSet: BASE,
    source: 'planner' as const,
    state: 'draft' as const,
    by: PLANNER,
    at,
  }
  const waiting = demoProjects.filter(
    ({ inUse, places }) => inUse !== null && inUse > 0 && Object.keys(places).length > 0,
  )
  rows.add('scenario', {
    ...scenario,
    id: 'scenario-late',
    name: '都晚一年',
    edits: waiting.map(({ id }) => ({ kind: 'delay', project: id, months: 12 })),
    reason: '看看工期都拖一年会怎样',
  })
  rows.add('scenario', {
    ...scenario,
    id: 'scenario-births',
    name: '出生再少一成',
    edits: [{ kind: 'births', factor: 0.9 }],
    reason: `看看 ${year} 年以后出生再少会怎样`,
  })
}

const addChanges = (rows: Rows, year: number, now: number): void => {
  const change = (
    ago: number,
    line: Omit<Parameters<typeof rows.add<'placesChange'>>[1], 'district' | 'id' | 'by' | 'at'>,
  ): void =>
    rows.add('placesChange', { ...line, district: DISTRICT, id: `change-${ago}`, by: OFFICER, at: now - ago * DAY_MS })
  change(5, {
    subject: 'project',
    of: 'tq-06',
    street: '370105015',
    title: `泺口示例小学改到 ${year + 2} 年启用`,
    reason: '雨季停工 41 天，管线要改道',
    effectPlaces: -1620,
    effectYear: year + 1,
  })
  change(11, {
    subject: 'standard',
    of: 'junior',
    street: '',
    title: '初中班额按 50 人算',
    reason: '依据班额标准（示例）第 1 号',
    effectPlaces: null,
    effectYear: null,
  })
  change(20, {
    subject: 'demand',
    of: 'scheme-1',
    street: '370105014',
    title: '加了一个小区：北园云锦里（示例）',
    reason: `820 户，${year + 1} 年起入住`,
    effectPlaces: null,
    effectYear: null,
  })
  change(25, {
    subject: 'decision',
    of: '',
    street: '370105015',
    title: '泺口先借社区中心一间教室',
    reason: `新学校启用前，初中多 50 个临时学位`,
    effectPlaces: 50,
    effectYear: year,
  })
}
