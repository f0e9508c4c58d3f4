import { z } from 'zod/mini'

const short = z._default(z.string().check(z.maxLength(80)), '')

/** What the addresses of the money pages may ask for. */
export const moneySearch = z.object({
  school: short,
  term: short,
  class: short,
  show: z._default(z.enum(['', 'unpaid', 'credit']), ''),
  q: z._default(z.string().check(z.maxLength(40)), ''),
})

export type MoneySearch = z.infer<typeof moneySearch>
