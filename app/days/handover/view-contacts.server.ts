import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { childInOwnSessions } from './load-day.server'
import { guardiansToFetch, personsNamed } from './persons-of.server'

export interface ContactToCall {
  key: string
  relation: string
  name: string
  phone: string
}

/**
 * Whom to ring when nobody fetched a child, numbers in full: its guardians, then its emergency contacts. Only for an
 * administrator of the school it is at today; who looked is written down in the same transaction.
 * Refuses NOT_IN_YOUR_SESSIONS, FORBIDDEN.
 */
export const viewContactsToCall = async (context: Context, actor: Actor, pupil: string): Promise<ContactToCall[]> => {
  const { sessions } = await childInOwnSessions(context, actor, pupil)
  if (!sessions.some(({ school }) => actor.administers.includes(school))) throw refuse('FORBIDDEN')
  return context.store.transaction(async (tx) => {
    const guardians = await guardiansToFetch(context, [pupil], tx)
    const contacts = await personsNamed(context, 'emergency', [pupil], tx)
    await writeAudit(context, tx, [{ actor: actor.account, action: 'contact.viewed', subject: `pupil:${pupil}` }])
    return [
      ...guardians.map(({ account, relation, name, phone }) => ({ key: account, relation, name, phone })),
      ...contacts.map(({ id, relation, name, phone }) => ({ key: id, relation, name, phone })),
    ].filter(({ phone }) => phone !== '')
  })
}
