import { randomUUID } from 'node:crypto'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from './load-term.server'
import { type RoundAnswer, type RoundDraft, roundErrors } from './write-round.server'

/**
 * 定一次报名: a round of the term, for the whole district or one school.
 * @returns the round, or what has to be changed first. Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const createRound = async (context: Context, actor: Actor, draft: RoundDraft): Promise<RoundAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const now = await loadTerm(context)
  if (!now) throw refuse('NOT_FOUND')
  const { store, district } = context
  return store.transaction(async (tx): Promise<RoundAnswer> => {
    const errors = await roundErrors(context, tx, { term: now.id, draft })
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const id = randomUUID()
    await tx
      .insert(store.tables.round)
      .values({ ...draft, district, id, term: now.id, school: draft.school === '' ? null : draft.school })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'round.created',
        subject: `round:${id}`,
        detail: {
          opensAt: draft.opensAt,
          closesAt: draft.closesAt,
          courseLimit: draft.courseLimit,
          school: draft.school,
        },
      },
    ])
    return { ok: true, round: id }
  })
}
