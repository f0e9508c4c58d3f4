import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { comparisonSheet } from '../scenarios/load-comparison.server'
import { comparedIn } from '../scenarios/scenario-form'

/** What is compared, every street, phase and autumn. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = await comparisonSheet(context, actor, comparedIn(request.url))
  return sheetAnswer(request, sheet.name, sheet)
})
