import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type ReadIn, startImport } from '~/shared/sheet/imports.server'
import type { SheetTable, UploadedFile } from '~/shared/sheet/sheet'
import { fromOneRoster, isOneRoster } from './one-roster'
import { preparePupils, prepareSchools, prepareStaff } from './prepare-roster.server'
import { extraHeads, named, partOf, type RosterPart } from './roster-columns'
import { type LineError, type RosterLine, readPart } from './roster-rules'
import { loadRosterFrame } from './roster-standing.server'
import {
  type RosterSeen,
  type RosterSummary,
  summaryOfPupils,
  summaryOfSchools,
  summaryOfStaff,
} from './roster-summary'
import { lineWords, rosterWords as words } from './roster-words'

/** A school's own people may change its roster, and so may an officer; only an officer the whole district's. */
export const requireRoster = (actor: Actor, school: string): void => {
  if (actor.officer) return
  if (school === '') throw refuse('FORBIDDEN')
  requireSchool(actor, school)
}

/**
 * 先看看变化: reads a roster's file and works out what it would change. Nothing changes.
 * @param asked.school whose roster it is; '' for the whole district, by an officer. @returns the id of the import.
 * Refuses FORBIDDEN. A file that is no roster is an import that failed, with its sentence.
 */
export const previewRoster = (
  context: Context & { reportFault?: (error: unknown) => void },
  actor: Actor,
  { school, file }: { school: string; file: UploadedFile },
): Promise<string> => {
  requireRoster(actor, school)
  return startImport<RosterLine>(
    context,
    { kind: 'roster', school, term: '', account: actor.account, files: [file] },
    async ([tables = []]) => readRoster(context, actor, school, tables),
  )
}

/** Schools before their staff, staff before pupils: each may speak of what came before. */
const ORDER: readonly RosterPart[] = ['schools', 'staff', 'pupils']

/** The tables of kinds we know, one a kind; a package of OneRoster is brought into our heads before. */
const findTables = (tables: readonly SheetTable[]): { part: RosterPart; table: SheetTable }[] => {
  const ours = (isOneRoster(tables) ? fromOneRoster(tables) : tables).map(named)
  return ORDER.flatMap((part) => {
    const table = ours.find((one) => partOf(one) === part)
    return table ? [{ part, table }] : []
  })
}

const readRoster = async (
  context: Context,
  actor: Actor,
  school: string,
  tables: readonly SheetTable[],
): Promise<ReadIn<RosterLine>> => {
  const found = findTables(tables)
  if (found.length === 0) throw refuse('ROSTER_UNKNOWN', { says: words.unknownHeads })
  // A school's own package names the school as well; only the bureau changes schools.
  const mine = found.filter(({ part }) => part !== 'schools' || school === '')
  if (mine.length === 0) throw refuse('ROSTER_UNKNOWN', { says: words.schoolsByOfficer })
  const frame = await loadRosterFrame(context, context.store.db, school)
  const parts: RosterSummary[] = []
  const rows: RosterLine[] = []
  for (const { part, table } of mine) {
    const { lines, errors } = readPart(part, table, frame)
    const coming = linesOf('schools', lines)
    frame.schools = [...coming, ...frame.schools.filter(({ id }) => !coming.some((line) => line.id === id))]
    rows.push(...lines)
    parts.push(await summaryOf(context, actor, { part, lines, errors, extra: extraHeads(part, table.header) }))
  }
  return { rows, summary: { parts } satisfies RosterSeen }
}

interface ReadRoster {
  part: RosterPart
  lines: readonly RosterLine[]
  errors: readonly LineError[]
  extra: readonly string[]
}

/** The lines of one part, by its type. */
export const linesOf = <Part extends RosterPart>(
  part: Part,
  lines: readonly RosterLine[],
): Extract<RosterLine, { part: Part }>[] =>
  lines.filter((line): line is Extract<RosterLine, { part: Part }> => line.part === part)

const summaryOf = async (
  context: Context,
  actor: Actor,
  { part, lines, errors, extra }: ReadRoster,
): Promise<RosterSummary> => {
  const { db } = context.store
  const how = { complete: errors.length === 0, officer: actor.officer }
  const right = lines.length
  if (part === 'pupils') {
    const prepared = await preparePupils(context, db, linesOf('pupils', lines), how)
    const { diff, standing, wrong, before, fingerprint } = prepared
    const names = new Map(standing.classes.map((one) => [one.id, words.className(one.grade, one.number)]))
    return summaryOfPupils(
      diff,
      { right: right - wrong.length, errors: [...errors, ...wrong], extra, before, fingerprint },
      names,
    )
  }
  if (part === 'staff') {
    const { diff, before, fingerprint } = await prepareStaff(context, db, linesOf('staff', lines), how)
    const leaving = diff.left.some(({ account }) => account === actor.account)
    const yourself = leaving ? [{ line: 1, column: '工号', says: lineWords.yourself }] : []
    return summaryOfStaff(diff, {
      right: right - diff.wrong.length,
      errors: [...errors, ...diff.wrong, ...yourself],
      extra,
      before,
      fingerprint,
    })
  }
  const { changes, wrong, before, fingerprint } = await prepareSchools(context, db, linesOf('schools', lines))
  return summaryOfSchools(changes, {
    right: right - wrong.length,
    errors: [...errors, ...wrong],
    extra,
    before,
    fingerprint,
  })
}
