import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadScenarios, scenariosSheet } from '../scenarios/load-scenarios.server'
import { scenarioWords } from '../scenarios/scenario-words'

/** The list of scenarios. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return sheetAnswer(request, scenarioWords.file, scenariosSheet(await loadScenarios(context, actor)))
})
