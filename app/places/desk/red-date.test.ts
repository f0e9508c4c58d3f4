import { describe, expect, test } from 'vitest'
import { gradesOfPhase } from '../phases'
import { defaultAssumptions } from '../plan/assumptions-rules'
import { toneOf } from '../plan/colour-rules'
import type { StreetDemand } from '../plan/demand-rules'
import type { DistrictFacts, ProjectFacts } from '../plan/district-facts'
import { type RunEngine, reckonDistrict } from '../plan/plan-rules'
import { bandOf } from '../plan/spread-rules'
import { redDates } from './red-date-rules'

const ORIGIN = 2026
const assumptions = { ...defaultAssumptions, horizon: 4 }
const primary = gradesOfPhase.primary
const band = (children: number) => ({ p10: children * 0.97, p50: children, p90: children * 1.03 })

/** A hundred children a grade, for ever; ninety places a grade, and a project of twenty more. */
const project = (dueOn: string | null, given: Partial<ProjectFacts> = {}): ProjectFacts => ({
  id: 'p',
  title: '泺口示例小学',
  kind: 'enlarged',
  stage: 'handover',
  street: 'a',
  school: '',
  controlTotal: '',
  places: [{ phase: 'primary', places: 120 }],
  milestones: [{ kind: 'in_use', dueOn, metOn: null, revisions: [] }],
  ...given,
})

const factsWith = (projects: ProjectFacts[]): DistrictFacts => ({
  origin: ORIGIN,
  today: '2026-11-23',
  streets: [{ code: 'a', name: '泺口' }],
  schools: [{ id: 's', name: 's', street: 'a' }],
  rolls: primary.map((grade) => ({ school: 's', year: ORIGIN, grade, pupils: 100 })),
  births: [],
  dwellings: [],
  yields: [],
  feeders: [],
  standards: [],
  rooms: [],
  capacity: [
    {
      id: 'c',
      street: 'a',
      school: 's',
      phase: 'primary',
      tier: 'standard',
      change: 'exists',
      grade: null,
      places: 540,
      classes: 0,
      from: '2015-09-01',
      until: null,
      ramp: false,
      takesBack: '',
    },
  ],
  projects,
})

const steady: RunEngine = (run) => {
  if (run === 'kindergarten') return { lines: [], warnings: [] }
  const years = [1, 2, 3, 4].map((h) => ({ year: ORIGIN + h, horizon: h }))
  const total = bandOf(
    primary.map(() => band(100)),
    1,
  )
  return {
    warnings: [],
    lines: years.flatMap((at) => [
      ...primary.map((grade) => ({ level: 'area' as const, id: 'a', grade: String(grade), ...at, ...band(100) })),
      { level: 'area' as const, id: 'a', grade: '', ...at, ...total },
    ]),
  }
}

const sure = { p10: 100, p50: 100, p90: 100 }
const demand: StreetDemand[] = [
  {
    street: 'a',
    phase: 'primary',
    grades: [0, 1, 2, 3, 4].map((h) => primary.map(() => (h === 0 ? sure : band(100)))),
    whole: [0, 1, 2, 3, 4].map((h) =>
      bandOf(
        primary.map(() => (h === 0 ? sure : band(100))),
        h === 0 ? 0 : 1,
      ),
    ),
    together: [0, 1, 1, 1, 1],
  },
]

const asked = (projects: ProjectFacts[], scope: 'phase' | 'intake' = 'phase') =>
  redDates({ facts: factsWith(projects), assumptions, demand, scope })

describe('by when a project must be in use', () => {
  test.each(['phase', 'intake'] as const)('what the %s says is what a scenario of that delay says', (scope) => {
    const projects = [project('2027-05-01')]
    const [found] = asked(projects, scope)
    expect(found).toMatchObject({ project: 'p', street: 'a', phase: 'primary' })
    const redWith = (months: number): string[] =>
      reckonDistrict(
        factsWith(projects),
        assumptions,
        months === 0 ? [] : [{ kind: 'delay', project: 'p', months }],
        steady,
      )
        .balances.filter((line) => line.scope === scope && toneOf(line, assumptions) === 'short')
        .map(({ year }) => String(year))
    const months = found?.months ?? -1
    expect(months).toBeGreaterThanOrEqual(0)
    expect(redWith(months)).toEqual(redWith(0))
    expect(redWith(months + 1)).toEqual([...redWith(0), String(found?.year)].sort())
    expect(found?.day).toBe(`2027-${String(5 + months).padStart(2, '0')}-01`)
  })

  test('nothing is said of what is in use, cancelled, without a day, without places, or without need', () => {
    const met = project('2026-09-01', {
      stage: 'running',
      milestones: [{ kind: 'in_use', dueOn: '2026-09-01', metOn: '2026-09-01', revisions: [] }],
    })
    expect(asked([met])).toEqual([])
    expect(asked([project('2027-05-01', { stage: 'cancelled' })])).toEqual([])
    expect(asked([project(null)])).toEqual([])
    expect(asked([project('2027-05-01', { places: [] })])).toEqual([])
    expect(asked([project('2027-05-01', { places: [{ phase: 'junior', places: 900 }] })])).toEqual([])
  })

  test('another project that fills the gap lets this one be late', () => {
    const open = project('2026-08-01', {
      id: 'q',
      stage: 'running',
      milestones: [{ kind: 'in_use', dueOn: '2026-08-01', metOn: '2026-08-01', revisions: [] }],
    })
    expect(asked([project('2027-05-01'), open])).toEqual([])
  })
})
