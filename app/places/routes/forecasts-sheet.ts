import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadRunsPage } from '../runs/load-runs.server'
import { runsSheet } from '../runs/run-sheets'
import { runWords } from '../runs/run-words'

/** The list of runs, as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { rows } = await loadRunsPage(context, actor)
  return sheetAnswer(request, runWords.sheet, runsSheet(rows))
})
