import { and, eq, gte, inArray } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import type { EnrolmentRecord, World } from './allotment-world'
import { loadWorld } from './allotment-world.server'
import { writeWorld } from './allotment-writes.server'
import { leave, leaveCare, note, settle } from './seat-rules'
import { lockSections } from './section-record.server'

const LIVING = ['enrolled', 'offered', 'waitlisted'] as const
const ORDER: EnrolmentRecord['state'][] = ['waitlisted', 'offered', 'enrolled']

export interface LeaversOfCourses {
  pupils: readonly string[]
  /** The account whose doing it is. */
  actor: string
  /** Pupils whom the caller is going to write: locked now, because after this the end of the audit chain is locked. */
  alongside?: readonly string[]
}

/**
 * Ends everything that children who left still hold in the running and the coming terms, base care too, and gives their
 * seats to the next in line, within the caller's transaction. Locks seats, then pupils: call it before other locks.
 * @returns how many records were ended.
 */
export const endEnrolmentsOf = async (
  context: Context,
  tx: Tx,
  { pupils, actor, alongside = [] }: LeaversOfCourses,
): Promise<number> => {
  const { store, district } = context
  const { pupil } = store.tables
  const held = await sectionsHeld(context, tx, pupils)
  await lockSections(context, tx, held.flatMap(({ sections }) => sections).sort())
  const locked = [...new Set([...pupils, ...alongside])]
  if (locked.length > 0) await tx.lock({ district: pupil.district, key: pupil.id }, district, locked)
  let ended = 0
  // A world is of one term: its slots are written under that term's key.
  for (const { term, sections } of held) {
    const world = await loadWorld(context, tx, { sections, pupils, freeing: new Set(sections) })
    ended += endIn(world, term, actor)
    await writeWorld(context, tx, world)
  }
  return ended
}

const isLiving = ({ state }: EnrolmentRecord): boolean => LIVING.some((one) => one === state)

/** Sections in which the pupils have a living record, by term. */
const sectionsHeld = async (
  { store, district, clock }: Context,
  tx: Tx,
  pupils: readonly string[],
): Promise<{ term: string; sections: string[] }[]> => {
  if (pupils.length === 0) return []
  const { enrolment, term } = store.tables
  const terms = await tx
    .select({ id: term.id })
    .from(term)
    .where(and(eq(term.district, district), gte(term.endsOn, dayOf(clock.now()))))
  const held: { term: string; sections: string[] }[] = []
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
    if (rows.length > 0) held.push({ term: id, sections: rows.map(({ section }) => section) })
  }
  return held
}

const endIn = (world: World, term: string, actor: string): number => {
  for (const section of world.sections.values()) settle(world, section)
  // All of them leave their lines first: a seat that one frees is not offered to another who leaves as well.
  const leaving = [...world.pupils.values()]
    .flatMap((child) => child.enrolments.map((record) => ({ child, record })))
    .filter(({ record }) => record.term === term && isLiving(record))
    .sort((a, b) => ORDER.indexOf(a.record.state) - ORDER.indexOf(b.record.state))
  let ended = 0
  for (const { child, record } of leaving) {
    const section = world.sections.get(record.section)
    if (!section || !isLiving(record)) continue
    const detail = { from: record.state, because: 'left' }
    note(world, { action: 'enrolment.withdrawn', actor, pupil: child.id, section: section.id, detail })
    if (section.base) leaveCare(world, child, section, record, null)
    else leave(world, child, section, record, 'withdrawn')
    ended += 1
  }
  return ended
}
