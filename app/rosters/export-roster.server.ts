import { zipSync } from 'fflate'
import { z } from 'zod'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { csvOf, fileAnswer } from '~/shared/sheet/write-sheet.server'
import { loadRoster } from './load-roster.server'
import { oneRosterFiles, type RosterToWrite } from './one-roster-files'
import { rosterSheet, rosterTemplate } from './roster-sheets'

const BOM_BYTES = 3

/** What an address of a roster's sheet asks for. */
const asked = z.object({
  what: z.enum(['pupils', 'staff', 'schools', 'one-roster', 'pupils-template', 'staff-template', 'schools-template']),
  school: z.string().max(200).default(''),
})

type What = z.infer<typeof asked>['what']

/** A OneRoster 1.2 CSV package: plain UTF-8, as the specification has it. */
export const oneRosterPackage = (roster: RosterToWrite): Uint8Array =>
  zipSync(
    Object.fromEntries(
      oneRosterFiles(roster).map((file) => [`${file.name}.csv`, new Uint8Array(csvOf(file).subarray(BOM_BYTES))]),
    ),
  )

const names: Record<What, string> = {
  pupils: '学生名册',
  staff: '老师名册',
  schools: '学校',
  'one-roster': 'OneRoster',
  'pupils-template': '学生名册模板',
  'staff-template': '老师名册模板',
  'schools-template': '学校模板',
}

/** That a list of people left the house stands in the record. */
const recordExport = (context: Context, actor: Actor, what: What, school: string, rows: number): Promise<void> =>
  context.store.transaction((tx) =>
    writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'roster.exported',
        subject: school ? `school:${school}` : `district:${context.district}`,
        detail: { what, rows },
      },
    ]),
  )

/**
 * Answers with a list of who is there, a template to fill in, or a OneRoster package: `what`, `school`, `as=csv`.
 * A school's administrators get their own school's; officers any school's, and the whole district's where none is named.
 * Refuses BAD_REQUEST, FORBIDDEN, NOT_FOUND.
 */
export const exportRoster = async (context: Context, actor: Actor, request: Request): Promise<Response> => {
  const query = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) throw refuse('BAD_REQUEST')
  const { what } = query.data
  const school = query.data.school || (actor.officer ? '' : (actor.administers[0] ?? ''))
  if (!actor.officer) requireSchool(actor, school)
  if (!actor.officer && (what === 'schools' || what === 'schools-template')) throw refuse('FORBIDDEN')
  if (what === 'pupils-template') return sheetAnswer(request, names[what], rosterTemplate('pupils', school === ''))
  if (what === 'staff-template') return sheetAnswer(request, names[what], rosterTemplate('staff', school === ''))
  if (what === 'schools-template') return sheetAnswer(request, names[what], rosterTemplate('schools', true))
  const roster = await loadRoster(context, context.store.db, school ? [school] : null)
  const place = school ? (roster.schools[0]?.name ?? '') : roster.district.name
  const name = `${place}${names[what]} ${dayOf(context.clock.now())}`
  if (what === 'one-roster') {
    await recordExport(context, actor, what, school, roster.pupils.length + roster.staff.length)
    return fileAnswer(`${name}.zip`, 'application/zip', oneRosterPackage(roster))
  }
  const sheet = rosterSheet(what, roster)
  if (what !== 'schools') await recordExport(context, actor, what, school, sheet.rows.length)
  return sheetAnswer(request, name, sheet)
}
