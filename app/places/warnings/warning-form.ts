import * as z from 'zod/mini'
import { phases } from '../phases'
import { textErrors, warningWords as words } from './warning-words'

/** The forms of the warnings. */

const id = z.string().check(z.minLength(1), z.maxLength(80))
/** Long enough for whatever is typed; the rules say what is too long. */
const text = z._default(z.string().check(z.trim(), z.maxLength(5_000)), '')

const year = z.coerce.number().check(z.int(), z.gte(1990), z.lte(2100))
const phase = z.enum(phases as [(typeof phases)[number], ...(typeof phases)[number][]])

/** One cell as the address or a box names it. */
export const cellForm = z.object({ street: id, phase, year })

/** `street phase year`, the value of a box. */
const cellBox = z.pipe(
  z.string(),
  z.transform((given, check) => {
    const [street, phaseGiven, yearGiven] = given.split(' ')
    const read = cellForm.safeParse({ street, phase: phaseGiven, year: yearGiven })
    if (read.success) return read.data
    check.issues.push({ code: 'custom', message: words.pickMissing, input: given })
    return z.NEVER
  }),
)

export const manyLists = ['cell', 'warning'] as const

/** 给勾上的准备好, and 发布勾上的. */
export const manyForm = z.discriminatedUnion('deed', [
  z.object({
    deed: z.literal('prepare'),
    cell: z.array(cellBox).check(z.minLength(1, words.pickMissing), z.maxLength(500)),
  }),
  z.object({
    deed: z.literal('publish'),
    warning: z.array(id).check(z.minLength(1, words.pickMissing), z.maxLength(500)),
  }),
])

/** The words of one warning; what may stand in them is checked by the rules. */
export const prepareForm = z.object({ sentence: text, alternatives: text })

const why = z._default(z.string(), '').check(z.trim(), z.minLength(2, textErrors.why), z.maxLength(200, textErrors.why))

export const warningDeedForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('reword'), sentence: text, alternatives: text }),
  z.object({ deed: z.literal('publish') }),
  z.object({ deed: z.literal('withdraw'), why }),
])

/** What the list is asked by. */
export const warningsSearch = z.object({ phase: z._default(z.enum(['', ...phases]), '') })
