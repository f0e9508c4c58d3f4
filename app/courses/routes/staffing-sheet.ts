import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadStaffing } from '../providers/load-staffing.server'
import { staffingSheet } from '../providers/provider-sheets'
import { readDeskSearch } from '../read-desk-search.server'

/** A school's outside teachers as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = staffingSheet(await loadStaffing(context, actor, readDeskSearch(request)))
  return sheetAnswer(request, sheet.name, sheet)
})
