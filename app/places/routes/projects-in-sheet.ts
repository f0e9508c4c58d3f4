import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { loadProjectSheets } from '../project-sheet/load-projects-in.server'

/** The template, or the projects as they stand in its columns: a workbook with the guide, or plain text without. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const what = new URL(request.url).searchParams.get('what') === 'template' ? 'template' : 'standing'
  const { name, sheets } = await loadProjectSheets(context, actor, what)
  return exportAsked(request) === 'csv' ? csvAnswer(name, sheets[0]) : workbookAnswer(name, sheets)
})
