import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { capacitySearch } from '../capacity/capacity-form'
import { capacitySheet, capacityTotalsSheet } from '../capacity/capacity-sheet'
import { capacityWords as words } from '../capacity/capacity-words'
import { loadCapacity } from '../capacity/load-capacity.server'

/** The ledger as shown, or its sums (`what=totals`). */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const query = new URL(request.url).searchParams
  const page = await loadCapacity(context, actor, capacitySearch.parse(Object.fromEntries(query)))
  const totals = query.get('what') === 'totals'
  return sheetAnswer(
    request,
    `${totals ? words.totalsSheet : words.sheet} ${page.year}`,
    totals ? capacityTotalsSheet(page) : capacitySheet(page),
  )
})
