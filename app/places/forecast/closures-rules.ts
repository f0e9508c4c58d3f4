import { type History, offers } from './history-rules'

/** Closures re-base history: who took a closed school's children in has had them all along. Pure. Source: places.md §3. */

/** Growth in one autumn, as a share of a school's children, that no ordinary autumn shows. */
const JUMP = 0.1

type At = (school: number, grade: number, year: number) => number

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return ((low ?? 1) + (high ?? 1)) / 2
}

/** Children who could move up in a school, and those who stood a grade higher an autumn later. */
const moved = (at: At, grades: number, school: number, year: number): { before: number; after: number } => {
  let [before, after] = [0, 0]
  for (let g = 0; g < grades - 1; g++) {
    const [then, now] = [at(school, g, year - 1), at(school, g + 1, year)]
    if (Number.isNaN(now)) continue
    before += then || 0
    after += now
  }
  return { before, after }
}

/**
 * How the children of the schools that closed before an autumn were divided, by school: to those that grew as no school
 * grows by itself, else to all by size. Empty where nobody is left in the area.
 * @param peers schools of the area that are open in the autumn. @param usual what became of schools elsewhere, as a ratio.
 */
const receivers = (
  at: At,
  grades: number,
  peers: readonly number[],
  year: number,
  usual: number,
): Map<number, number> => {
  const grown = peers.map((s) => {
    const { before, after } = moved(at, grades, s, year)
    const more = after - usual * before
    return { s, after, more: more > JUMP * Math.max(before, 1) ? more : 0 }
  })
  const key = grown.some(({ more }) => more > 0) ? 'more' : 'after'
  const all = grown.reduce((sum, one) => sum + one[key], 0)
  return new Map(grown.flatMap((one) => (one[key] > 0 ? [[one.s, one[key] / all] as const] : [])))
}

/**
 * History up to an origin with every closed school's children handed to those who took them in, in all autumns before;
 * a school that opened in place of a closed one has its past. Sums of areas stay the same.
 */
export const rebased = (history: History, origin: number): History => {
  const { grades, schools, members, first } = history
  const handed = new Map<string, Float64Array>()
  const years = origin - first + 1
  const at: At = (s, g, year) => {
    const more = handed.get(`${s} ${g}`)?.[year - first]
    const own = history.at(s, g, year)
    return more === undefined || more === 0 ? own : (own || 0) + more
  }
  for (let year = first + 1; year <= origin; year++) {
    const closed = schools.flatMap((_, s) => (history.isOpen(s, year - 1) && !history.isOpen(s, year) ? [s] : []))
    if (closed.length === 0) continue
    const stayed = schools.flatMap((_, s) => (history.isOpen(s, year - 1) && history.isOpen(s, year) ? [s] : []))
    const ratios = stayed.map((s) => moved(at, grades.length, s, year)).filter(({ before }) => before > 0)
    const usual = median(ratios.map(({ before, after }) => after / before))
    for (const [a, area] of members.entries()) {
      const gone = closed.filter((s) => schools[s]?.area === a)
      if (gone.length === 0) continue
      const peers = area.filter((s) => history.isOpen(s, year))
      for (const [s, part] of receivers(at, grades.length, peers, year, usual))
        for (const [g] of grades.entries()) {
          if (!offers(history, s, g, year)) continue
          const more = handed.get(`${s} ${g}`) ?? new Float64Array(years)
          handed.set(`${s} ${g}`, more)
          for (let before = first; before < year; before++)
            for (const c of gone) more[before - first] = (more[before - first] ?? 0) + part * (at(c, g, before) || 0)
        }
    }
  }
  return handed.size === 0 ? history : { ...history, at }
}
