import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { exportRoster } from '../section-roster/export-rosters.server'
import { readRosterSearch } from '../section-roster/read-roster-search.server'

/** The roster of a section as shown, for its own teacher. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { q } = readRosterSearch(request)
  const { name, sheet } = await exportRoster(context, actor, { section: params.section ?? '', q }, 'teacher')
  return sheetAnswer(request, name, sheet)
})
