import { maskedPhone } from '~/courses'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { type ChildOfDay, childInOwnSessions } from './load-day.server'
import { guardiansToFetch, personsNamed } from './persons-of.server'

export interface TakerChoice {
  /** What the form sends. */
  value: string
  name: string
  relation: string
  /** Masked. */
  phone: string
  guardian: boolean
}

/**
 * Who may take a child today, with masked numbers; who looked is written down, one line a view.
 * Refuses NOT_IN_YOUR_SESSIONS.
 */
export const viewTakers = async (
  context: Context,
  actor: Actor,
  pupil: string,
): Promise<{ child: ChildOfDay; takers: TakerChoice[] }> => {
  const child = await childInOwnSessions(context, actor, pupil)
  const [guardians, named] = await Promise.all([
    guardiansToFetch(context, [pupil]),
    personsNamed(context, 'pickup', [pupil]),
  ])
  await context.store.transaction((tx) =>
    writeAudit(context, tx, [{ actor: actor.account, action: 'handover.persons-viewed', subject: `pupil:${pupil}` }]),
  )
  return {
    child,
    takers: [
      ...guardians.map(({ account, name, relation, phone }) => ({
        value: `g:${account}`,
        name,
        relation,
        phone: phone === '' ? '' : maskedPhone(phone),
        guardian: true,
      })),
      ...named.map(({ id, name, relation, phone }) => ({
        value: `n:${id}`,
        name,
        relation,
        phone: maskedPhone(phone),
        guardian: false,
      })),
    ],
  }
}
