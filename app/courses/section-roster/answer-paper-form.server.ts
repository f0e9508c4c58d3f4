import type { Actor } from '~/people'
import { type FieldErrors, readForm, refusedForm } from '~/shared/answer.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { EnrolmentDesk } from '../enrolment'
import { newKey, pupilOnPaper } from './load-paper.server'
import { type PaperTicks, paperForm, whyNotSigned } from './paper-form'
import { pressPaper } from './press-paper.server'

/** What was typed, so that nothing has to be typed again. */
export interface PaperValues {
  take: string[]
  alsoWait: boolean
  signedOn: string
  signedBy: string
}

/** The page after a press that did nothing yet: the form again, or what is to be checked. */
export type PaperShown =
  | { step: 'form'; errors: FieldErrors; values: PaperValues }
  | ({ step: 'check'; key: string } & PaperValues)

interface Answering {
  pupil: string
  request: Request
}

/**
 * Answers the forms of a child's paper page: check, go back, press.
 * @returns the number of the receipt, or what the page shows next (422 where something is to be changed).
 * Refuses NOT_FOUND, FORBIDDEN, BAD_REQUEST, KEY_REUSED, BUSY.
 */
export const answerPaperForm = async (
  context: Context & { enrolments: EnrolmentDesk; formRefused?: boolean },
  actor: Actor,
  { pupil, request }: Answering,
) => {
  await pupilOnPaper(context, actor, pupil)
  const form = await readForm(request, paperForm, { lists: ['take'] })
  if (!form.ok) {
    const { take = '', alsoWait, signedOn = '', signedBy = '' } = form.values
    const fields = ['take', 'signedOn', 'signedBy']
    if (!Object.keys(form.errors).every((name) => fields.includes(name))) throw refuse('BAD_REQUEST')
    const values = { take: take.split(',').filter(Boolean), alsoWait: alsoWait === 'yes', signedOn, signedBy }
    return { shown: again(context, form.errors, values) }
  }
  const { value } = form
  const wrongDay = whyNotSigned(value.signedOn, dayOf(context.clock.now()))
  if (value.intent === 'again') return { shown: shown({ step: 'form', errors: {}, values: valuesOf(value) }) }
  if (wrongDay) {
    const values =
      'take' in value
        ? valuesOf(value)
        : { take: [], alsoWait: true, signedOn: value.signedOn, signedBy: value.signedBy }
    return { shown: again(context, { signedOn: wrongDay }, values) }
  }
  // A key of its own for what is checked now: going back and choosing otherwise is another press.
  if (value.intent === 'check') return { shown: shown({ step: 'check', key: newKey(), ...valuesOf(value) }) }
  const answer = await pressPaper(context, actor, { pupil, press: value })
  return { reference: answer.reference }
}

const shown = (next: PaperShown): PaperShown => next

const again = (context: { formRefused?: boolean }, errors: FieldErrors, values: PaperValues) =>
  refusedForm<PaperShown>(context, { step: 'form', errors, values })

const valuesOf = ({ take, alsoWait, signedOn, signedBy }: PaperTicks): PaperValues => ({
  take,
  alsoWait: alsoWait === 'yes',
  signedOn,
  signedBy,
})
