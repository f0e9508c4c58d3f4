import * as z from 'zod/mini'
import { remarkForm } from './course-form'
import { planWords as words } from './publishing-words'

/** Sections a school may have in a term, and more. */
const MOST_SECTIONS = 500
const id = z.string().check(z.minLength(1), z.maxLength(64))

/** 送区: everything approved goes; there is nothing to choose. 发布: the ticked sections. */
export const schoolPlanForm = z
  .object({
    deed: z.enum(['send', 'publish']),
    section: z.array(id).check(z.maxLength(MOST_SECTIONS)),
  })
  .check((payload) => {
    const { deed, section } = payload.value
    if (deed === 'publish' && section.length === 0)
      payload.issues.push({ code: 'custom', path: ['publish'], message: words.nothingTicked, input: section })
  })

/** A line as the officer saw it: `section:last step`. */
const seenLine = z.pipe(
  z.string().check(z.regex(/^[^:]{1,64}:\d{1,6}$/)),
  z.transform((text) => {
    const [section = '', lastStep = ''] = text.split(':')
    return { section, lastStep: Number(lastStep) }
  }),
)

/** 备案: the lines that stood on the page. */
export const fileForm = z.object({
  deed: z.literal('file'),
  line: z.array(seenLine).check(z.maxLength(MOST_SECTIONS)),
})

/** 退回: one line with a remark. */
export const returnForm = z.extend(remarkForm, { deed: z.literal('return'), section: id })

/** What the officer's page may send. */
export const filingForm = z.discriminatedUnion('deed', [fileForm, returnForm])
