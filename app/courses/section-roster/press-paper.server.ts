import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { EnrolmentAnswer, EnrolmentDesk, EnrolmentOperation } from '../enrolment'
import { pupilOnPaper } from './load-paper.server'
import { type PaperDeed, type PaperTicks, whyNotSigned } from './paper-form'
import { linesOf } from './paper-rules'

export type PaperPress = (PaperTicks & { intent: 'press'; key: string }) | PaperDeed

/**
 * Does what a family asks for on paper: the same desk, the same rules, in the name of the child's school.
 * @returns the answer; a line that cannot be is `refused` in it.
 * Refuses NOT_FOUND, FORBIDDEN (another school's child), BAD_REQUEST (a day that cannot be), KEY_REUSED, BUSY.
 */
export const pressPaper = async (
  context: Context & { enrolments: EnrolmentDesk },
  actor: Actor,
  { pupil, press }: { pupil: string; press: PaperPress },
): Promise<EnrolmentAnswer> => {
  const child = await pupilOnPaper(context, actor, pupil)
  const { key, signedOn, signedBy } = press
  if (whyNotSigned(signedOn, dayOf(context.clock.now()))) throw refuse('BAD_REQUEST')
  return context.enrolments.submit({
    key,
    account: actor.account,
    operation: operationOf(pupil, press),
    onBehalf: { school: child.school, signedOn, signedBy },
  })
}

const operationOf = (pupil: string, press: PaperPress): EnrolmentOperation => {
  switch (press.intent) {
    case 'press':
      return { kind: 'enrol', lines: linesOf(pupil, press.take, press.alsoWait === 'yes') }
    case 'withdraw':
      return { kind: 'withdraw', pupil, section: press.section, slots: null }
    case 'accept':
      return { kind: 'accept', pupil, section: press.section, swap: false }
    case 'swap':
      return { kind: 'accept', pupil, section: press.section, swap: true }
    case 'decline':
      return { kind: 'decline', pupil, section: press.section }
  }
}
