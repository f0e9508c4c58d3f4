import { and, eq, or } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { loadCards } from './load-cards.server'

export interface BasketTake {
  pupil: string
  section: string
  /** Only for base care: the slots to take out; all of them when left out. */
  slots?: readonly number[] | undefined
}

/** Takes a line, or single days of base care, out of the account's own basket. What is not there stays not there. */
export const takeFromBasket = async (
  context: Context,
  account: string,
  { pupil, section, slots }: BasketTake,
): Promise<void> => {
  const { store, district } = context
  const { basketLine } = store.tables
  const card = slots ? (await loadCards(context, [section])).get(section) : undefined
  await store.transaction(async (tx) => {
    const it = and(
      eq(basketLine.district, district),
      eq(basketLine.account, account),
      eq(basketLine.pupil, pupil),
      eq(basketLine.section, section),
    )
    const [line] = await tx.select().from(basketLine).where(it)
    if (!line) return
    const wanted = line.slots ?? card?.slots.map(({ slot }) => slot) ?? []
    const rest = slots ? wanted.filter((slot) => !slots.includes(slot)) : []
    if (rest.length === 0) await tx.delete(basketLine).where(it)
    else await tx.update(basketLine).set({ slots: rest }).where(it)
  })
}

/** Takes several lines out at once, such as those a press of the button has settled. */
export const emptyBasket = async (
  context: Context,
  account: string,
  lines: readonly { pupil: string; section: string }[],
): Promise<void> => {
  if (lines.length === 0) return
  const { store, district } = context
  const { basketLine } = store.tables
  await store.transaction(async (tx) => {
    await tx
      .delete(basketLine)
      .where(
        and(
          eq(basketLine.district, district),
          eq(basketLine.account, account),
          or(...lines.map(({ pupil, section }) => and(eq(basketLine.pupil, pupil), eq(basketLine.section, section)))),
        ),
      )
  })
}
