/** A round as the rules see it; its phase is derived from the clock, never stored. */
export interface RoundDates {
  id: string
  term: string
  /** null: the whole district. */
  school: string | null
  opensAt: number
  closesAt: number
  courseLimit: number
}

export type RoundPhase = 'before' | 'open' | 'closed'

/** Open from the opening instant up to, not including, the closing one. */
export const phaseOf = ({ opensAt, closesAt }: Pick<RoundDates, 'opensAt' | 'closesAt'>, now: number): RoundPhase =>
  now < opensAt ? 'before' : now < closesAt ? 'open' : 'closed'

/** The rounds of a school in a term: its own where it has any, else the district's. */
export const roundsOf = (rounds: readonly RoundDates[], school: string, term: string): RoundDates[] => {
  const ofTerm = rounds.filter((round) => round.term === term)
  const own = ofTerm.filter((round) => round.school === school)
  return own.length > 0 ? own : ofTerm.filter((round) => round.school === null)
}

/** One of the school's rounds has begun, whether it is over or not. */
export const hasOpened = (rounds: readonly RoundDates[], school: string, term: string, now: number): boolean =>
  roundsOf(rounds, school, term).some(({ opensAt }) => opensAt <= now)

/**
 * The round a school's families stand in now: a school with rounds of its own in the term follows those, the others the
 * district's. Of several, the one that is open; else the next to open; else the last that closed.
 */
export const roundFor = (
  rounds: readonly RoundDates[],
  school: string,
  term: string,
  now: number,
): RoundDates | undefined => {
  const inOrder = roundsOf(rounds, school, term).sort((a, b) => a.opensAt - b.opensAt || (a.id < b.id ? -1 : 1))
  return (
    inOrder.find((round) => phaseOf(round, now) === 'open') ??
    inOrder.find((round) => phaseOf(round, now) === 'before') ??
    inOrder.at(-1)
  )
}
