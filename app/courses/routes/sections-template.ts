import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { readDeskSearch } from '../read-desk-search.server'
import { loadTemplate } from '../section-sheet/load-sections-in.server'

/** An empty sheet of sections for the school, with drop-downs and a guide. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { name, sheets } = await loadTemplate(context, actor, readDeskSearch(request).school)
  return workbookAnswer(name, sheets)
})
