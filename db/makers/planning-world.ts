import { gradesOfPhase, type Phase, phases } from '~/places/phases'
import type { Schema } from '../schema/index'
import type { Store } from '../store'
import { DISTRICT, schoolRow } from './rows'

/** A street with a school a phase, years of rolls, births and places: what a forecast is made from. */

type Part<Name extends keyof Schema> = Partial<Schema[Name]['$inferInsert']>

export interface PlanningStreet {
  /** Its code, and what the ids of its schools begin with. */
  code: string
  name: string
  /** Children a grade, the same every autumn, and places a grade, by phase. */
  phases: Record<Phase, { children: number; places: number }>
  births: number
}

const YEARS = 9

const write = <Name extends keyof Schema>(
  store: Store,
  name: Name,
  rows: readonly Schema[Name]['$inferInsert'][],
): Promise<void> =>
  store.transaction((tx) =>
    tx.writeMany(store.tables[name] as Schema['school'], rows as Schema['school']['$inferInsert'][]),
  )

/** @param autumn the last one whose rolls are known. @returns the ids of its schools by phase. */
export const makePlanningStreet = async (
  store: Store,
  autumn: number,
  { code, name, births, phases: given }: PlanningStreet,
): Promise<Record<Phase, string>> => {
  const schoolOf = (phase: Phase): string => `${code}-${phase}`
  await write(store, 'street', [{ district: DISTRICT, code, name }])
  await write(
    store,
    'school',
    phases.map((phase) => schoolRow({ id: schoolOf(phase), street: code, stage: phase, name: `${name}${phase}` })),
  )
  await write(
    store,
    'rollCount',
    phases.flatMap((phase) =>
      gradesOfPhase[phase].flatMap((grade) =>
        Array.from({ length: YEARS }, (_, i) => ({
          district: DISTRICT,
          school: schoolOf(phase),
          year: autumn - i,
          grade,
          pupils: given[phase].children,
        })),
      ),
    ),
  )
  await write(
    store,
    'birthCount',
    Array.from({ length: YEARS + 14 }, (_, i) => ({
      district: DISTRICT,
      street: code,
      year: autumn - i,
      month: 0,
      births,
      invented: true,
    })),
  )
  await write(
    store,
    'capacityEvent',
    phases.map((phase) => ({
      district: DISTRICT,
      id: `${code}-${phase}-there`,
      street: code,
      school: schoolOf(phase),
      phase,
      tier: 'standard' as const,
      change: 'exists' as const,
      grade: null,
      places: given[phase].places * gradesOfPhase[phase].length,
      classes: 0,
      from: `${autumn - 20}-09-01`,
      until: null,
      ramp: false,
      takesBack: '',
      why: '现有的',
      by: 'seed',
      at: 0,
      invented: true,
    })),
  )
  return { kindergarten: schoolOf('kindergarten'), primary: schoolOf('primary'), junior: schoolOf('junior') }
}

export interface PlanningProject extends Pick<Schema['project']['$inferInsert'], 'id' | 'title' | 'street'> {
  phase: Phase
  places: number
  /** 开学启用: when it is due, and when it came; null while it is still to come. */
  due: string
  met: string | null
  given?: Part<'project'>
}

/** A project whose four dates hang from the day of use, promised once. */
export const makePlanningProject = async (
  store: Store,
  { id, title, street, phase, places, due, met, given = {} }: PlanningProject,
): Promise<string> => {
  const year = Number(due.slice(0, 4))
  const dates = [
    { kind: 'started' as const, dueOn: `${year - 2}-03-01`, metOn: `${year - 2}-03-01` },
    { kind: 'finished' as const, dueOn: `${year - 1}-12-01`, metOn: met && `${year - 1}-12-01` },
    { kind: 'handed_over' as const, dueOn: `${year}-03-01`, metOn: met && `${year}-03-01` },
    { kind: 'in_use' as const, dueOn: due, metOn: met },
  ]
  const of = { district: DISTRICT, project: id }
  await write(store, 'project', [
    {
      district: DISTRICT,
      id,
      title,
      street,
      kind: 'enlarged',
      stage: met ? 'running' : 'building',
      more: {},
      createdBy: 'seed',
      createdAt: 0,
      changedAt: 0,
      ...given,
    },
  ])
  await write(store, 'projectPlaces', [{ ...of, phase, places }])
  await write(
    store,
    'milestone',
    dates.map((date) => ({ ...of, ...date })),
  )
  await write(
    store,
    'milestoneRevision',
    dates.map((date) => ({ ...of, ...date, number: 1, why: '立项批复', by: 'seed', at: 0 })),
  )
  return id
}
