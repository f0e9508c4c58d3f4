import { and, asc, desc, eq, gte } from 'drizzle-orm'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import type { RoundDates } from './round-rules'

export interface TermNow {
  id: string
  name: string
  startsOn: string
  endsOn: string
  rounds: RoundDates[]
  /** Waiting lines a child may hold at once. */
  waitLines: number
  offerHours: number
}

/**
 * The term families shop in: the one that runs, or the next to come; the last one when none is planned.
 * @returns undefined in a district without terms.
 */
export const loadTerm = async (context: Context): Promise<TermNow | undefined> => {
  const { store, district, clock } = context
  const { term, round, district: districts } = store.tables
  const today = dayOf(clock.now())
  const [coming] = await store.db
    .select()
    .from(term)
    .where(and(eq(term.district, district), gte(term.endsOn, today)))
    .orderBy(asc(term.startsOn))
    .limit(1)
  const [last] = coming
    ? [coming]
    : await store.db.select().from(term).where(eq(term.district, district)).orderBy(desc(term.endsOn)).limit(1)
  if (!last) return undefined
  const rounds = await store.db
    .select()
    .from(round)
    .where(and(eq(round.district, district), eq(round.term, last.id)))
  const [row] = await store.db
    .select({ settings: districts.settings })
    .from(districts)
    .where(eq(districts.id, district))
  const { waitLines, offerHours } = parseDistrictSettings(row?.settings)
  return {
    id: last.id,
    name: last.name,
    startsOn: last.startsOn,
    endsOn: last.endsOn,
    rounds: rounds.map(({ id, term: of, school, opensAt, closesAt, courseLimit }) => ({
      id,
      term: of,
      school,
      opensAt,
      closesAt,
      courseLimit,
    })),
    waitLines,
    offerHours,
  }
}
