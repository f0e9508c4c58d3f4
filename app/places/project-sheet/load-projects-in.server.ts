import { eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { type ImportRow, latestImports, loadImport } from '~/shared/sheet/imports.server'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { requireOfficer } from '../projects/project-record.server'
import { PROJECT_IMPORTS, type ProjectsSeen, type SheetCounts } from './preview-projects.server'
import { sheetWords } from './project-sheet-words'
import { standingSheet, templateSheets } from './project-sheets'
import { loadSheetWorld } from './sheet-world.server'

export interface ProjectsInPage {
  count: number
  latest: { id: string; fileName: string; at: number; state: ImportRow['state']; counts: SheetCounts | null }[]
}

/** 导入项目: what there is to take, what came in lately. Refuses FORBIDDEN. */
export const loadProjectsIn = async (context: Context, actor: Actor): Promise<ProjectsInPage> => {
  requireOfficer(actor)
  const { store, district } = context
  const { project } = store.tables
  const latest = await latestImports(context, '', PROJECT_IMPORTS)
  return {
    count: await store.db.$count(project, eq(project.district, district)),
    latest: latest.map(({ id, fileName, at, state, summary }) => ({
      id,
      fileName,
      at,
      state,
      counts: (summary as Partial<ProjectsSeen>).counts ?? null,
    })),
  }
}

export interface ProjectsPreviewPage {
  fileName: string
  state: ImportRow['state']
  done: number
  total: number
  seen: ProjectsSeen | null
  /** Why it failed. */
  sentence: string
}

/** An import as it stands. Refuses FORBIDDEN, NOT_FOUND. */
export const loadProjectsPreview = async (context: Context, actor: Actor, id: string): Promise<ProjectsPreviewPage> => {
  requireOfficer(actor)
  const { fileName, state, done, total, summary } = await loadImport(context, id, PROJECT_IMPORTS)
  const { sentence, ...seen } = summary as Partial<ProjectsSeen> & { sentence?: string }
  return { fileName, state, done, total, seen: seen.counts ? (seen as ProjectsSeen) : null, sentence: sentence ?? '' }
}

/** An empty sheet, or the projects as they stand; the name of the file without its ending. Refuses FORBIDDEN. */
export const loadProjectSheets = async (
  context: Context & { origin: string },
  actor: Actor,
  what: 'template' | 'standing',
): Promise<{ name: string; sheets: [SheetToWrite, SheetToWrite] }> => {
  requireOfficer(actor)
  const { frame, standing } = await loadSheetWorld(context, context.store.db)
  const [empty, guide] = templateSheets(frame)
  if (what === 'template') return { name: sheetWords.template, sheets: [empty, guide] }
  const name = sheetWords.standing(dayOf(context.clock.now()))
  return { name, sheets: [standingSheet(standing, frame), guide] }
}
