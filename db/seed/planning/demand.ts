import type { Phase } from '#db/schema/index'
import { DISTRICT } from '../../makers/rows'
import { schools, streetOf } from '../places'
import type { Rows } from '../rows'

/** New dwellings with their children, and where the leavers of primary schools went. All invented. */

const [beiyuan, luokou, yaoshan, sangzidian, daqiao, wuyingshan] = [
  '370105014',
  '370105015',
  '370105013',
  '370105016',
  '370105017',
  '370105001',
]

/** Name, street, kind, dwellings, first autumn from this one, years over which it fills. */
const schemes: readonly (readonly [string, string | undefined, string, number, number, number])[] = [
  ['北园云锦里（示例）', beiyuan, '商品房', 820, 1, 3],
  ['北园河畔居（示例）', beiyuan, '安置房', 640, -3, 2],
  ['泺口听泉苑（示例）', luokou, '商品房', 1200, 1, 4],
  ['泺口安和家园（示例）', luokou, '安置房', 900, 0, 2],
  ['药山新城一期（示例）', yaoshan, '商品房', 1500, -4, 4],
  ['药山新城二期（示例）', yaoshan, '商品房', 1100, 2, 3],
  ['桑梓花园（示例）', sangzidian, '安置房', 700, 1, 3],
  ['大桥新苑（示例）', daqiao, '安置房', 760, 2, 3],
  ['无影山公馆（示例）', wuyingshan, '商品房', 360, 1, 2],
]

/** Children per 100 dwellings by years since people moved in. */
const curves: Record<string, Record<Phase, readonly number[]>> = {
  商品房: {
    kindergarten: [8, 10, 12, 13, 12, 10, 9, 8, 7],
    primary: [9, 11, 13, 15, 17, 19, 20, 20, 19],
    junior: [3, 3, 4, 4, 5, 6, 7, 8, 9],
  },
  安置房: {
    kindergarten: [10, 11, 12, 11, 10, 9, 8, 7, 7],
    primary: [14, 16, 18, 19, 20, 20, 19, 18, 17],
    junior: [6, 6, 7, 8, 8, 9, 9, 9, 9],
  },
}

export const addDwellings = (rows: Rows, year: number): void => {
  for (const [i, [name, street = '', kind, dwellings, first, years]] of schemes.entries())
    rows.add('dwellingScheme', {
      district: DISTRICT,
      id: `scheme-${i + 1}`,
      name,
      street,
      kind,
      dwellings,
      firstYear: year + first,
      years,
      invented: true,
    })
  for (const [kind, byPhase] of Object.entries(curves))
    for (const [phase, curve] of Object.entries(byPhase) as [Phase, readonly number[]][])
      for (const [yearsSince, perHundred] of curve.entries())
        rows.add('yieldCurve', { district: DISTRICT, kind, phase, yearsSince, perHundred })
}

const FEEDER_YEARS = 3
/** Streets whose primary schools have no 初中 beside them but a nine-year school, which keeps its own pupils first. */
const neighbour: Readonly<Record<string, string>> = {
  '370105011': '370105010',
  '370105012': '370105009',
  '370105013': '370105015',
}

/** Leavers go to the 初中 of their street, or of the next one. @param year the autumn whose rolls stand in `rows` */
export const addFeeders = (rows: Rows, year: number): void => {
  const rolls = new Map(rows.of('rollCount').map((one) => [`${one.school}\n${one.year}\n${one.grade}`, one.pupils]))
  const at = (school: string, when: number, grade: number): number => rolls.get(`${school}\n${when}\n${grade}`) ?? 0
  const primary = schools.filter(({ stage }) => stage === 'primary')
  for (const { id: to } of schools.filter(({ stage }) => stage === 'junior')) {
    const sources = primary.filter(({ id }) => {
      const street = streetOf(id)
      return (neighbour[street] ?? street) === streetOf(to)
    })
    for (let autumn = year - FEEDER_YEARS + 1; autumn <= year; autumn++) {
      const leavers = sources.map(({ id }) => at(id, autumn - 1, 6))
      const all = leavers.reduce((sum, one) => sum + one, 0)
      const came = Math.min(all, at(to, autumn, 7))
      for (const [i, { id: from }] of sources.entries()) {
        const pupils = all > 0 ? Math.round((came * (leavers[i] ?? 0)) / all) : 0
        if (pupils > 0) rows.add('feederCount', { district: DISTRICT, from, to, year: autumn, pupils })
      }
    }
  }
}
