import type { Assumptions } from '../plan/assumptions-rules'
import { readTypedAssumptions } from './assumption-set-rules'
import { assumptionSetWords as words } from './assumption-words'

/** The form of a new assumption set. */

export interface AssumptionsDraft {
  name: string
  reason: string
  assumptions: Assumptions
  /** As typed, for the form to come again. */
  values: Record<string, string>
}

const fits = (text: string, least: number, most: number): boolean =>
  [...text].length >= least && [...text].length <= most && !/[\p{Cc}<>]/u.test(text)

type Parsed =
  | { success: true; data: AssumptionsDraft }
  | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }

/** The values by the schema of the assumptions themselves; a sentence a field where one is wrong. */
export const assumptionsForm = {
  safeParse(input: unknown): Parsed {
    const values: Record<string, string> = Object.fromEntries(
      Object.entries(input as object).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
    const name = (values.setName ?? '').trim()
    const reason = (values.reason ?? '').trim()
    const read = readTypedAssumptions(values)
    const errors: Record<string, string> = {
      ...(fits(name, 2, 30) ? {} : { setName: words.nameShape }),
      ...(fits(reason, 2, 200) ? {} : { reason: words.reasonShape }),
      ...(read.ok ? {} : read.errors),
    }
    if (read.ok && Object.keys(errors).length === 0)
      return { success: true, data: { name, reason, assumptions: read.assumptions, values } }
    const issues = Object.entries(errors).map(([field, message]) => ({ path: [field], message }))
    return { success: false, error: { issues } }
  },
}
