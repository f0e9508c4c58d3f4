import { and, eq, gte, inArray } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { loadWorld } from './allotment-world.server'
import { writeWorld } from './allotment-writes.server'
import { leave, leaveCare, note, settle } from './seat-rules'
import { lockSections } from './section-record.server'

const LIVING = ['enrolled', 'offered', 'waitlisted'] as const

/**
 * Ends everything that children who left still hold in the running and the coming terms, base care too, and gives their
 * seats to the next in line, within the caller's transaction. Locks seats, then pupils: call it before other locks.
 * @param actor the account whose doing it is. @returns how many records were ended.
 */
export const endEnrolmentsOf = async (
  context: Context,
  tx: Tx,
  { pupils, actor }: { pupils: readonly string[]; actor: string },
): Promise<number> => {
  if (pupils.length === 0) return 0
  const { store, district, clock } = context
  const { enrolment, term, pupil } = store.tables
  const terms = await tx
    .select({ id: term.id })
    .from(term)
    .where(and(eq(term.district, district), gte(term.endsOn, dayOf(clock.now()))))
  let ended = 0
  // A world is of one term: its slots are written under that term's key.
  for (const { id } of terms) {
    const rows = await tx
      .selectDistinct({ section: enrolment.section })
      .from(enrolment)
      .where(
        and(
          eq(enrolment.district, district),
          store.among(enrolment.pupil, pupils),
          eq(enrolment.term, id),
          inArray(enrolment.state, [...LIVING]),
        ),
      )
    const sections = rows.map(({ section }) => section)
    if (sections.length === 0) continue
    await lockSections(context, tx, sections)
    await tx.lock({ district: pupil.district, key: pupil.id }, district, pupils)
    const world = await loadWorld(context, tx, { sections, pupils, freeing: new Set(sections) })
    for (const section of world.sections.values()) settle(world, section)
    // All of them leave their lines first: a seat that one frees is not offered to another who leaves as well.
    const order = { waitlisted: 0, offered: 1, enrolled: 2 } as const
    const leaving = [...world.pupils.values()]
      .flatMap((child) => child.enrolments.map((record) => ({ child, record })))
      .filter(({ record }) => record.term === id && LIVING.some((state) => state === record.state))
      .sort((a, b) => order[a.record.state as keyof typeof order] - order[b.record.state as keyof typeof order])
    for (const { child, record } of leaving) {
      const section = world.sections.get(record.section)
      if (!section || !LIVING.some((state) => state === record.state)) continue
      note(world, {
        action: 'enrolment.withdrawn',
        actor,
        pupil: child.id,
        section: section.id,
        detail: { from: record.state, because: 'left' },
      })
      if (section.base) leaveCare(world, child, section, record, null)
      else leave(world, child, section, record, 'withdrawn')
      ended += 1
    }
    await writeWorld(context, tx, world)
  }
  return ended
}
