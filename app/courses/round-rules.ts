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
  const ofTerm = rounds.filter((round) => round.term === term)
  const own = ofTerm.filter((round) => round.school === school)
  const mine = own.length > 0 ? own : ofTerm.filter((round) => round.school === null)
  const inOrder = [...mine].sort((a, b) => a.opensAt - b.opensAt || (a.id < b.id ? -1 : 1))
  return (
    inOrder.find((round) => phaseOf(round, now) === 'open') ??
    inOrder.find((round) => phaseOf(round, now) === 'before') ??
    inOrder.at(-1)
  )
}
