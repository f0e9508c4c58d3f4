import { and, count, eq } from 'drizzle-orm'
import { type Actor, ownChild } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { livingPicks } from './decision-day/first-pick-rules'
import { loadFirstPicks } from './decision-day/load-first-picks.server'
import { whyNotMeantFor } from './fit-rules'
import { loadCards } from './load-cards.server'
import { loadTerm } from './load-term.server'
import { phaseForChild } from './shelf-rules'

export interface BasketWish {
  pupil: string
  section: string
  /** Only for base care: the slots wanted; they are added to those already in the basket. */
  slots?: readonly number[] | undefined
  alsoWait?: boolean | undefined
}

const LINES_A_CHILD = 40

/**
 * Puts a section into the family's basket. Two courses that clash may both lie there: the check page settles it.
 * Before the round opens the basket may be filled already. Putting the same twice changes nothing.
 * Refuses NOT_YOUR_CHILD, SECTION_UNKNOWN, OTHER_SCHOOL, WRONG_GRADE, OTHER_CLASS, ROUND_CLOSED, SECTION_ENDED,
 * ALREADY_ENROLLED, ALREADY_WAITING, BAD_REQUEST (slots that are not the section's; a basket too full).
 */
export const putInBasket = async (
  context: Context,
  actor: Actor,
  { pupil, section, slots, alsoWait = true }: BasketWish,
): Promise<void> => {
  const { store, district, clock } = context
  const { basketLine, enrolment } = store.tables
  const child = ownChild(actor, pupil)
  const term = await loadTerm(context)
  const card = (await loadCards(context, [section])).get(section)
  if (!term || !card?.published || card.term !== term.id) throw refuse('SECTION_UNKNOWN')
  const why = whyNotMeantFor(child, card)
  if (why) throw refuse(why.code, why.facts)
  const now = clock.now()
  if (dayOf(now) > card.cutOffOn) throw refuse('SECTION_ENDED')
  if (!card.base) {
    const firstPicks = livingPicks(await loadFirstPicks(context, store.db, [card.school]), now)
    if (phaseForChild(child, card, { now, rounds: term.rounds, firstPicks }) === 'closed') throw refuse('ROUND_CLOSED')
  }
  if (slots && (!card.base || slots.some((slot) => !card.slots.some((one) => one.slot === slot))))
    throw refuse('BAD_REQUEST')

  await store.transaction(async (tx) => {
    const mine = and(
      eq(basketLine.district, district),
      eq(basketLine.account, actor.account),
      eq(basketLine.pupil, pupil),
    )
    if (!card.base) {
      const [record] = await tx
        .select({ state: enrolment.state })
        .from(enrolment)
        .where(and(eq(enrolment.district, district), eq(enrolment.pupil, pupil), eq(enrolment.section, section)))
      if (record?.state === 'enrolled') throw refuse('ALREADY_ENROLLED', { child: child.name })
      if (record?.state === 'waitlisted' || record?.state === 'offered')
        throw refuse('ALREADY_WAITING', { child: child.name })
    }
    const [line] = await tx
      .select()
      .from(basketLine)
      .where(and(mine, eq(basketLine.section, section)))
    const wanted = slots && (!line || line.slots) ? [...new Set([...(line?.slots ?? []), ...slots])].sort() : null
    if (!line) {
      const [lines] = await tx.select({ lines: count() }).from(basketLine).where(mine)
      if ((lines?.lines ?? 0) >= LINES_A_CHILD) throw refuse('BAD_REQUEST')
    }
    await tx
      .insert(basketLine)
      .values({ district, account: actor.account, pupil, section, slots: wanted, alsoWait, addedAt: now })
      .onConflictDoUpdate({
        target: [basketLine.district, basketLine.account, basketLine.pupil, basketLine.section],
        set: { slots: wanted, alsoWait },
      })
  })
}
