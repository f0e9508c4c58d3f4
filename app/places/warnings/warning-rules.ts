import { type Phase, phases } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import { shownPlaces } from '../plan/balance-rules'
import { type OfficialColour, officialColour } from '../plan/colour-rules'
import type { BalanceLine } from '../plan/district-facts'
import { type SaidCell, textErrors as words } from './warning-words'

/** Which cells may be warned of, and what families may be told. Pure. */

/** Warnings reach so many autumns ahead. Source: places.md §5, "published three years ahead". */
export const YEARS_AHEAD = 3
/** Fewer children than this are not told as a number. Source: places.md §3. */
export const LEAST_SHOWN = 10

export interface WarningCell {
  street: string
  phase: Phase
  year: number
  /** Children of age expected, and the normal intake plan: places of the entry grade. Whole. */
  registered: number
  plan: number
  colour: OfficialColour
  kind: 'short' | 'surplus'
  /** The planner's: P(short) of the intake, 0–1, and its signed places. */
  pShort: number
  pSurplus: number
  places: number
}

type Thresholds = Pick<Assumptions, 'officialYellow' | 'officialRed' | 'surplusFrom'>

/**
 * The cells of a run: every street and phase in the three autumns after its origin, by their intake.
 * @param balances of the run, of any scope.
 */
export const warningCells = (
  balances: readonly BalanceLine[],
  { origin, thresholds }: { origin: number; thresholds: Thresholds },
): WarningCell[] =>
  balances
    .filter(({ scope, year }) => scope === 'intake' && year > origin && year <= origin + YEARS_AHEAD)
    .map((line): WarningCell => {
      const registered = Math.round(line.demandP50)
      const plan = Math.round(line.promised)
      const colour = officialColour(registered, plan, thresholds)
      const surplus = colour === 'green' && line.pSurplus > thresholds.surplusFrom
      return {
        street: line.street,
        phase: line.phase,
        year: line.year,
        registered,
        plan,
        colour,
        kind: surplus ? 'surplus' : 'short',
        pShort: line.pShort,
        pSurplus: line.pSurplus,
        places: shownPlaces(line),
      }
    })
    .sort(inOrder)

const rank: Record<OfficialColour, number> = { red: 0, yellow: 1, green: 2 }

/** Red before yellow before green; what lacks most first; then by year, phase and street. */
const inOrder = (a: WarningCell, b: WarningCell): number =>
  rank[a.colour] - rank[b.colour] ||
  a.places - b.places ||
  a.year - b.year ||
  phases.indexOf(a.phase) - phases.indexOf(b.phase) ||
  (a.street < b.street ? -1 : 1)

const MOST_ROOMY = 3

/** What the portal's own words are made of. @param names of streets, as people say them. */
export const saidCell = (
  cell: WarningCell,
  cells: readonly WarningCell[],
  names: ReadonlyMap<string, string>,
): SaidCell => ({
  streetName: names.get(cell.street) ?? cell.street,
  phase: cell.phase,
  year: cell.year,
  colour: cell.colour,
  surplus: cell.kind === 'surplus',
  roomy: cells
    .filter(({ phase, year, colour, places, street }) => {
      const sameTime = phase === cell.phase && year === cell.year && street !== cell.street
      return sameTime && colour === 'green' && places >= LEAST_SHOWN
    })
    .sort((a, b) => b.places - a.places)
    .slice(0, MOST_ROOMY)
    .map(({ street }) => names.get(street) ?? street),
})

/** A warning never promises anybody a school. */
const PROMISES =
  /保证|确保|一定能|一定有|一定可以|承诺|答应|包上|包入学|必定|肯定能|肯定有|绝对|不用担心|放心|百分之百|100\s*%/u
/** Nor does it tell the planner's odds. */
const CHANCES = /概率|可能性|几率|把握|百分之|\d+(?:\.\d+)?\s*%/u

/**
 * What is wrong with a text for families.
 * @param registered children of the cell: where they are few, their number must not stand in the text.
 * @returns the sentence to show; undefined where nothing is wrong.
 */
export const textError = (text: string, registered: number, { least, most, says }: TextBounds): string | undefined => {
  const plain = text.normalize('NFKC')
  // Blanks and signs between the characters hide nothing.
  const close = plain.replace(/[^\p{L}\p{N}%]+/gu, '')
  const length = [...text.trim()].length
  if (length < least || length > most || /[\p{Cc}]/u.test(text.replace(/[\r\n]/gu, ''))) return says
  if (/[<>]/u.test(plain)) return words.signs
  const promise = PROMISES.exec(close)
  if (promise) return words.promise(promise[0])
  const chance = CHANCES.exec(plain) ?? CHANCES.exec(close)
  if (chance) return words.chance(chance[0])
  if (registered < LEAST_SHOWN && new RegExp(`(?<!\\d)${registered}(?!\\d)`, 'u').test(plain)) return words.few
  return undefined
}

interface TextBounds {
  least: number
  most: number
  says: string
}

/** Both texts of a warning. @returns a sentence for each field that is wrong. */
export const warningTextErrors = (
  { sentence, alternatives }: { sentence: string; alternatives: string },
  registered: number,
): { sentence?: string; alternatives?: string } => {
  const first = textError(sentence, registered, { least: 8, most: 200, says: words.sentence })
  const second = textError(alternatives, registered, { least: 4, most: 300, says: words.alternatives })
  return { ...(first ? { sentence: first } : {}), ...(second ? { alternatives: second } : {}) }
}
