import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { deskWords as words } from '../desk/desk-words'
import { loadDeskSheet } from '../desk/load-desk-sheet.server'
import { readDeskSearch } from '../desk/read-desk-search.server'

/** The heat table as the page has it; `as` says how it leaves. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return sheetAnswer(request, words.sheet, await loadDeskSheet(context, actor, readDeskSearch(request)))
})
