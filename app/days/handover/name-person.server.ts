import { and, eq } from 'drizzle-orm'
import { type Actor, ownChild } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { personsNamed } from './persons-of.server'
import type { PersonDraft } from './pickup-form'
import { MOST_PERSONS } from './pickup-rules'

type As = PersonDraft['as']

const tableOf = ({ store }: Context, as: As) =>
  as === 'pickup' ? store.tables.pickupAuthorisation : store.tables.emergencyContact

/**
 * A guardian names somebody who may fetch a child, or is called when something happens. The same key names once.
 * Refuses NOT_YOUR_CHILD, PICKUP_MOST, KEY_REUSED.
 */
export const namePerson = async (
  context: Context,
  actor: Actor,
  { key, pupil: child, as, name, relation, phone }: PersonDraft,
): Promise<void> => {
  const { store, district, clock } = context
  const { pupil } = store.tables
  const table = tableOf(context, as)
  const { name: childName } = ownChild(actor, child)
  await store.transaction(async (tx) => {
    await tx.lock({ district: pupil.district, key: pupil.id }, district, [child])
    const [known] = await tx
      .select()
      .from(table)
      .where(and(eq(table.district, district), eq(table.id, key)))
    if (known) {
      if (known.pupil === child && known.name === name && known.phone === phone) return
      throw refuse('KEY_REUSED')
    }
    const standing = await personsNamed(context, as, [child], tx)
    if (standing.length >= MOST_PERSONS) throw refuse('PICKUP_MOST', { child: childName, most: MOST_PERSONS })
    await tx.insert(table).values({
      district,
      id: key,
      pupil: child,
      name,
      relation,
      phone,
      by: actor.account,
      at: clock.now(),
      endedAt: null,
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: as === 'pickup' ? 'pickup.authorised' : 'emergency-contact.added',
        subject: `pupil:${child}/person:${key}`,
      },
    ])
  })
}

/**
 * Any guardian ends it, at once; a second time does nothing. Refuses NOT_FOUND, NOT_YOUR_CHILD.
 */
export const endPerson = async (
  context: Context,
  actor: Actor,
  { as, person }: { as: As; person: string },
): Promise<void> => {
  const { store, district, clock } = context
  const table = tableOf(context, as)
  await store.transaction(async (tx) => {
    const here = and(eq(table.district, district), eq(table.id, person))
    const [found] = await tx.select({ pupil: table.pupil, endedAt: table.endedAt }).from(table).where(here)
    if (!found) throw refuse('NOT_FOUND')
    ownChild(actor, found.pupil)
    if (found.endedAt !== null) return
    await tx.update(table).set({ endedAt: clock.now() }).where(here)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: as === 'pickup' ? 'pickup.ended' : 'emergency-contact.ended',
        subject: `pupil:${found.pupil}/person:${person}`,
      },
    ])
  })
}
