import { refusedForm } from './answer.server'
import { Refusal, refuse } from './refusal'

interface Refused {
  errors: Record<string, string>
  values: Record<string, string>
}

/** 422 with the sentences of one of a page's forms. Refuses BAD_REQUEST for what no form of ours sends. */
export const refuseDeed = (
  context: { formRefused?: boolean },
  form: string,
  { errors, values }: Refused,
  status = 422,
) => {
  if (errors.deed || errors.seen) throw refuse('BAD_REQUEST')
  return refusedForm(context, { form, errors, values }, status)
}

/** The sentences of a verb's answer as a form reads them. */
export const sentencesOf = (errors: Partial<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).flatMap(([name, sentence]) => (sentence ? [[name, sentence]] : [])))

/** What was typed, as text. */
export const typedOf = (value: object): Record<string, string> =>
  Object.fromEntries(Object.entries(value).map(([name, given]) => [name, String(given)]))

/** A conflict that the person settles on the same page: shown there, with its own status. */
export const shownConflict = (
  context: { formRefused?: boolean },
  form: string,
  values: Record<string, string>,
  error: unknown,
  sentence?: string,
) => {
  if (!(error instanceof Refusal) || error.status !== 409) throw error
  return refuseDeed(context, form, { errors: { form: sentence ?? error.message }, values }, 409)
}
