import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { DAY_MS, instantOf } from '~/shared/day'
import { roundWords as words } from './bureau-words'

/** What an officer sets of a round. */
export interface RoundDraft {
  name: string
  /** '' for the whole district. */
  school: string
  opensAt: number
  closesAt: number
  courseLimit: number
}

export type RoundErrors = Partial<Record<keyof RoundDraft, string>>

/** What a verb answers to the form: done, or one sentence a field. */
export type RoundAnswer = { ok: true; round: string } | { ok: false; errors: RoundErrors }

/**
 * Whether a round fits into its term beside the others of its scope; the term is locked until it is written.
 * @param own the round that is changed: it does not stand in its own way.
 */
export const roundErrors = async (
  { store, district, clock }: Context,
  tx: Tx,
  { term: termId, draft, own }: { term: string; draft: RoundDraft; own?: string | undefined },
): Promise<RoundErrors> => {
  const { term, round, school } = store.tables
  await tx.lock({ district: term.district, key: term.id }, district, [termId])
  const [time] = await tx
    .select({ endsOn: term.endsOn })
    .from(term)
    .where(and(eq(term.district, district), eq(term.id, termId)))
  const errors: RoundErrors = {}
  if (draft.closesAt <= draft.opensAt) errors.closesAt = words.endFirst
  else if (time && draft.closesAt > instantOf(time.endsOn) + DAY_MS) errors.closesAt = words.outsideTerm(time.endsOn)
  else if (draft.closesAt <= clock.now()) errors.closesAt = words.past
  if (draft.school !== '') {
    const [place] = await tx
      .select({ id: school.id })
      .from(school)
      .where(and(eq(school.district, district), eq(school.id, draft.school)))
    if (!place) errors.school = words.foreignSchool
  }
  const others = await tx
    .select()
    .from(round)
    .where(and(eq(round.district, district), eq(round.term, termId)))
  const clash = others.find(
    ({ id, school: of, opensAt, closesAt }) =>
      id !== own && (of ?? '') === draft.school && opensAt < draft.closesAt && draft.opensAt < closesAt,
  )
  if (clash) errors.opensAt = words.overlaps(clash.name)
  return errors
}
