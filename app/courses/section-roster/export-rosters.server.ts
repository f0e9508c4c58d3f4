import { and, asc, eq } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { loadSchools } from '../load-schools.server'
import { loadTerm } from '../load-term.server'
import { findSection } from '../section-record.server'
import { loadRoster, type RosterAsked, type RosterReader, readRoster } from './load-roster.server'
import { rosterSheet } from './roster-sheet'
import { words } from './roster-words'

/**
 * One roster as shown, to be taken along; who took it is in the record, one line an export.
 * Refuses SECTION_UNKNOWN, FORBIDDEN.
 */
export const exportRoster = async (
  context: Context,
  actor: Actor,
  asked: RosterAsked,
  reader: RosterReader,
): Promise<{ name: string; sheet: SheetToWrite }> => {
  const roster = await loadRoster(context, actor, asked, reader)
  const detail = { people: roster.lines.length, searched: asked.q !== '' }
  await context.store.transaction((tx) =>
    writeAudit(context, tx, [
      { actor: actor.account, action: 'roster.exported', subject: `section:${roster.section}`, detail },
    ]),
  )
  return { name: words.roster.file(roster.title), sheet: rosterSheet(roster) }
}

/**
 * Every roster of a school in the term, a sheet a section, courses before base care; one line in the record.
 * Refuses FORBIDDEN. @param asked school: the first of one's own when empty.
 */
export const exportSchoolRosters = async (
  context: Context,
  actor: Actor,
  asked: { school: string },
): Promise<{ name: string; sheets: SheetToWrite[] }> => {
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const { store, district } = context
  const { section } = store.tables
  const term = await loadTerm(context)
  const rows = term
    ? await store.db
        .select({ id: section.id })
        .from(section)
        .where(
          and(
            eq(section.district, district),
            eq(section.term, term.id),
            eq(section.school, school),
            eq(section.state, 'published'),
          ),
        )
        .orderBy(asc(section.base), asc(section.id))
    : []
  const sheets: SheetToWrite[] = []
  let people = 0
  for (const { id } of rows) {
    const record = await findSection(context, store.db, id)
    if (!record) continue
    const roster = await readRoster(context, record, '', 'school')
    people += roster.lines.length
    // Every class has its own care: the room tells them apart.
    sheets.push({ ...rosterSheet(roster), name: record.base ? `${record.room} ${roster.title}` : roster.title })
  }
  if (sheets.length === 0)
    sheets.push({ name: words.roster.allNone, columns: [{ head: words.roster.allNone }], rows: [] })
  await store.transaction((tx) =>
    writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'roster.exported',
        subject: `school:${school}`,
        detail: { people, sections: rows.length },
      },
    ]),
  )
  const [place] = await loadSchools(context, [school])
  return { name: words.roster.allFile(place?.name ?? ''), sheets }
}
