import type { Phase } from '#db/schema/index'
import { apportion } from '~/places/apportion-rules'
import { DISTRICT } from '../../makers/rows'
import { schools, streetOf } from '../places'
import type { Rows } from '../rows'
import { profileOf } from './street-profile'

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

/** Metres between the middles of two schools' streets. */
const apart = (a: string, b: string): number => {
  const [one, other] = [profileOf(streetOf(a)), profileOf(streetOf(b))]
  return Math.hypot(one.x - other.x, one.y - other.y)
}

/**
 * Every pupil who began at a 初中, by the primary school that was left: first those of its own street, then of the
 * nearest streets. A nine-year school keeps its own. @param year the autumn whose rolls stand in `rows`
 */
export const addFeeders = (rows: Rows, year: number): void => {
  const rolls = new Map(rows.of('rollCount').map((one) => [`${one.school}\n${one.year}\n${one.grade}`, one.pupils]))
  const at = (school: string, when: number, grade: number): number => rolls.get(`${school}\n${when}\n${grade}`) ?? 0
  const primary = schools.filter(({ stage }) => stage === 'primary')
  const junior = schools.filter(({ stage }) => stage === 'junior')
  for (let autumn = year - FEEDER_YEARS + 1; autumn <= year; autumn++) {
    const leavers = new Map(primary.map(({ id }) => [id, at(id, autumn - 1, 6)]))
    const wanted = new Map(junior.map(({ id }) => [id, at(id, autumn, 7)]))
    const send = (from: string, to: string, most: number): void => {
      const pupils = Math.min(most, leavers.get(from) ?? 0, wanted.get(to) ?? 0)
      if (pupils <= 0) return
      rows.add('feederCount', { district: DISTRICT, from, to, year: autumn, pupils })
      leavers.set(from, (leavers.get(from) ?? 0) - pupils)
      wanted.set(to, (wanted.get(to) ?? 0) - pupils)
    }
    for (const { id: to } of junior) {
      const own = primary.filter(({ id }) => streetOf(id) === streetOf(to))
      const parts = apportion(
        wanted.get(to) ?? 0,
        own.map(({ id }) => leavers.get(id) ?? 0),
      )
      for (const [i, { id }] of own.entries()) send(id, to, parts[i] ?? 0)
    }
    for (const { id: to } of junior) {
      const others = primary.filter(({ id }) => streetOf(id) !== streetOf(to))
      for (const { id } of others.sort((a, b) => apart(a.id, to) - apart(b.id, to)))
        send(id, to, Number.MAX_SAFE_INTEGER)
    }
  }
}
