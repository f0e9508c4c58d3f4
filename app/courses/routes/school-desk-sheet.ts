import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadSchoolDesk } from '../load-school-desk.server'
import { readDeskSearch } from '../read-desk-search.server'
import { schoolDeskSheet } from '../school-desk-sheet'

/** The courses of the school's desk as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readDeskSearch(request)
  const sheet = schoolDeskSheet(await loadSchoolDesk(context, actor, search), search.weekday)
  return sheetAnswer(request, sheet.name, sheet)
})
