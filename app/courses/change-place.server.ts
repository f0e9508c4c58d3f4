import { type Actor, ownChild } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import type { EnrolmentDesk, EnrolmentOperation } from './enrolment'
import { words } from './family-words'
import type { PlaceWish } from './place-form'

export type PlaceChanged = { done: string } | { sentence: string }

/**
 * Does what a family asks about one child's place: leave it, accept or decline an offer, change to another section.
 * @returns where the family goes next, or the sentence that says why it could not be.
 * Refuses NOT_YOUR_CHILD, BAD_REQUEST (a change without a section, days without a day), KEY_REUSED, BUSY.
 */
export const changePlace = async (
  context: Context & { enrolments: EnrolmentDesk },
  actor: Actor,
  { pupil, section, wish }: { pupil: string; section: string; wish: PlaceWish },
): Promise<PlaceChanged> => {
  ownChild(actor, pupil)
  const { key } = wish
  const operation = operationOf(pupil, section, wish)
  const answer = await context.enrolments.submit({ key, account: actor.account, operation })
  const [line] = answer.lines
  if (!line) throw refuse('BAD_REQUEST')
  if (line.outcome === 'refused') {
    // The closed list speaks of a tick that stands on the check page only.
    return { sentence: operation.kind === 'transfer' && line.code === 'FULL' ? words.place.fullNow : line.sentence }
  }
  const now = line.outcome === 'transferred' ? line.to : section
  return { done: pathTo('placeOf', { pupil, section: now }, { done: line.outcome }) }
}

const operationOf = (pupil: string, section: string, { intent, to, slots }: PlaceWish): EnrolmentOperation => {
  switch (intent) {
    case 'withdraw':
      return { kind: 'withdraw', pupil, section, slots: null }
    case 'days':
      if (slots.length === 0) throw refuse('BAD_REQUEST')
      return { kind: 'withdraw', pupil, section, slots: slots.map(Number) }
    case 'accept':
      return { kind: 'accept', pupil, section, swap: false }
    case 'swap':
      return { kind: 'accept', pupil, section, swap: true }
    case 'decline':
      return { kind: 'decline', pupil, section }
    case 'transfer':
      if (!to) throw refuse('BAD_REQUEST')
      return { kind: 'transfer', pupil, from: section, to }
  }
}
