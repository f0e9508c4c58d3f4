import * as z from 'zod/mini'
import { districtWords as words } from './district-words'
import { settingRanges } from './setting-ranges'

/** The bureau's settings, as browser and server read them. */

/** Empty where the bureau names none. */
const HOTLINE = /^(?:\d[\d \-－（）()转]{4,29})?$/

const number = ({ from, to }: { from: number; to: number }) =>
  z.pipe(
    z._default(z.string(), ''),
    z.transform((given, check): number => {
      const value = /^\s*\d{1,4}\s*$/.test(given) ? Number(given) : Number.NaN
      if (value >= from && value <= to) return value
      check.issues.push({ code: 'custom', message: words.range(from, to), input: given })
      return z.NEVER
    }),
  )

export const districtForm = z.object({
  portalName: z
    ._default(z.string(), '')
    .check(z.trim(), z.minLength(2, words.portalNameWrong), z.maxLength(20, words.portalNameWrong)),
  hotline: z._default(z.string(), '').check(z.trim(), z.regex(HOTLINE, words.hotlineWrong)),
  waitLines: number(settingRanges.waitLines),
  offerHours: number(settingRanges.offerHours),
  courseLimit: number(settingRanges.courseLimit),
  decisionDays: number(settingRanges.decisionDays),
  firstPickHours: number(settingRanges.firstPickHours),
  leaveHours: number(settingRanges.leaveHours),
  quietFrom: number(settingRanges.quietFrom),
  quietUntil: number(settingRanges.quietUntil),
})

export type DistrictDraft = z.infer<typeof districtForm>
