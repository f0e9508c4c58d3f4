import { z } from 'zod/mini'
import type { CapacityTier } from '#db/schema/index'

/** What a plan assumes. Read from an assumption set; a key that is missing or out of range takes its default. Pure. */
export interface Assumptions {
  /** Autumns ahead, 1–12. */
  horizon: number
  /** Autumns left out of progression and capture, kept in the record of errors. */
  shockYears: readonly number[]
  /** Factor on births that are not known yet: 低 0.9, 中 1, 高 1.1. */
  futureBirths: number
  /** Of the children in new dwellings, the share that lived in the district before, 0–1. */
  movesWithin: number
  /** Which count of places the balance is held against. */
  tier: CapacityTier
  /** P(short) from which a cell is yellow, and red. */
  tightFrom: number
  shortFrom: number
  /** P(surplus) from which a cell is blue. */
  surplusFrom: number
  /** More spare places than this share of all places is a surplus. */
  spareShare: number
  /** Registered children ÷ normal intake plan from which the official colour is yellow, and red. */
  officialYellow: number
  officialRed: number
}

export const defaultAssumptions: Assumptions = {
  horizon: 6,
  shockYears: [],
  futureBirths: 1,
  movesWithin: 0.5,
  tier: 'standard',
  tightFrom: 0.2,
  shortFrom: 0.5,
  surplusFrom: 0.5,
  spareShare: 0.15,
  officialYellow: 0.9,
  officialRed: 1,
}

const share = z.number().check(z.gte(0), z.lte(1))
const ratio = z.number().check(z.gt(0), z.lte(5))

const fields = {
  horizon: z.int().check(z.gte(1), z.lte(12)),
  shockYears: z.array(z.int()).check(z.maxLength(20)),
  futureBirths: ratio,
  movesWithin: share,
  tier: z.enum(['standard', 'actual', 'emergency']),
  tightFrom: share,
  shortFrom: share,
  surplusFrom: share,
  spareShare: share,
  officialYellow: ratio,
  officialRed: ratio,
} satisfies Record<keyof Assumptions, unknown>

/**
 * Assumptions as a set has them. What it does not say, or says in a way that makes no sense, is the default.
 * @param given the JSON of an assumption set, of any age.
 */
export const readAssumptions = (given: unknown): Assumptions => {
  const from = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
  const read = Object.entries(fields).flatMap(([name, schema]) => {
    const parsed = Object.hasOwn(from, name) ? schema.safeParse(from[name]) : undefined
    return parsed?.success ? [[name, parsed.data] as const] : []
  })
  return { ...defaultAssumptions, ...Object.fromEntries(read) }
}
