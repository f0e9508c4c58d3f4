import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { fileAnswer } from '~/shared/sheet/write-sheet.server'
import { exportOc4ids } from '../open-data/export-oc4ids.server'
import { oc4idsWords as words } from '../open-data/oc4ids-words'

/** Every project as a file to keep, those that are not public among them. */
export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const text = await exportOc4ids(context, actor)
  return fileAnswer(words.fileName(dayOf(context.clock.now())), 'application/json; charset=utf-8', Buffer.from(text))
})
