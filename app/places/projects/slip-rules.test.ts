import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, instantOf } from '~/shared/day'
import type { MilestoneFacts, ProjectFacts } from '../plan/district-facts'
import { slipSteps, stepPriors } from './slip-prior'
import { expectedPlaces, ownSlips, probabilityInUse, type SlipRecord, slipChances, slipRecordOf } from './slip-rules'

const today = '2026-11-23'
const nothingSeen: SlipRecord = { approve: [], start: [], build: [], handover: [], open: [] }
const stages = ['proposed', 'preparing', 'building', 'handover', 'running'] as const

const use = (...said: (string | null)[]): MilestoneFacts => ({
  kind: 'in_use',
  dueOn: said.at(-1) ?? null,
  metOn: null,
  revisions: said.map((dueOn, i) => ({
    dueOn,
    metOn: null,
    why: '示例',
    at: instantOf(addDays('2025-01-01', 30 * i)),
  })),
})

const project = (over: Partial<ProjectFacts> = {}): ProjectFacts => ({
  id: 'p',
  title: '示例小学',
  kind: 'new',
  stage: 'building',
  street: 'luokou',
  school: '',
  controlTotal: '',
  places: [{ phase: 'primary', places: 1620 }],
  milestones: [use('2027-08-01')],
  ...over,
})

const day = fc.integer({ min: -400, max: 1600 }).map((days) => addDays(today, days))
const months = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 })
const record = fc.record({ approve: months, start: months, build: months, handover: months, open: months })
const autumn = fc.integer({ min: 2024, max: 2032 })
const stage = fc.constantFrom(...stages)

describe('a step', () => {
  it('is the assumption alone while nothing has been seen', () => {
    for (const step of slipSteps) {
      const chances = slipChances(step, [])
      expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9)
      expect(1 - (chances[0] ?? 0)).toBeCloseTo(stepPriors[step].slips, 9)
      const mean = chances.reduce((sum, one, k) => sum + one * k, 0)
      expect(mean).toBeCloseTo(stepPriors[step].slips * stepPriors[step].months, 1)
    }
  })

  it('goes over to what the district has seen', () => {
    expect(1 - (slipChances('build', Array<number>(990).fill(3))[0] ?? 0)).toBeCloseTo(0.994, 3)
    expect(1 - (slipChances('build', Array<number>(990).fill(0))[0] ?? 0)).toBeCloseTo(0.004, 3)
  })
})

