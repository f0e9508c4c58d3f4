import type { Phase } from '#db/schema/index'
import { apportion } from '~/places/apportion-rules'
import { instantOf } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import { gradesOfStage, schools, streetOf } from '../places'
import type { Random } from '../random'
import type { Rows } from '../rows'
import { PLANNER } from '../staff'
import { communities } from './communities'
import { type Place, somewhere } from './ground'
import { profileOf, type StreetProfile, streetProfiles } from './street-profile'

/** 745 basic grid cells with invented places, the children who live in them, and the schools they belong to. */

const CELLS = 745
/** Every so many cells of a community are one 小区 that must not be cut. */
const CELLS_A_COMPOUND = 3
const GRADES = [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const RECORDED = instantOf('2025-06-20', '10:00')

interface Cell extends Place {
  id: string
  street: string
}

/** Half by its communities, half by its children: the villages are many, the town is dense. */
const cellsOf = (children: ReadonlyMap<string, number>): number[] => {
  const named = streetProfiles.map(({ code }) => (communities[code] ?? '').split(' ').length)
  const live = streetProfiles.map(({ code }) => children.get(code) ?? 0)
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0) || 1
  return apportion(
    CELLS,
    streetProfiles.map((_, i) => (named[i] ?? 0) / sum(named) + (live[i] ?? 0) / sum(live)),
  )
}

const addStreet = (rows: Rows, random: Random, profile: StreetProfile, many: number, first: number): Cell[] => {
  const names = (communities[profile.code] ?? '').split(' ')
  const centres = names.map(() => somewhere(random, profile))
  return Array.from({ length: many }, (_, i): Cell => {
    const at = i % names.length
    const community = names[at] ?? ''
    const nth = Math.floor(i / names.length)
    const centre = centres[at] ?? profile
    const near = somewhere(random, { ...profile, ...centre, reach: profile.reach / 5 })
    const cell = { id: `g${String(first + i).padStart(3, '0')}`, street: profile.code, ...near }
    const compound = nth > 0 ? `${community}小区${Math.ceil(nth / CELLS_A_COMPOUND)}（示例）` : ''
    rows.add('gridCell', { district: DISTRICT, ...cell, community, compound, invented: true })
    return cell
  })
}

const squared = (a: Place, b: Place): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

/** @param year the autumn whose rolls stand in `rows` already: its pupils are the children of the cells */
export const addCells = (rows: Rows, random: Random, year: number): void => {
  const counted = rows.of('rollCount').filter((one) => one.year === year)
  const children = new Map<string, number>()
  const byGrade = new Map<string, number>()
  for (const { school, grade, pupils } of counted) {
    const street = streetOf(school)
    children.set(street, (children.get(street) ?? 0) + pupils)
    byGrade.set(`${street}\n${grade}`, (byGrade.get(`${street}\n${grade}`) ?? 0) + pupils)
  }
  const sites = new Map<string, Place>()
  for (const { id } of schools) {
    const profile = profileOf(streetOf(id))
    const site = somewhere(random, { ...profile, reach: profile.reach * 0.8 })
    sites.set(id, site)
    rows.add('schoolSite', { district: DISTRICT, school: id, ...site, invented: true })
  }
  const cells: Cell[] = []
  for (const [i, many] of cellsOf(children).entries()) {
    const profile = streetProfiles[i]
    if (!profile) continue
    const own = addStreet(rows, random, profile, many, cells.length + 1)
    cells.push(...own)
    const weights = own.map(() => 0.4 + random.next())
    for (const grade of GRADES) {
      const live = apportion(byGrade.get(`${profile.code}\n${grade}`) ?? 0, weights)
      for (const [at, { id }] of own.entries())
        rows.add('gridCount', { district: DISTRICT, cell: id, year, grade, children: live[at] ?? 0 })
    }
  }
  for (const phase of ['kindergarten', 'primary', 'junior'] as const) addCatchment(rows, cells, sites, phase, year)
}

const phaseName: Record<Phase, string> = { kindergarten: '幼儿园', primary: '小学', junior: '初中' }

const teaches = (stage: (typeof schools)[number]['stage'], phase: Phase): boolean => {
  if (phase === 'kindergarten') return stage === 'kindergarten'
  return gradesOfStage[stage].includes(phase === 'primary' ? 1 : 7)
}

/** Every cell belongs to the nearest school of its street; a 小区 to the nearest of its first cell. */
const addCatchment = (
  rows: Rows,
  cells: readonly Cell[],
  sites: ReadonlyMap<string, Place>,
  phase: Phase,
  year: number,
): void => {
  const id = `catchment-${phase}`
  rows.add('catchment', {
    district: DISTRICT,
    id,
    name: `${year} 年${phaseName[phase]}招生范围（示例）`,
    phase,
    effectiveFrom: `${year - 1}-09-01`,
    by: PLANNER,
    at: RECORDED,
    invented: true,
  })
  const compounds = new Map(rows.of('gridCell').map(({ id: cell, compound }) => [cell, compound]))
  const chosen = new Map<string, string>()
  for (const cell of cells) {
    const compound = compounds.get(cell.id) ?? ''
    const known = compound === '' ? undefined : chosen.get(compound)
    const near = schools
      .filter((one) => teaches(one.stage, phase) && streetOf(one.id) === cell.street)
      .map((one) => ({ id: one.id, far: squared(cell, sites.get(one.id) ?? cell) }))
      .sort((a, b) => a.far - b.far)[0]
    const school = known ?? near?.id ?? ''
    if (compound !== '') chosen.set(compound, school)
    rows.add('catchmentCell', { district: DISTRICT, catchment: id, cell: cell.id, school })
  }
}
