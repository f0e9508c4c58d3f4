/**
 * First pick: children whose course was closed choose before everybody else in their school for a while
 * (docs/decisions/008-first-pick.md). Pure; asked by the allotment and by every page that says what can be had.
 */

export interface FirstPick {
  pupil: string
  school: string
  term: string
  until: number
}

/** The first picks that live at one moment, ready to be asked. */
export interface FirstPicks {
  /** `pupil school term` */
  children: ReadonlySet<string>
  /** By `school term`: when the last of them ends. */
  until: ReadonlyMap<string, number>
}

interface Where {
  school: string
  term: string
}

export const noFirstPicks: FirstPicks = { children: new Set(), until: new Map() }

const placeOf = ({ school, term }: Where): string => `${school} ${term}`

/** @returns those of the rows that live at `now`: up to, not including, their end. */
export const livingPicks = (rows: readonly FirstPick[], now: number): FirstPicks => {
  const living = rows.filter(({ until }) => now < until)
  if (living.length === 0) return noFirstPicks
  const until = new Map<string, number>()
  for (const one of living) until.set(placeOf(one), Math.max(one.until, until.get(placeOf(one)) ?? 0))
  return { children: new Set(living.map((one) => `${one.pupil} ${placeOf(one)}`)), until }
}

/** The child is one of those who choose first in this school and term. */
export const picksFirst = (picks: FirstPicks, pupil: string, where: Where): boolean =>
  picks.children.has(`${pupil} ${placeOf(where)}`)

/** Until when this child takes no free seat of the school's courses, because others choose first; null when it may. */
export const waitsUntil = (picks: FirstPicks, pupil: string, where: Where): number | null =>
  picksFirst(picks, pupil, where) ? null : (picks.until.get(placeOf(where)) ?? null)
