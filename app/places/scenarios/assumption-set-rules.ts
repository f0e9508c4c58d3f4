import { type Assumptions, defaultAssumptions, readAssumptions } from '../plan/assumptions-rules'
import { assumptionWords, tierWords, assumptionSetWords as words } from './assumption-words'

/** Assumptions as people type and read them. Pure. */

export type AssumptionName = keyof Assumptions
export const assumptionNames = Object.keys(assumptionWords) as AssumptionName[]

const percents: ReadonlySet<AssumptionName> = new Set([
  'movesWithin',
  'tightFrom',
  'shortFrom',
  'surplusFrom',
  'spareShare',
])

const NUMBER = /^\d{1,4}(?:\.\d{1,4})?$/u
const YEAR = /^(?:199\d|20\d\d)$/u

const round = (value: number): number => Math.round(value * 1e6) / 1e6

/** As it stands in its field. */
export const typeAssumption = (name: AssumptionName, assumptions: Assumptions): string => {
  const value = assumptions[name]
  if (typeof value === 'object') return value.join('、')
  return percents.has(name) ? String(round(Number(value) * 100)) : String(value)
}

/** As it stands in a table. */
export const sayAssumption = (name: AssumptionName, assumptions: Assumptions): string => {
  if (name === 'tier') return tierWords[assumptions.tier]
  const typed = typeAssumption(name, assumptions)
  return percents.has(name) ? `${typed}%` : typed || words.none
}

const readTyped = (name: AssumptionName, text: string): unknown => {
  const plain = text.normalize('NFKC').trim()
  if (name === 'tier') return plain
  if (name === 'shockYears') {
    const years = plain.split(/[、,\s]+/u).filter(Boolean)
    return years.every((year) => YEAR.test(year)) ? [...new Set(years.map(Number))].sort((a, b) => a - b) : null
  }
  if (!NUMBER.test(plain)) return null
  return percents.has(name) ? round(Number(plain) / 100) : Number(plain)
}

export type AssumptionsRead =
  | { ok: true; assumptions: Assumptions }
  | { ok: false; errors: Partial<Record<AssumptionName, string>> }

/**
 * Reads the fields of a set by the same schema that reads it back: what that would replace by its default is refused.
 * @param typed every field by its name.
 */
export const readTypedAssumptions = (typed: Readonly<Record<string, string>>): AssumptionsRead => {
  const errors: Partial<Record<AssumptionName, string>> = {}
  const given: Record<string, unknown> = {}
  for (const name of assumptionNames) {
    const value = readTyped(name, typed[name] ?? '')
    const kept = readAssumptions({ [name]: value })[name]
    if (value === null || JSON.stringify(kept) !== JSON.stringify(value))
      errors[name] = words.wrong(assumptionWords[name].hint)
    else given[name] = value
  }
  const assumptions = readAssumptions({ ...defaultAssumptions, ...given })
  if (!errors.tightFrom && !errors.shortFrom && assumptions.tightFrom > assumptions.shortFrom)
    errors.shortFrom = words.order
  if (!errors.officialYellow && !errors.officialRed && assumptions.officialYellow > assumptions.officialRed)
    errors.officialRed = words.order
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, assumptions }
}
