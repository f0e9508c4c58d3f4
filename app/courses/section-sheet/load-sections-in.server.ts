import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type ImportRow, latestImports } from '~/shared/sheet/imports.server'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { plainCalendar } from '../calendar-rules'
import { loadSchools, type SchoolName } from '../load-schools.server'
import { loadTerm } from '../load-term.server'
import { loadFrame } from '../section-record.server'
import { SECTION_IMPORTS, type SectionsSummary } from './preview-sections.server'
import { templateWords as words } from './section-sheet-words'
import { exportSheets, templateSheets } from './section-sheets'
import { loadSheetWorld, roomsUsed } from './sheet-world.server'

export interface SectionsInPage {
  school: string
  schools: SchoolName[]
  termName: string
  /** Sections of the term that the sheet would carry. */
  count: number
  latest: {
    id: string
    fileName: string
    at: number
    state: ImportRow['state']
    counts: SectionsSummary['counts'] | null
  }[]
}

const MOST_SHOWN = 5

const whereOf = async (context: Context, actor: Actor, asked: string) => {
  const school = asked || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  return { school, term }
}

/** 用表格开课 of a school. @param asked school: the first of one's own when empty. Refuses FORBIDDEN, NOT_FOUND. */
export const loadSectionsIn = async (context: Context, actor: Actor, asked: string): Promise<SectionsInPage> => {
  const { school, term } = await whereOf(context, actor, asked)
  const { known } = await loadSheetWorld(context, context.store.db, { school, term: term.id }, plainCalendar)
  const latest = await latestImports(context, school, SECTION_IMPORTS, MOST_SHOWN)
  return {
    school,
    schools: await loadSchools(context, actor.administers),
    termName: term.name,
    count: known.filter(({ stage }) => stage !== 'closed').length,
    latest: latest.map(({ id, fileName, at, state, summary }) => ({
      id,
      fileName,
      at,
      state,
      counts: (summary as Partial<SectionsSummary>).counts ?? null,
    })),
  }
}

export interface SheetsToTake {
  /** Of the file, without its ending. */
  name: string
  sheets: SheetToWrite[]
}

const schoolName = async (context: Context, school: string): Promise<string> =>
  (await loadSchools(context, [school]))[0]?.name ?? ''

/** An empty template for a school's term. Refuses FORBIDDEN, NOT_FOUND. */
export const loadTemplate = async (context: Context, actor: Actor, asked: string): Promise<SheetsToTake> => {
  const { school, term } = await whereOf(context, actor, asked)
  const frame = await loadFrame(context, context.store.db, { school, term: term.id })
  const name = words.file(await schoolName(context, school), term.name)
  return { name, sheets: templateSheets(frame, await roomsUsed(context, school)) }
}

/** The term's sections in the template's columns. Refuses FORBIDDEN, NOT_FOUND. */
export const loadSectionsSheet = async (context: Context, actor: Actor, asked: string): Promise<SheetsToTake> => {
  const { school, term } = await whereOf(context, actor, asked)
  const world = await loadSheetWorld(context, context.store.db, { school, term: term.id }, plainCalendar)
  const name = words.exportFile(await schoolName(context, school), term.name)
  return { name, sheets: exportSheets(world, await roomsUsed(context, school)) }
}
