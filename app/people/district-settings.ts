import { z } from 'zod'

/** What a district may set; kept as JSON in `district.settings`. A missing key takes the default written here. */
const shape = z.object({
  /** Waiting lines a child may hold at once (courses.md §5.1). */
  waitLines: z.number().int().min(0).max(50).default(3),
  /** Hours an offered place is kept. */
  offerHours: z.number().int().min(1).max(240).default(24),
  /** k of a new round. */
  courseLimit: z.number().int().min(1).max(25).default(5),
  /** Days after a round's close in which a school decides the sections under their minimum. */
  decisionDays: z.number().int().min(1).max(30).default(3),
  /** Hours in which the children of a closed section pick before everybody else. */
  firstPickHours: z.number().int().min(1).max(240).default(48),
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
