import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { handoverSheet } from '../handover/handover-sheet'
import { handoverWords } from '../handover/handover-words'
import { viewSchoolDay } from '../handover/load-day.server'
import { readHandoverSearch } from '../handover/read-handover-search.server'

/** A school's day as shown, to be taken along; who took it is written down as who looked. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school, schools, day, children } = await viewSchoolDay(context, actor, readHandoverSearch(request))
  const name = `${schools.find(({ id }) => id === school)?.name ?? ''} ${day} ${handoverWords.school.sheet}`
  const sheet = handoverSheet(children)
  return exportAsked(request) === 'csv' ? csvAnswer(name, sheet) : workbookAnswer(name, [sheet])
})
