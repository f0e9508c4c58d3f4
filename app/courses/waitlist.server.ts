import { and, eq, gt, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { loadWorld } from './allotment-world.server'
import { writeWorld } from './allotment-writes.server'
import { settle } from './seat-rules'

const SECTIONS_A_TRANSACTION = 50

/**
 * Ends offers whose time is over in these sections and gives every free seat to the next in line, within the caller's
 * transaction. The caller has locked the sections' seats; doing it twice does nothing more.
 * @returns how many offers were ended or made.
 */
export const passOnSeats = async (context: Context, tx: Tx, sections: readonly string[]): Promise<number> => {
  if (sections.length === 0) return 0
  const world = await loadWorld(context, tx, { sections, pupils: [], freeing: new Set(sections) })
  for (const section of world.sections.values()) settle(world, section)
  await writeWorld(context, tx, world)
  return world.changes.events.length
}

/** Sections with an offer that is over, or with a free seat and somebody in line. */
const sectionsToSettle = async ({ district, store, clock }: Context): Promise<string[]> => {
  const { enrolment, seatCount, section } = store.tables
  const now = clock.now()
  const over = await store.db
    .selectDistinct({ id: enrolment.section })
    .from(enrolment)
    .where(and(eq(enrolment.district, district), eq(enrolment.state, 'offered'), lte(enrolment.offerEndsAt, now)))
  const idle = await store.db
    .select({ id: seatCount.section })
    .from(seatCount)
    .innerJoin(section, and(eq(section.district, district), eq(section.id, seatCount.section)))
    .where(
      and(
        eq(seatCount.district, district),
        gt(seatCount.waiting, 0),
        or(isNull(seatCount.capacity), sql`${seatCount.enrolled} + ${seatCount.offered} < ${seatCount.capacity}`),
        eq(section.state, 'published'),
        gte(section.cutOffOn, dayOf(now)),
      ),
    )
  return [...new Set([...over, ...idle].map(({ id }) => id))].sort()
}

/** The minute tick: what nobody's request has settled yet. Safe to run at any time and in several processes. */
export const settleSections = async (context: Context): Promise<number> => {
  const { seatCount } = context.store.tables
  const due = await sectionsToSettle(context)
  let moved = 0
  for (let i = 0; i < due.length; i += SECTIONS_A_TRANSACTION) {
    const some = due.slice(i, i + SECTIONS_A_TRANSACTION)
    moved += await context.store.transaction(async (tx) => {
      await tx.lock({ district: seatCount.district, key: seatCount.section }, context.district, some)
      return passOnSeats(context, tx, some)
    })
  }
  return moved
}
