import * as z from 'zod/mini'
import { planFindingWords } from './checks/check-words'
import { remarkForm } from './course-form'
import { planWords as words } from './publishing-words'

/** Sections a school may have in a term, and more. */
const MOST_SECTIONS = 500
const id = z.string().check(z.minLength(1), z.maxLength(64))

/** Where a reason for a warning is typed: the check and what it found it on. */
const REASON_FIELD = /^reason ([a-z-]{1,40}) ([a-z]{1,20}:[^\s]{1,80})$/
const REASON_LEAST = 5
const REASON_MOST = 200

/** The name of the field for a warning's reason. */
export const reasonField = ({ rule, subject }: { rule: string; subject: string }): string => `reason ${rule} ${subject}`

/** What was typed for the warnings of a page; an empty field says nothing. */
export const reasonsTyped = (fields: Readonly<Record<string, unknown>>) =>
  Object.entries(fields).flatMap(([field, typed]) => {
    const [, rule, subject] = REASON_FIELD.exec(field) ?? []
    const reason = typeof typed === 'string' ? typed.trim() : ''
    return rule && subject && reason ? [{ field, rule, subject, reason }] : []
  })

/** 送区: everything approved goes; there is nothing to choose. 发布: the ticked sections. 说明: reasons for warnings. */
export const schoolPlanForm = z
  .looseObject({
    deed: z.enum(['send', 'publish', 'reasons']),
    section: z.array(id).check(z.maxLength(MOST_SECTIONS)),
  })
  .check((payload) => {
    const { deed, section, ...fields } = payload.value
    if (deed === 'publish' && section.length === 0)
      payload.issues.push({ code: 'custom', path: ['publish'], message: words.nothingTicked, input: section })
    if (deed !== 'reasons') return
    for (const { field, reason } of reasonsTyped(fields)) {
      const { length } = [...reason]
      const message =
        length < REASON_LEAST
          ? planFindingWords.reasonShort
          : length > REASON_MOST
            ? planFindingWords.reasonLong
            : undefined
      if (message) payload.issues.push({ code: 'custom', path: [field], message, input: reason })
    }
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
