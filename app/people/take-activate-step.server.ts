import { type AppLoadContext, redirect } from '@remix-run/node'
import type { z } from 'zod/mini'
import { type FieldErrors, readForm } from '~/shared/answer.server'
import { Refusal, refuse } from '~/shared/refusal'
import { safeRedirect } from '~/shared/safe-redirect'
import { activateAccount } from './activate-account.server'
import { stepForm } from './activate-form'
import type { ActivateStep } from './activate-step'
import type { Actor } from './actor'
import { checkSlip, type SlipHolder } from './check-slip.server'
import { enter } from './enter.server'
import { fromWhere } from './from-where.server'
import { landing } from './landing'
import { recordConsent } from './record-consent.server'
import { words } from './words'

type Step = z.infer<typeof stepForm>
type Of<Name extends Step['step']> = Extract<Step, { step: Name }>
type Taken = Response | (ActivateStep & { status: number })

const passwordStep = ({ login, code }: Of<'slip' | 'consent'>, { name }: SlipHolder, agreed: boolean): Taken => ({
  step: 'password',
  status: 200,
  login,
  code,
  name,
  agreed,
  errors: {},
})

const consentStep = (
  { login, code }: Of<'slip' | 'consent'>,
  { name, children }: SlipHolder,
  errors: FieldErrors,
): Taken => ({
  step: 'consent',
  status: Object.keys(errors).length > 0 ? 422 : 200,
  login,
  code,
  name,
  children,
  errors,
})

const afterSlip = async (context: AppLoadContext, form: Of<'slip'>): Promise<Taken> => {
  const holder = await checkSlip(context, { ...form, address: context.address })
  return holder.needsConsent ? consentStep(form, holder, {}) : passwordStep(form, holder, false)
}

const afterConsent = async (context: AppLoadContext, form: Of<'consent'>): Promise<Taken> => {
  const holder = await checkSlip(context, { ...form, address: context.address })
  if (!holder.needsConsent) return passwordStep(form, holder, false)
  if (form.refuse) {
    await recordConsent(context, { account: holder.account, decision: 'refused' })
    return { step: 'refused', status: 200, account: false }
  }
  return form.agree ? passwordStep(form, holder, true) : consentStep(form, holder, { agree: words.consent.missing })
}

const afterPassword = async (context: AppLoadContext, request: Request, form: Of<'password'>): Promise<Taken> => {
  const entered = await activateAccount(context, {
    ...fromWhere(request, context),
    login: form.login,
    code: form.code,
    password: form.password,
    agreed: form.agree === 'yes',
  })
  return enter(context, { ...entered, login: form.login, back: form.back })
}

const afterAgreeing = async (context: AppLoadContext, actor: Actor | null, form: Of<'agree'>): Promise<Taken> => {
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { account, children, consented } = actor
  const done = () => redirect(safeRedirect(form.back, landing({ ...actor, consented: true })), 303)
  if (consented) return done()
  if (form.refuse) {
    await recordConsent(context, { account, decision: 'refused' })
    return { step: 'refused', status: 200, account: true }
  }
  if (!form.agree)
    return {
      step: 'agree',
      status: 422,
      children: children.map(({ name }) => name),
      errors: { agree: words.consent.missing },
    }
  await recordConsent(context, { account, decision: 'given' })
  return done()
}

/** What is shown again when a form does not read: the step it came from, with what was typed but the passwords. */
const again = (values: Record<string, string>, errors: FieldErrors): Taken => {
  const { step, login = '', code = '' } = values
  // Login and code were read before; if they do not read now, the address or form was changed by hand.
  if (step === 'password' && !errors.login && !errors.code)
    return { step, status: 422, login, code, name: '', agreed: values.agree === 'yes', errors }
  if (step !== 'slip' && step !== 'password' && step !== 'consent') throw refuse('BAD_REQUEST')
  return { step: 'slip', status: 422, login, code, errors }
}

/**
 * One step of the activation: reads the posted form, does what it asks, says what comes next.
 * Refuses BAD_REQUEST, NOT_SIGNED_IN; every other refusal is said in the form.
 */
export const takeStep = async (context: AppLoadContext, request: Request): Promise<Taken> => {
  const form = await readForm(request, stepForm)
  if (!form.ok) return again(form.values, form.errors)
  const { value } = form
  if (value.step === 'agree') return afterAgreeing(context, context.actor, value)
  try {
    if (value.step === 'slip') return await afterSlip(context, value)
    if (value.step === 'consent') return await afterConsent(context, value)
    return await afterPassword(context, request, value)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { login, code } = value
    return { step: 'slip', status: error.status, login, code, errors: { code: error.message } }
  }
}
