import { createHash, randomUUID } from 'node:crypto'
import { type Actor, ownChild } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { walkersAmong } from './persons-of.server'
import { walkHomeText } from './pickup-rules'

/**
 * A guardian's word on whether a child may walk home alone, kept with the hash of what was shown; the last word counts.
 * What stands already is not said again. Refuses NOT_YOUR_CHILD.
 */
export const sayWalkHome = async (
  context: Context,
  actor: Actor,
  { pupil: child, decision }: { pupil: string; decision: 'given' | 'withdrawn' },
): Promise<void> => {
  const { store, district, clock } = context
  const { pupil, walkHomeConsent: consent } = store.tables
  const { name } = ownChild(actor, child)
  await store.transaction(async (tx) => {
    await tx.lock({ district: pupil.district, key: pupil.id }, district, [child])
    const stands = (await walkersAmong(context, [child], tx)).has(child)
    if (stands === (decision === 'given')) return
    await tx.insert(consent).values({
      district,
      id: randomUUID(),
      pupil: child,
      decision,
      textHash: createHash('sha256').update(walkHomeText(name).join('\n')).digest('hex'),
      by: actor.account,
      at: clock.now(),
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: decision === 'given' ? 'walk-home.given' : 'walk-home.withdrawn',
        subject: `pupil:${child}`,
      },
    ])
  })
}
