import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { placesLeft } from './section-card'

const MOST = 60

/** Places left and the length of the line, by section: [left, waiting]; left is null where there is no end of them. */
export type Seats = Record<string, [left: number | null, waiting: number]>

/** The places of these published sections; ids nobody knows, and those beyond sixty, are left out. */
export const loadSeats = async ({ store, district }: Context, ids: readonly string[]): Promise<Seats> => {
  const asked = [...new Set(ids)].filter((id) => /^[\w.-]{1,64}$/.test(id)).slice(0, MOST)
  if (asked.length === 0) return {}
  const { seatCount, section } = store.tables
  const rows = await store.db
    .select({
      id: section.id,
      capacity: seatCount.capacity,
      enrolled: seatCount.enrolled,
      offered: seatCount.offered,
      waiting: seatCount.waiting,
    })
    .from(section)
    .innerJoin(seatCount, and(eq(seatCount.district, section.district), eq(seatCount.section, section.id)))
    .where(and(eq(section.district, district), inArray(section.id, asked), eq(section.state, 'published')))
  return Object.fromEntries(rows.map((row) => [row.id, [placesLeft(row), row.waiting]]))
}
