import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { dutySheet } from '../duties/duty-sheet'
import { dutyWords } from '../duties/duty-words'
import { exportDuties } from '../duties/load-duties.server'
import { readDutySearch } from '../duties/read-duty-search.server'

/** A school's duties of a term as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { duties, school, schools, termName } = await exportDuties(context, actor, readDutySearch(request))
  const name = `${schools.find(({ id }) => id === school)?.name ?? ''} ${termName} ${dutyWords.short}`
  const sheet = dutySheet(duties)
  return exportAsked(request) === 'csv' ? csvAnswer(name, sheet) : workbookAnswer(name, [sheet])
})
