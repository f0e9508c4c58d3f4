import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { parseDistrictSettings } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from './load-term.server'
import { type RoundFormValues, writeMoment } from './round-form'
import { phaseOf, type RoundPhase } from './round-rules'

export interface RoundLine {
  id: string
  name: string
  /** '' for the whole district. */
  schoolName: string
  opensAt: number
  closesAt: number
  courseLimit: number
  phase: RoundPhase
  values: RoundFormValues
}

export interface RoundsPage {
  term: { name: string; startsOn: string; endsOn: string }
  rounds: RoundLine[]
  schools: { id: string; name: string }[]
  /** The form of a new round. */
  blank: RoundFormValues
}

/** The rounds of the term, the district's before the schools', by opening. Refuses FORBIDDEN, NOT_FOUND (no term). */
export const loadRounds = async (context: Context, actor: Actor): Promise<RoundsPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const { round, school, district: districts } = store.tables
  const rows = await store.db
    .select({ round, schoolName: school.name })
    .from(round)
    .leftJoin(school, and(eq(school.district, district), eq(school.id, round.school)))
    .where(and(eq(round.district, district), eq(round.term, now.id)))
    .orderBy(asc(round.opensAt), asc(round.id))
  const schools = await store.db
    .select({ id: school.id, name: school.name })
    .from(school)
    .where(and(eq(school.district, district), eq(school.inScope, true)))
    .orderBy(asc(school.name), asc(school.id))
  const [row] = await store.db
    .select({ settings: districts.settings })
    .from(districts)
    .where(eq(districts.id, district))
  const lines = rows.map(({ round: one, schoolName }): RoundLine => {
    const { id, name, school: of, opensAt, closesAt, courseLimit } = one
    return {
      id,
      name,
      schoolName: of === null ? '' : (schoolName ?? of),
      opensAt,
      closesAt,
      courseLimit,
      phase: phaseOf(one, clock.now()),
      values: {
        round: id,
        name,
        school: of ?? '',
        opensAt: writeMoment(opensAt),
        closesAt: writeMoment(closesAt),
        courseLimit: String(courseLimit),
      },
    }
  })
  return {
    term: { name: now.name, startsOn: now.startsOn, endsOn: now.endsOn },
    rounds: [
      ...lines.filter(({ schoolName }) => schoolName === ''),
      ...lines.filter(({ schoolName }) => schoolName !== ''),
    ],
    schools,
    blank: {
      round: '',
      name: '',
      school: '',
      opensAt: '',
      closesAt: '',
      courseLimit: String(parseDistrictSettings(row?.settings).courseLimit),
    },
  }
}
