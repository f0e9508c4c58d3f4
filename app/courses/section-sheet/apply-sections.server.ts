import type { Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { applyImport, loadImport } from '~/shared/sheet/imports.server'
import { writeChange } from '../change-section.server'
import { loadTerm } from '../load-term.server'
import { insertOwnSection } from '../own-section.server'
import { loadCalendar } from '../school-calendar.server'
import { lockSections } from '../section-record.server'
import { type SisterCourse, sameContent, sameCourse } from '../section-writes.server'
import { SECTION_IMPORTS, type SectionsSummary } from './preview-sections.server'
import { asSeen, countsOf, type LineOutcome, readLines, type SeenLine } from './section-sheet-rules'
import { loadSheetWorld, type RecordedWorld } from './sheet-world.server'

type Faults = { reportFault?: (error: unknown) => void }

/**
 * Opens and changes the sections of a sheet that was seen: all of them or none, and only as they were seen. New ones
 * are as far as the school's own new section is; what the bureau had seen has to be sent again. Nothing is sent.
 * The import fails with CONFLICT when anything it is held against moved meanwhile.
 * Refuses NOT_FOUND, FORBIDDEN, SHEET_WRONG_LINES, WRONG_IMPORT_STATE, CONFLICT (another term by now).
 */
export const applySections = async (context: Context & Faults, actor: Actor, id: string): Promise<void> => {
  const { school, term: termId, state, summary } = await loadImport(context, id, SECTION_IMPORTS)
  requireSchool(actor, school)
  if (state !== 'ready') throw refuse('WRONG_IMPORT_STATE')
  const seen = summary as SectionsSummary
  if (seen.counts.wrong > 0) throw refuse('SHEET_WRONG_LINES')
  const term = await loadTerm(context)
  if (term?.id !== termId) throw refuse('CONFLICT')
  const calendar = await loadCalendar(context, term)
  const { tables } = context.store
  await applyImport<SeenLine>(context, id, async (tx, rows) => {
    await tx.lock({ district: tables.school.district, key: tables.school.id }, context.district, [school])
    const changed = rows.flatMap(({ kind, section }) => (kind === 'changed' && section ? [section] : []))
    if (changed.length > 0) await lockSections(context, tx, changed)
    const world = await loadSheetWorld(context, tx, { school, term: termId }, calendar)
    const { lines } = readLines(rows, world)
    const asNow = lines.map(asSeen)
    if (asNow.length !== rows.length || asNow.some(({ print }, i) => print !== rows[i]?.print)) throw refuse('CONFLICT')
    const facts = await writeLines(context, tx, actor, { school, term: termId, world, lines })
    await writeAudit(context, tx, facts)
    return { ...seen, counts: countsOf(lines) }
  })
}

interface LinesToWrite {
  school: string
  term: string
  world: RecordedWorld
  lines: readonly LineOutcome[]
}

const writeLines = async (
  context: Context,
  tx: Tx,
  actor: Actor,
  { school, term, world, lines }: LinesToWrite,
): Promise<AuditFact[]> => {
  const facts: AuditFact[] = []
  const courses: SisterCourse[] = [...world.records.values()].filter(({ stage }) => stage !== 'closed')
  for (const { kind, section, draft } of lines) {
    if (!draft) continue
    if (kind === 'new') {
      const sisterOf = courses.find((one) => sameCourse(one, draft))
      const made = await insertOwnSection(context, tx, actor, { school, term, frame: world.frame, draft, sisterOf })
      if (!sisterOf) courses.push({ ...draft, course: made.course })
      facts.push(...made.facts)
      continue
    }
    const before = world.records.get(section ?? '')
    if (!before) throw refuse('CONFLICT')
    const rewrites = !sameContent(before, draft) || before.stage === 'draft'
    const after = { room: draft.room, instructor: draft.instructor, capacity: draft.capacity }
    await writeChange(context, tx, actor, {
      before,
      after,
      frame: world.frame,
      ...(rewrites ? { rewritten: draft } : {}),
    })
    facts.push({
      actor: actor.account,
      action: 'section.changed',
      subject: `section:${before.id}`,
      detail: { changed: rewrites ? 'content' : 'adjusted', capacity: draft.capacity },
    })
  }
  return facts
}