describe('in use by 1 September', () => {
  it('knows what is met, cancelled or never promised', () => {
    const met = project({ milestones: [{ ...use('2026-08-20'), metOn: '2026-08-25' }] })
    expect(probabilityInUse(met, 2026, today, nothingSeen)).toBe(1)
    expect(probabilityInUse(met, 2025, today, nothingSeen)).toBe(0)
    const late = project({ milestones: [{ ...use('2026-08-20'), metOn: '2026-09-02' }] })
    expect(probabilityInUse(late, 2026, today, nothingSeen)).toBe(0)
    expect(probabilityInUse(late, 2027, today, nothingSeen)).toBe(1)
    expect(probabilityInUse(project({ stage: 'cancelled' }), 2030, today, nothingSeen)).toBe(0)
    expect(probabilityInUse(project({ milestones: [use(null)] }), 2030, today, nothingSeen)).toBe(0)
    expect(probabilityInUse(project({ milestones: [] }), 2030, today, nothingSeen)).toBe(0)
  })

  it('loses the year when the day moves from August to October', () => {
    expect(probabilityInUse(project(), 2027, today, nothingSeen)).toBeGreaterThan(0.4)
    const october = project({ milestones: [use('2027-08-01', '2027-10-08')] })
    expect(probabilityInUse(october, 2027, today, nothingSeen)).toBe(0)
    expect(probabilityInUse(october, 2028, today, nothingSeen)).toBeGreaterThan(0.8)
  })

  it('reckons the rest of the building, not what stands', () => {
    const begun = (metOn: string): MilestoneFacts[] => [
      { kind: 'started', dueOn: metOn, metOn, revisions: [] },
      { kind: 'finished', dueOn: '2027-03-01', metOn: null, revisions: [] },
      use('2027-08-01'),
    ]
    const nearlyDone = probabilityInUse(project({ milestones: begun('2025-03-01') }), 2027, today, nothingSeen)
    const justBegun = probabilityInUse(project({ milestones: begun('2026-11-20') }), 2027, today, nothingSeen)
    expect(nearlyDone).toBeGreaterThan(justBegun)
  })

  it('is a probability, rises with the year and falls with the due day', () => {
    fc.assert(
      fc.property(stage, day, day, autumn, record, (at, one, other, year, seen) => {
        const [sooner, later] = one < other ? [one, other] : [other, one]
        const p = (due: string, in_: number) =>
          probabilityInUse(project({ stage: at, milestones: [use(due)] }), in_, today, seen)
        expect(p(one, year)).toBeGreaterThanOrEqual(0)
        expect(p(one, year)).toBeLessThanOrEqual(1)
        expect(p(one, year + 1)).toBeGreaterThanOrEqual(p(one, year) - 1e-12)
        expect(p(later, year)).toBeLessThanOrEqual(p(sooner, year) + 1e-12)
      }),
    )
  })

  it('is never surer at an earlier stage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), day, autumn, record, (at, due, year, seen) => {
        const p = (i: number) =>
          probabilityInUse(project({ stage: stages[i] ?? 'running', milestones: [use(due)] }), year, today, seen)
        expect(p(at)).toBeLessThanOrEqual(p(at + 1) + 1e-12)
      }),
    )
  })

  it('falls with the slips of the district and with the project’s own', () => {
    fc.assert(
      fc.property(stage, day, autumn, record, fc.integer({ min: 1, max: 20 }), (at, due, year, seen, slip) => {
        const p = (with_: SlipRecord, milestones = [use(due)]) =>
          probabilityInUse(project({ stage: at, milestones }), year, today, with_)
        const onTime = { ...seen, build: [...seen.build, 0] }
        const slipped = { ...seen, build: [...seen.build, slip] }
        expect(p(slipped)).toBeLessThanOrEqual(p(onTime) + 1e-12)
        const movedTwice = [use(addDays(due, -200), addDays(due, -90), due)]
        expect(p(seen, movedTwice)).toBeLessThanOrEqual(p(seen) + 1e-12)
      }),
    )
  })
})

describe('the record of slips', () => {
  it('counts a step once it is passed, and a slip as soon as it is said', () => {
    const built: ProjectFacts = project({
      milestones: [
        { kind: 'started', dueOn: '2024-03-01', metOn: '2024-03-01', revisions: [] },
        { kind: 'finished', dueOn: '2025-03-01', metOn: '2025-03-01', revisions: [] },
        {
          kind: 'in_use',
          dueOn: '2025-09-01',
          metOn: null,
          revisions: [
            { dueOn: '2025-07-01', metOn: null, why: '', at: instantOf('2023-01-01') },
            { dueOn: '2025-09-01', metOn: null, why: '', at: instantOf('2024-06-01') },
          ],
        },
      ],
    })
    expect(slipRecordOf([built])).toEqual({ approve: [], start: [0], build: [3], handover: [], open: [] })
    expect(ownSlips(built)).toBe(1)
    const opened = project({
      milestones: built.milestones.map((one) => (one.kind === 'in_use' ? { ...one, metOn: '2025-09-20' } : one)),
    })
    expect(slipRecordOf([opened])).toEqual({ approve: [], start: [0], build: [3], handover: [0], open: [1] })
  })

  it('says nothing about a project that nobody has promised', () => {
    expect(slipRecordOf([project({ milestones: [] })])).toEqual(nothingSeen)
  })
})

describe('expected places', () => {
  it('never exceed the promised ones, and reach them when all is met', () => {
    const projects = [project(), project({ id: 'q', stage: 'cancelled' })]
    for (const { promised, expected } of expectedPlaces(projects, [2026, 2027, 2028, 2029], today, nothingSeen)) {
      expect(expected).toBeLessThanOrEqual(promised)
    }
    const met = project({ milestones: [{ ...use('2026-08-20'), metOn: '2026-08-25' }] })
    expect(expectedPlaces([met], [2025, 2026], today, nothingSeen)).toEqual([
      { autumn: 2025, promised: 0, expected: 0 },
      { autumn: 2026, promised: 1620, expected: 1620 },
    ])
  })
})
