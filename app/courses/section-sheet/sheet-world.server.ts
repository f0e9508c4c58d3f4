import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import type { Calendar } from '../calendar-rules'
import { loadFrame, type SectionRecord, sectionsOfTerm } from '../section-record.server'
import type { SheetWorld } from './section-sheet-rules'

export interface RecordedWorld extends SheetWorld {
  /** The known sections in full, by id. */
  records: ReadonlyMap<string, SectionRecord>
}

/**
 * What a school has in a term, for a sheet to be held against.
 * @param db the transaction where something is written. @param calendar of the term, loaded before any transaction.
 * Refuses NOT_FOUND for a school or term that is not there.
 */
export const loadSheetWorld = async (
  context: Context,
  db: Db,
  where: { school: string; term: string },
  calendar: Calendar,
): Promise<RecordedWorld> => {
  const frame = await loadFrame(context, db, where)
  const sections = await sectionsOfTerm(context, db, where)
  return {
    frame,
    calendar,
    known: sections.map((section) => ({
      id: section.id,
      stage: section.stage,
      lastStep: section.lastStep,
      taken: section.enrolled + section.offered,
      instructorName: section.instructorName,
      draft: draftOf(section),
    })),
    records: new Map(sections.map((section) => [section.id, section])),
  }
}

/** What a person wrote of a section, without what became of it. */
export const draftOf = (section: SectionRecord) => ({
  title: section.title,
  label: section.label,
  category: section.category,
  description: section.description,
  bring: section.bring,
  outline: section.outline,
  grades: section.grades,
  slots: section.slots,
  room: section.room,
  instructor: section.instructor,
  minimum: section.minimum,
  capacity: section.capacity ?? 0,
  lessonFen: section.lessonFen,
  materialFen: section.materialFen,
  startsOn: section.startsOn,
  endsOn: section.endsOn,
  cutOffOn: section.cutOffOn,
})

const MOST_ROOMS = 100

/** Rooms in which the school has given courses, for the drop-down. */
export const roomsUsed = async ({ store, district }: Context, school: string): Promise<string[]> => {
  const { section } = store.tables
  const rows = await store.db
    .selectDistinct({ room: section.room })
    .from(section)
    .where(
      and(eq(section.district, district), eq(section.school, school), eq(section.base, false), ne(section.room, '')),
    )
    .orderBy(asc(section.room))
    .limit(MOST_ROOMS)
  return rows.map(({ room }) => room)
}
