import { firstAutumnOf } from '../autumn-rules'
import { openedPlaces } from '../capacity/supply-rules'
import { gradesOfPhase, type Phase } from '../phases'
import type { ProjectFacts } from './district-facts'

/** What projects add to the places of a street and phase: as their present dates promise, and as likely as they are. Pure. */

export interface ProjectSupply {
  project: string
  title: string
  street: string
  school: string
  phase: Phase
  places: number
  /** Opens with its entry grade and grows a grade a year. */
  ramp: boolean
  /** The first autumn in use by present dates; null: no date. */
  promisedFrom: number | null
  /** P(in use by 1 September), one a year of the plan, never falling. */
  chanceBy: number[]
}

/** One way a year can come: how likely it is, and the places by grade that projects have opened by then. */
export interface OpeningState {
  chance: number
  places: number[]
}

/** Beyond it, states are drawn by a seeded generator instead of being listed. */
const MOST_STATES = 256
const DRAWS = 256

/**
 * The places of every project that is not cancelled, a line a phase.
 * @param chanceOf P(a project is in use by 1 September of an autumn), 0–1.
 */
export const projectSupplies = (
  projects: readonly ProjectFacts[],
  years: readonly number[],
  chanceOf: (project: ProjectFacts, autumn: number) => number,
): ProjectSupply[] =>
  projects
    .filter(({ stage }) => stage !== 'cancelled')
    .flatMap((project) => {
      const opening = project.milestones.find(({ kind }) => kind === 'in_use')
      const day = opening?.metOn ?? opening?.dueOn ?? null
      let highest = 0
      const chanceBy = years.map((year) => {
        // In use once is in use for good.
        highest = Math.max(highest, Math.min(1, chanceOf(project, year)))
        return highest
      })
      return project.places
        .filter(({ places }) => places !== 0)
        .map(({ phase, places }) => ({
          project: project.id,
          title: project.title,
          street: project.street,
          school: project.school,
          phase,
          places,
          ramp: project.kind === 'new',
          promisedFrom: day === null ? null : firstAutumnOf(day),
          chanceBy,
        }))
    })

/** Projects that are in use: what they add is there, whatever the others do. */
export const inUseProjects = (projects: readonly ProjectFacts[]): ProjectFacts[] =>
  projects.filter(({ milestones }) => milestones.some(({ kind, metOn }) => kind === 'in_use' && metOn !== null))

/** Places by grade in the year at `at` if every date holds. */
export const promisedPlaces = (supply: ProjectSupply, years: readonly number[], at: number): number[] =>
  supply.promisedFrom === null
    ? gradesOfPhase[supply.phase].map(() => 0)
    : openedPlaces({ ...supply, openedIn: supply.promisedFrom }, supply.phase, years[at] ?? 0)

/**
 * How far a project can be in the year at `at`: not open, or open since one of the years up to then. What opened in the
 * first year of the plan or before it opened in the year its dates say.
 */
export const openingStates = (supply: ProjectSupply, years: readonly number[], at: number): OpeningState[] => {
  const { chanceBy, phase, promisedFrom } = supply
  const year = years[at] ?? 0
  const none = gradesOfPhase[phase].map(() => 0)
  const states: OpeningState[] = [{ chance: 1 - (chanceBy[at] ?? 0), places: none }]
  for (let i = 0; i <= at; i++) {
    const chance = (chanceBy[i] ?? 0) - (i === 0 ? 0 : (chanceBy[i - 1] ?? 0))
    const first = years[i] ?? 0
    const openedIn = i === 0 ? Math.min(first, promisedFrom ?? first) : first
    states.push({ chance, places: openedPlaces({ ...supply, openedIn }, phase, year) })
  }
  return merged(states.filter(({ chance }) => chance > 0))
}

/** States with the same places are one. */
const merged = (states: readonly OpeningState[]): OpeningState[] => {
  const found = new Map<string, OpeningState>()
  for (const { chance, places } of states) {
    const key = places.join(' ')
    const known = found.get(key)
    if (known) known.chance += chance
    else found.set(key, { chance, places })
  }
  return [...found.values()]
}

const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((one, i) => one + (b[i] ?? 0))

/** Mulberry32: the same numbers in [0, 1) everywhere, for the same seed. */
const seededDraw = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Everything that several projects can have opened together, as if none knew of another: every combination where there
 * are few, else seeded draws.
 * @param projects the states of each. @returns chances sum to 1.
 */
export const togetherStates = (projects: readonly (readonly OpeningState[])[], grades: number): OpeningState[] => {
  const nothing: OpeningState = { chance: 1, places: Array.from({ length: grades }, () => 0) }
  let together = [nothing]
  for (const states of projects) {
    together = merged(
      together.flatMap((one) =>
        states.map((other) => ({ chance: one.chance * other.chance, places: plus(one.places, other.places) })),
      ),
    )
    if (together.length > MOST_STATES) return drawnStates(projects, nothing.places)
  }
  return together
}

const drawnStates = (projects: readonly (readonly OpeningState[])[], none: readonly number[]): OpeningState[] => {
  const draw = seededDraw(projects.length)
  return merged(
    Array.from({ length: DRAWS }, () => ({
      chance: 1 / DRAWS,
      places: projects.reduce(
        (sum, states) => {
          let left = draw()
          const hit = states.find(({ chance }) => {
            left -= chance
            return left < 0
          })
          return plus(sum, (hit ?? states.at(-1))?.places ?? [])
        },
        [...none],
      ),
    })),
  )
}

/** Places by grade weighed with their chances. */
export const expectedPlaces = (states: readonly OpeningState[], grades: number): number[] =>
  states.reduce(
    (sum, { chance, places }) => sum.map((one, i) => one + chance * (places[i] ?? 0)),
    Array.from({ length: grades }, () => 0),
  )
