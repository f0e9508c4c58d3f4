import * as z from 'zod/mini'
import { takerOf } from './handover-rules'
import { handoverWords as words } from './handover-words'

/** What a teacher sends when a child leaves, for browser and server. */

const id = z.string().check(z.minLength(1), z.maxLength(120))
const key = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

export const handOverForm = z.object({
  key,
  taker: z.pipe(
    z._default(z.string(), '').check(z.maxLength(120)),
    z.transform((sent, check) => {
      const taker = takerOf(sent)
      if (taker) return taker
      check.issues.push({ code: 'custom', message: words.of.pick, input: sent })
      return z.NEVER
    }),
  ),
})

export const byCodeForm = z.object({
  key,
  pupils: z.array(id).check(z.minLength(1, words.code.pick), z.maxLength(20)),
})

export const takeBackForm = z.object({ handover: id })
