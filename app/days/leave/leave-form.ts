import * as z from 'zod/mini'
import { isDay } from '~/shared/day'
import { leaveWords as words } from './leave-words'

/** What a family sends about leave, for browser and server. */

export const MOST_REASON = 60

const id = z.string().check(z.minLength(1), z.maxLength(80))
const key = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

const askForm = z.object({
  act: z.literal('ask'),
  key,
  pupil: id,
  day: z.string().check(z.refine(isDay)),
  /** '' for everything of that day. */
  section: z._default(z.string().check(z.maxLength(80)), ''),
  reason: z._default(z.string(), '').check(z.trim(), z.maxLength(MOST_REASON, words.ask.reasonLong(MOST_REASON))),
})

export const leaveAskForm = askForm
export const leaveWithdrawForm = z.object({ act: z.literal('withdraw'), leave: id })

export type LeaveAsk = z.infer<typeof askForm>
