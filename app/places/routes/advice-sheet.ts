import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { adviceWords as words } from '../advice/advice-words'
import { loadProposals, proposalsSheet } from '../advice/load-advice.server'

/** The list of proposals as it is shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return sheetAnswer(request, words.file, proposalsSheet(await loadProposals(context, actor)))
})
