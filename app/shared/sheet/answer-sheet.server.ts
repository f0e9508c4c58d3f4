import type { SheetToWrite } from './sheet'
import { csvAnswer, workbookAnswer } from './write-sheet.server'

/** How a list leaves: a workbook, or `as=csv` plain text. */
export type ExportKind = 'xlsx' | 'csv'

/** What the address of a sheet asks for. */
export const exportAsked = (request: Request): ExportKind =>
  new URL(request.url).searchParams.get('as') === 'csv' ? 'csv' : 'xlsx'

/**
 * The answer of a list's sheet address: the list as it stands on the page with the same query.
 * @param name of the file, without its ending.
 */
export const sheetAnswer = async (request: Request, name: string, sheet: SheetToWrite): Promise<Response> =>
  exportAsked(request) === 'csv' ? csvAnswer(name, sheet) : workbookAnswer(name, [sheet])
