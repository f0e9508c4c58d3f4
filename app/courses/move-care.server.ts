import { and, eq, gte, inArray } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { lockSections } from './section-record.server'

export interface ClassMove {
  pupil: string
  from: string
  to: string
}

/** Locks the care groups of classes, before pupils are locked and `moveCare` is called. */
export const lockCareOf = async (context: Context, tx: Tx, classes: readonly string[]): Promise<void> => {
  if (classes.length === 0) return
  const { store, district } = context
  const { section } = store.tables
  const groups = await tx
    .select({ id: section.id })
    .from(section)
    .where(and(eq(section.district, district), eq(section.base, true), store.among(section.homeClass, classes)))
  await lockSections(context, tx, groups.map(({ id }) => id).sort())
}

/**
 * Takes the base care of pupils who changed class along: what they hold in a group of the old class they hold in the
 * same course's group of the new class, in the running and the coming terms, within the caller's transaction. A group
 * without its like in the new class is left as it is. The caller has locked the groups (`lockCareOf`) and the pupils.
 */
export const moveCare = async (context: Context, tx: Tx, moves: readonly ClassMove[]): Promise<void> => {
  if (moves.length === 0) return
  const { store, district, clock } = context
  const { section, term, enrolment, heldSlot, seatCount } = store.tables
  const classes = [...new Set(moves.flatMap(({ from, to }) => [from, to]))]
  const groups = await tx
    .select({ id: section.id, term: section.term, course: section.course, homeClass: section.homeClass })
    .from(section)
    .innerJoin(term, and(eq(term.district, district), eq(term.id, section.term)))
    .where(
      and(
        eq(section.district, district),
        eq(section.base, true),
        eq(section.state, 'published'),
        store.among(section.homeClass, classes),
        gte(term.endsOn, dayOf(clock.now())),
      ),
    )
  const likeOf = (group: (typeof groups)[number], homeClass: string): string | undefined =>
    groups.find((one) => one.homeClass === homeClass && one.term === group.term && one.course === group.course)?.id
  const pupils = moves.map(({ pupil }) => pupil)
  const records = await tx
    .select()
    .from(enrolment)
    .where(
      and(
        eq(enrolment.district, district),
        store.among(enrolment.pupil, pupils),
        store.among(
          enrolment.section,
          groups.map(({ id }) => id),
        ),
        eq(enrolment.state, 'enrolled'),
      ),
    )
  const targets = new Map(moves.map(({ pupil, to }) => [pupil, to]))
  const changes = records.flatMap((record) => {
    const group = groups.find(({ id }) => id === record.section)
    const to = group && likeOf(group, targets.get(record.pupil) ?? '')
    return to && to !== record.section ? [{ record, to }] : []
  })
  if (changes.length === 0) return
  const now = clock.now()
  const key = [enrolment.district, enrolment.pupil, enrolment.section]
  const columns = [enrolment.state, enrolment.changedAt]
  await tx.writeMany(
    enrolment,
    changes.flatMap(({ record, to }) => [
      { ...record, state: 'transferred' as const, changedAt: now },
      { ...record, section: to, changedAt: now },
    ]),
    { key, columns },
  )
  const moved = new Map(changes.map(({ record, to }) => [`${record.pupil} ${record.section}`, to]))
  const slots = await tx
    .select()
    .from(heldSlot)
    .where(
      and(
        eq(heldSlot.district, district),
        store.among(heldSlot.pupil, pupils),
        inArray(heldSlot.term, [...new Set(changes.map(({ record }) => record.term))]),
      ),
    )
  await tx.writeMany(
    heldSlot,
    slots.map((slot) => ({
      ...slot,
      section: moved.get(`${slot.pupil} ${slot.section}`) ?? slot.section,
      base: slot.base === null ? null : (moved.get(`${slot.pupil} ${slot.base}`) ?? slot.base),
    })),
    {
      key: [heldSlot.district, heldSlot.term, heldSlot.pupil, heldSlot.slot],
      columns: [heldSlot.section, heldSlot.base],
    },
  )
  const touched = [...new Set(changes.flatMap(({ record, to }) => [record.section, to]))]
  for (const id of touched) {
    const enrolled = await tx.$count(
      enrolment,
      and(eq(enrolment.district, district), eq(enrolment.section, id), eq(enrolment.state, 'enrolled')),
    )
    await tx
      .update(seatCount)
      .set({ enrolled })
      .where(and(eq(seatCount.district, district), eq(seatCount.section, id)))
  }
}
