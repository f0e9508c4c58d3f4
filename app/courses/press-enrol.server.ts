import type { Context } from '~/shared/context'
import { pathTo } from '~/site'
import type { EnrolmentAnswer, EnrolmentDesk } from './enrolment'
import type { EnrolmentForm } from './enrolment-form'
import { emptyBasket } from './take-from-basket.server'

export interface Press extends EnrolmentForm {
  account: string
}

export interface Pressed {
  /** null: nothing was sent, because a clash is still open or no line was left. */
  answer: EnrolmentAnswer | null
  /** Where the family goes next. */
  location: string
}

const DONE_CODES = ['ALREADY_ENROLLED', 'ALREADY_WAITING'] as const

/**
 * The one green button: sends the lines to the allotment, takes what was settled out of the basket, and says where the
 * answer stands. Refused lines stay in the basket. Page and fast lane both come through here.
 * Refuses KEY_REUSED, BUSY; a line that cannot be is refused in the answer. The same key gives the same answer.
 */
export const pressEnrol = async (
  context: Context & { enrolments: EnrolmentDesk },
  { account, key, lines, dropped, unsettled }: Press,
): Promise<Pressed> => {
  if (unsettled || lines.length === 0) {
    await emptyBasket(context, account, unsettled ? [] : dropped)
    return { answer: null, location: pathTo('basket') }
  }
  const answer = await context.enrolments.submit({ key, account, operation: { kind: 'enrol', lines } })
  const settled = answer.lines.filter(
    (line) => line.outcome !== 'refused' || DONE_CODES.some((code) => code === line.code),
  )
  await emptyBasket(context, account, [...settled, ...dropped])
  return { answer, location: pathTo('confirmation', { reference: answer.reference }) }
}
