import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadWarnings, warningsSheet } from '../warnings/load-warnings.server'
import { readWarningsSearch } from '../warnings/read-warnings-search.server'
import { warningWords } from '../warnings/warning-words'

/** The list of warnings as it is shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadWarnings(context, actor, readWarningsSearch(request))
  return sheetAnswer(request, warningWords.file, warningsSheet(page))
})
