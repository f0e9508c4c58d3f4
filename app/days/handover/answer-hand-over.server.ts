import type { Actor } from '~/people'
import { readForm } from '~/shared/answer.server'
import { refuseDeed, shownConflict } from '~/shared/answer-deed.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { handOver } from './hand-over.server'
import { handOverForm } from './handover-form'

/**
 * Answers the form by which a child is handed over, at the teacher's and at the school's address.
 * @returns the id, or what is to be changed. Refuses BAD_REQUEST, KEY_REUSED.
 */
export const answerHandOver = async (
  context: Context & { formRefused?: boolean },
  actor: Actor,
  { pupil, request }: { pupil: string; request: Request },
) => {
  const form = await readForm(request, handOverForm)
  if (!form.ok) {
    if (!Object.keys(form.errors).every((field) => field === 'taker')) throw refuse('BAD_REQUEST')
    return { refused: refuseDeed(context, 'hand', { errors: form.errors, values: {} }) }
  }
  try {
    return { done: await handOver(context, actor, { ...form.value, pupil }) }
  } catch (error) {
    return { refused: shownConflict(context, 'hand', {}, error) }
  }
}
