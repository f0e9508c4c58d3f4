import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { demandSheetSearch } from '../demand/demand-form'
import { loadDemandSheet } from '../demand/load-demand.server'

/** What stands of a kind of data, or its sheet to fill in. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const asked = demandSheetSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) throw refuse('NOT_FOUND')
  const sheet = await loadDemandSheet(context, actor, asked.data)
  return sheetAnswer(request, sheet.name, sheet)
})
