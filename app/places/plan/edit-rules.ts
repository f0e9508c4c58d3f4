import type { ClassSizeChange } from '../capacity/supply-rules'
import type { DistrictFacts, DwellingFacts, ProjectFacts, ScenarioEdit } from './district-facts'
import type { PlanWarning } from './plan-nouns'

/** A scenario's edits on top of the facts. Pure: the facts given are left as they are. */

export interface Edited {
  facts: DistrictFacts
  classSizes: ClassSizeChange[]
  boundaries: Extract<ScenarioEdit, { kind: 'boundary' }>[]
  /** Factor on births that are not known yet. */
  births: number
  warnings: PlanWarning[]
}

const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * The same day some months later (earlier when negative); the last of a month that is too short for it.
 * @param day `YYYY-MM-DD`
 */
export const monthsLater = (day: string, months: number): string => {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(month / 12)
  const nth = month - year * 12
  const leap = nth === 1 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = (DAYS_IN[nth] ?? 31) + (leap ? 1 : 0)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${year}-${two(nth + 1)}-${two(Math.min(Number(day.slice(8)), last))}`
}

/** Dates that are met stay; those that are still due move. */
const delayed = (project: ProjectFacts, months: number): ProjectFacts => ({
  ...project,
  milestones: project.milestones.map((one) =>
    one.metOn === null && one.dueOn !== null ? { ...one, dueOn: monthsLater(one.dueOn, months) } : one,
  ),
})

const built = (edit: Extract<ScenarioEdit, { kind: 'build' }>, nth: number): ProjectFacts => ({
  id: `scenario-build-${nth}`,
  title: '',
  kind: 'new',
  stage: 'proposed',
  street: edit.street,
  school: '',
  controlTotal: '',
  places: [{ phase: edit.phase, places: edit.places }],
  milestones: [{ kind: 'in_use', dueOn: edit.from, metOn: null, revisions: [] }],
})

/**
 * The facts as the edits have them, in the order of the edits. An edit of something that is not there changes nothing
 * and is a warning.
 */
export const withEdits = (facts: DistrictFacts, edits: readonly ScenarioEdit[]): Edited => {
  const warnings: PlanWarning[] = []
  const classSizes: ClassSizeChange[] = []
  const boundaries: Edited['boundaries'] = []
  let projects: readonly ProjectFacts[] = facts.projects
  let dwellings: readonly DwellingFacts[] = facts.dwellings
  let births = 1
  const knows = (known: boolean, edit: ScenarioEdit['kind'], of: string): boolean => {
    if (!known) warnings.push({ kind: 'edit-without-object', edit, of })
    return known
  }
  const hasProject = (id: string): boolean => projects.some((one) => one.id === id)
  const hasStreet = (code: string): boolean => facts.streets.some((one) => one.code === code)
  for (const [nth, edit] of edits.entries()) {
    if (edit.kind === 'delay' && knows(hasProject(edit.project), edit.kind, edit.project))
      projects = projects.map((one) => (one.id === edit.project ? delayed(one, edit.months) : one))
    else if (edit.kind === 'cancel' && knows(hasProject(edit.project), edit.kind, edit.project))
      projects = projects.filter(({ id }) => id !== edit.project)
    else if (edit.kind === 'build' && knows(hasStreet(edit.street), edit.kind, edit.street))
      projects = [...projects, built(edit, nth)]
    else if (edit.kind === 'births') births *= edit.factor
    else if (edit.kind === 'class_size') classSizes.push(edit)
    else if (edit.kind === 'boundary') {
      if (knows(hasStreet(edit.from), edit.kind, edit.from) && knows(hasStreet(edit.to), edit.kind, edit.to))
        boundaries.push(edit)
    } else if (edit.kind === 'housing') {
      const known = dwellings.some(({ id }) => id === edit.scheme)
      if (knows(known, edit.kind, edit.scheme))
        dwellings = dwellings.map((one) =>
          one.id === edit.scheme
            ? { ...one, dwellings: edit.dwellings, firstYear: one.firstYear + edit.delayYears }
            : one,
        )
    }
  }
  return { facts: { ...facts, projects, dwellings }, classSizes, boundaries, births, warnings }
}
