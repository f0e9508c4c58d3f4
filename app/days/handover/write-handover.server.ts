import { and, eq } from 'drizzle-orm'
import type { HandoverWay } from '#db/schema/index'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf, timeOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { handoverWords as words } from './handover-words'
import { handoversOf } from './handovers-of.server'

export interface Taken {
  id: string
  pupil: string
  childName: string
  school: string
  way: HandoverWay
  person: string
  personName: string
}

/** Writes one hand-over; the pupil is locked. The same id writes once. Refuses HANDED_OVER, KEY_REUSED. */
export const writeHandover = async (
  context: Context,
  actor: Actor,
  tx: Tx,
  { id, pupil, childName, school, way, person, personName }: Taken,
) => {
  const { store, district, clock } = context
  const { handover } = store.tables
  const now = clock.now()
  const day = dayOf(now)
  const [known] = await tx
    .select()
    .from(handover)
    .where(and(eq(handover.district, district), eq(handover.id, id)))
  if (known) {
    if (known.pupil === pupil && known.person === person && known.way === way) return []
    throw refuse('KEY_REUSED')
  }
  const [before] = await handoversOf(context, { pupils: [pupil] }, { from: day, to: day }, tx)
  if (before)
    throw refuse('HANDED_OVER', {
      child: childName,
      person: before.way === 'alone' ? words.of.alone : before.personName,
      at: timeOf(before.at),
    })
  await tx.insert(handover).values({
    district,
    id,
    pupil,
    school,
    day,
    way,
    person,
    personName,
    by: actor.account,
    at: now,
    receivedAt: now,
    takenBackAt: null,
  })
  return [
    {
      actor: actor.account,
      action: 'handover.recorded' as const,
      subject: `pupil:${pupil}/handover:${id}`,
      detail: { day, way },
    },
  ]
}
