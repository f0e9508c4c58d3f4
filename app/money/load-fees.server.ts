import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { administratorsOf, type Keeper, keepersOf } from './exemptions.server'
import { loadMoneyDesk, type MoneyDesk } from './money-desk.server'
import { type DueFacts, type DueLine, loadDueFacts } from './money-facts.server'
import type { MoneySearch } from './money-search'
import { type Movement, type PupilMoney, readMoney, summed, totalOf } from './pupil-money.server'

export interface FeeRow extends PupilMoney {
  pupil: string
  name: string
  studentNumber: string
  homeClass: string
  grade: number
  classNumber: number
}

export interface SchoolFees {
  desk: MoneyDesk
  /** May see what is waived. Others are shown net amounts only, and `exemptedFen` is 0. */
  keeper: boolean
  keepers: Keeper[]
  administrators: { account: string; name: string }[]
  classes: { id: string; grade: number; number: number }[]
  rows: FeeRow[]
  /** Of all rows that fit the search. */
  total: PupilMoney
  lines: DueLine[]
  movements: Movement[]
}

/** Hides what is waived from those who are not to know: the amount that is left to pay looks like the charge. */
export const netOf = (money: PupilMoney): PupilMoney =>
  summed({ ...money, chargeFen: money.chargeFen - money.exemptedFen, exemptedFen: 0 })

const pupilsById = async ({ store, district }: Context, ids: readonly string[]) => {
  const { pupil, homeClass } = store.tables
  return store.db
    .select({
      pupil: pupil.id,
      name: pupil.name,
      studentNumber: pupil.studentNumber,
      homeClass: homeClass.id,
      grade: homeClass.grade,
      classNumber: homeClass.number,
    })
    .from(pupil)
    .innerJoin(homeClass, and(eq(homeClass.district, pupil.district), eq(homeClass.id, pupil.homeClass)))
    .where(and(eq(pupil.district, district), store.among(pupil.id, ids)))
    .orderBy(asc(homeClass.grade), asc(homeClass.number), asc(pupil.name), asc(pupil.id))
}

const fits =
  ({ class: homeClass, show, q }: MoneySearch) =>
  (row: FeeRow): boolean =>
    (homeClass === '' || row.homeClass === homeClass) &&
    (show === '' || (show === 'unpaid' ? row.balanceFen > 0 : row.balanceFen < 0)) &&
    (q === '' || row.name.includes(q) || row.studentNumber.includes(q))

/**
 * A school's money in a term, one row a child, by enrolments and rules as they stand now. Reads only.
 * Refuses FORBIDDEN (another school), NOT_FOUND (term).
 */
export const loadFees = async (context: Context, actor: Actor, search: MoneySearch): Promise<SchoolFees> => {
  const desk = await loadMoneyDesk(context, actor, search)
  const facts = await loadDueFacts(context, desk.term)
  const { db } = context.store
  const money = await readMoney(context, db, facts, { school: desk.school })
  const keepers = await keepersOf(context, db, desk.school)
  const keeper = keepers.some(({ account }) => account === actor.account)
  const people = await pupilsById(context, [...new Set(money.pairs.map(([pupil]) => pupil))])
  const all = people.map((one): FeeRow => {
    const own = money.of(one.pupil, desk.school)
    return { ...one, ...(keeper ? own : netOf(own)) }
  })
  const rows = all.filter(fits(search))
  const classes = new Map(
    all.map(({ homeClass: id, grade, classNumber: number }) => [id, { id, grade, number }] as const),
  )
  return {
    desk,
    keeper,
    keepers,
    administrators: await administratorsOf(context, db, desk.school),
    classes: [...classes.values()],
    rows,
    total: totalOf(rows),
    lines: money.lines,
    movements: money.movements,
  }
}

export interface BureauFeeRow extends PupilMoney {
  school: string
  name: string
  pupils: number
}

/** Every school's money in a term: sums only, nobody's name. The caller has checked that an officer asks. */
export const loadBureauFees = async (context: Context, facts: DueFacts): Promise<BureauFeeRow[]> => {
  const { store, district } = context
  const { school } = store.tables
  const money = await readMoney(context, store.db, facts, {})
  const schools = await store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), eq(school.inScope, true)))
    .orderBy(asc(school.name), asc(school.id))
  const bySchool = new Map<string, PupilMoney[]>()
  for (const [pupil, at] of money.pairs) {
    const found = bySchool.get(at) ?? []
    bySchool.set(at, found)
    found.push(money.of(pupil, at))
  }
  return schools.map(({ id, name }) => {
    const all = bySchool.get(id) ?? []
    return { school: id, name, pupils: all.length, ...totalOf(all) }
  })
}
