import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { changeWords } from '../change-log/change-words'
import { changesSheet } from '../change-log/changes-sheet'
import { exportChanges } from '../change-log/load-changes.server'
import { readChangeSearch } from '../change-log/read-change-search.server'

/** The log as the page's filters have it; `as` says how it leaves. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const lines = await exportChanges(context, actor, readChangeSearch(request))
  return sheetAnswer(request, changeWords.file, changesSheet(lines))
})
