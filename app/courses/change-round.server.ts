import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { roundWords as words } from './bureau-words'
import { type RoundAnswer, type RoundDraft, roundErrors } from './write-round.server'

export interface RoundChange {
  round: string
  /** Its school cannot change: families have been told. */
  draft: Omit<RoundDraft, 'school'>
}

/**
 * Changes a round's name, times or limit; once it has opened, its opening stays.
 * @returns the round, or what has to be changed first. Refuses FORBIDDEN, NOT_FOUND.
 */
export const changeRound = async (
  context: Context,
  actor: Actor,
  { round: id, draft }: RoundChange,
): Promise<RoundAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { round } = store.tables
  const mine = and(eq(round.district, district), eq(round.id, id))
  return store.transaction(async (tx): Promise<RoundAnswer> => {
    const [found] = await tx.select({ term: round.term }).from(round).where(mine)
    if (!found) throw refuse('NOT_FOUND')
    // Read again under the term's lock, which orders everything that happens to its rounds.
    await tx.lock({ district: store.tables.term.district, key: store.tables.term.id }, district, [found.term])
    const [before] = await tx.select().from(round).where(mine)
    if (!before) throw refuse('NOT_FOUND')
    const whole = { ...draft, school: before.school ?? '' }
    const errors = await roundErrors(context, tx, { term: before.term, draft: whole, own: id })
    if (before.opensAt <= clock.now() && draft.opensAt !== before.opensAt) errors.opensAt = words.opened
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const { name, opensAt, closesAt, courseLimit } = draft
    await tx.update(round).set({ name, opensAt, closesAt, courseLimit }).where(mine)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'round.changed',
        subject: `round:${id}`,
        detail: { opensAt, closesAt, courseLimit, school: whole.school },
      },
    ])
    return { ok: true, round: id }
  })
}
