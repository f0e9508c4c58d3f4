import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { readDeskSearch } from '../read-desk-search.server'
import { loadSectionsSheet } from '../section-sheet/load-sections-in.server'

/** The term's sections of the school in the template's columns, to be changed and given back. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { name, sheets } = await loadSectionsSheet(context, actor, readDeskSearch(request).school)
  return workbookAnswer(name, sheets)
})
