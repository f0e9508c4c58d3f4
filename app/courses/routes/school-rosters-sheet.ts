import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { readDeskSearch } from '../read-desk-search.server'
import { exportSchoolRosters } from '../section-roster/export-rosters.server'

/** All rosters of a school in one workbook, a sheet a section. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { name, sheets } = await exportSchoolRosters(context, actor, readDeskSearch(request))
  return workbookAnswer(name, sheets)
})
