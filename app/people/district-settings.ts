import { z } from 'zod'
import { type SettingName, settingRanges } from './setting-ranges'

const number = (name: SettingName) => {
  const { from, to, usual } = settingRanges[name]
  return z.number().int().min(from).max(to).default(usual)
}

/** What a district may set; kept as JSON in `district.settings`. A missing key takes its default. */
const shape = z.object({
  waitLines: number('waitLines'),
  offerHours: number('offerHours'),
  courseLimit: number('courseLimit'),
  decisionDays: number('decisionDays'),
  firstPickHours: number('firstPickHours'),
  leaveHours: number('leaveHours'),
  quietFrom: number('quietFrom'),
  quietUntil: number('quietUntil'),
  /** The two letters before a reference number. */
  referencePrefix: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('TQ'),
  /** What filing numbers begin with, 天桥备 2026秋-007. */
  filingPrefix: z.string().min(1).max(20).default('天桥备'),
})

export type DistrictSettings = z.infer<typeof shape>

/** @param stored the JSON of the row. Refuses (throws) values out of range rather than working with them. */
export const parseDistrictSettings = (stored: unknown): DistrictSettings => shape.parse(stored ?? {})
