import type { ActionFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { ownChild } from '~/people'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { readEnrolmentForm } from '../enrolment-form'
import { pressEnrol } from '../press-enrol.server'

/** The green button, where the fast lane has not answered it already: the same verb, the same answer. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const fields = await request.formData().catch(() => {
    throw refuse('BAD_REQUEST')
  })
  const form = readEnrolmentForm(fields)
  if (!form) throw refuse('BAD_REQUEST')
  for (const { pupil } of form.lines) ownChild(actor, pupil)
  const { location } = await pressEnrol(context, { ...form, account: actor.account })
  return redirect(location, 303)
})
