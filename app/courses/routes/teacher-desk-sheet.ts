import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { teacherDeskSheet } from '../desk-sheets'
import { loadTeacherDesk } from '../load-teacher-desk.server'

/** The teacher's courses as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const sheet = teacherDeskSheet(await loadTeacherDesk(context, actor))
  return sheetAnswer(request, sheet.name, sheet)
})
