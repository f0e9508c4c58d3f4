import { data } from '@remix-run/node'
import { Refusal, refuse } from './refusal'

export interface RefusalAnswer {
  code: string
  sentence: string
}

/**
 * Wraps a loader or action: a refusal it throws becomes an answer with the refusal's status, which the page's error
 * boundary shows. Any other error goes on to Remix, which tells nobody anything.
 */
export const answered =
  <Arguments, Answer>(body: (args: Arguments) => Promise<Answer>) =>
  async (args: Arguments): Promise<Answer> => {
    try {
      return await body(args)
    } catch (error) {
      if (error instanceof Refusal) {
        throw data<RefusalAnswer>({ code: error.code, sentence: error.message }, { status: error.status })
      }
      throw error
    }
  }

/**
 * The answer of an action to a form that has to be changed: 422 with what was wrong, and the page's loader knows of it
 * (`context.formRefused`), so that the title says 错误 also without JavaScript.
 */
export const refusedForm = <Body>(context: { formRefused?: boolean }, body: Body, status = 422) => {
  context.formRefused = true
  return data(body, status)
}

export type FieldErrors = Record<string, string>

export interface FormParser<Value> {
  safeParse(
    input: unknown,
  ): { success: true; data: Value } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }
}

/** `values`: what was typed, so that nothing has to be typed again when a verb refuses it. */
export type FormResult<Value> =
  | { ok: true; value: Value; values: Record<string, string> }
  | { ok: false; errors: FieldErrors; values: Record<string, string> }

/**
 * Reads a posted form with the schema that the browser uses, too.
 * Fields named in `lists` become arrays; any other field given twice is refused with BAD_REQUEST, and so is a body that is no form.
 * @returns the value, or one sentence a field together with what was typed, so that nothing has to be typed again.
 */
export const readForm = async <Value>(
  request: Request,
  schema: FormParser<Value>,
  { lists = [] }: { lists?: readonly string[] } = {},
): Promise<FormResult<Value>> => {
  const form = await request.formData().catch(() => {
    throw refuse('BAD_REQUEST')
  })
  return readFormData(form, schema, { lists })
}

/** The part of `readForm` behind the request; files in it are refused. */
export const readFormData = <Value>(
  form: FormData,
  schema: FormParser<Value>,
  { lists = [] }: { lists?: readonly string[] } = {},
): FormResult<Value> => {
  const values: Record<string, string> = Object.create(null)
  const input: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    if (name === '__proto__' || name === 'constructor' || name === 'prototype') throw refuse('BAD_REQUEST')
    const given = form.getAll(name)
    if (given.some((one) => typeof one !== 'string')) throw refuse('BAD_REQUEST')
    const texts = given as string[]
    if (texts.some((one) => one.includes('\0'))) throw refuse('BAD_REQUEST')
    if (lists.includes(name)) input[name] = texts
    else if (texts.length > 1) throw refuse('BAD_REQUEST')
    else input[name] = texts[0]
    values[name] = texts.join(',')
  }
  for (const name of lists) input[name] ??= []
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data, values: { ...values } }
  const errors: FieldErrors = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message
  return { ok: false, errors, values: { ...values } }
}
