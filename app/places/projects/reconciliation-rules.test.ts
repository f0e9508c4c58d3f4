import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDates } from './milestone-rules'
import { costPerPlace, projectMoney } from './project-money-rules'
import { stageAfterMove, stageByDates, stagesToChoose } from './project-rules'
import { type ControlTotalFacts, type CountedProject, reconcile } from './reconciliation-rules'

const total = (id: string, kind: ControlTotalFacts['kind'], amount: number): ControlTotalFacts => ({
  id,
  kind,
  name: id,
  amount,
  source: '示例',
  publishedOn: '2026-03-01',
})
const totals = [
  total('done', 'completed', 4),
  total('going', 'under_way', 16),
  total('all', 'places', 11_000),
  total('huicai', 'places_apart', 1080),
  total('old', 'upgrade_fen', 14_600_000_000),
]
const project = (over: Partial<CountedProject> = {}): CountedProject => ({
  id: 'p',
  kind: 'new',
  stage: 'building',
  places: 540,
  controlTotal: 'all',
  budgetFen: null,
  ...over,
})

describe('what was announced', () => {
  it('is held against the projects, with difference, and those apart counted apart', () => {
    const projects = [
      ...Array.from({ length: 4 }, () => project({ stage: 'running' })),
      ...Array.from({ length: 15 }, () => project()),
      project({ places: null }),
      project({ stage: 'cancelled', places: 5000 }),
      project({ controlTotal: 'huicai', places: 1080, kind: 'enlarged' }),
      project({ controlTotal: 'old', kind: 'upgraded', places: null, budgetFen: 9_000_000_000 }),
      project({ controlTotal: 'old', kind: 'upgraded', places: null }),
      project({ controlTotal: '', places: 99 }),
    ]
    const found = reconcile(projects, totals)
    expect(found.places[0]).toMatchObject({ projects: 20, listed: 10_260, difference: -740, unstated: 1 })
    expect(found.apart[0]).toMatchObject({ projects: 1, listed: 1080, difference: 0 })
    expect(found.completed[0]).toMatchObject({ listed: 4, difference: 0 })
    expect(found.underWay[0]).toMatchObject({ listed: 16, difference: 0 })
    expect(found.upgrades[0]).toMatchObject({
      projects: 2,
      listed: 9_000_000_000,
      difference: -5_600_000_000,
      unstated: 1,
    })
  })

  it('leaves no place out and counts none twice', () => {
    const any = fc.record({
      id: fc.string(),
      kind: fc.constantFrom('new' as const, 'enlarged' as const, 'upgraded' as const),
      stage: fc.constantFrom('building' as const, 'running' as const, 'cancelled' as const),
      places: fc.option(fc.integer({ min: 0, max: 3000 })),
      controlTotal: fc.constantFrom('', 'all', 'huicai', 'old'),
      budgetFen: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    })
    fc.assert(
      fc.property(fc.array(any), (projects) => {
        const { places, apart, completed, underWay } = reconcile(projects, totals)
        const counted = projects.filter(
          ({ stage, controlTotal }) => stage !== 'cancelled' && ['all', 'huicai'].includes(controlTotal),
        )
        const listed = [...places, ...apart].reduce((sum, one) => sum + one.listed, 0)
        expect(listed).toBe(counted.reduce((sum, one) => sum + (one.places ?? 0), 0))
        expect((completed[0]?.listed ?? 0) + (underWay[0]?.listed ?? 0)).toBe(places[0]?.projects)
      }),
    )
  })
})

describe('money', () => {
  it('is never divided by the places of upgrades, of cancelled projects or of those without a budget', () => {
    const costed = { kind: 'new' as const, stage: 'building' as const, places: 100, budgetFen: 1_000_000 }
    expect(
      costPerPlace([
        costed,
        { ...costed, places: 200, budgetFen: 3_500_000 },
        { ...costed, kind: 'enlarged', budgetFen: 500_001 },
        { ...costed, kind: 'upgraded' },
        { ...costed, stage: 'cancelled' },
        { ...costed, places: 0 },
        { ...costed, budgetFen: null },
      ]),
    ).toEqual([
      { kind: 'new', projects: 2, places: 300, budgetFen: 4_500_000, fenPerPlace: 15_000 },
      { kind: 'enlarged', projects: 1, places: 100, budgetFen: 500_001, fenPerPlace: 5000 },
    ])
    expect(costPerPlace([])).toEqual([])
  })

  it('is budget against what was paid', () => {
    expect(projectMoney(1000, { funding: [600, 400], payments: [300, -100], variations: [50, -20] })).toEqual({
      budgetFen: 1000,
      fundedFen: 1000,
      paidFen: 200,
      variedFen: 30,
      restFen: 800,
      overBudget: false,
    })
    expect(projectMoney(100, { funding: [], payments: [300], variations: [] })).toMatchObject({
      restFen: -200,
      overBudget: true,
    })
    expect(projectMoney(null, { funding: [], payments: [300], variations: [] })).toMatchObject({
      restFen: null,
      overBudget: false,
    })
  })
})

describe('stages', () => {
  const dates = noDates()
  const begun = { ...dates, started: { dueOn: null, metOn: '2026-01-01' } }
  const inUse = { ...begun, in_use: { dueOn: null, metOn: '2026-09-01' } }

  it('follow one another, and never stand behind what has come', () => {
    expect(stagesToChoose('proposed', dates)).toEqual(['proposed', 'preparing', 'cancelled'])
    expect(stagesToChoose('building', begun)).toEqual(['building', 'handover', 'cancelled'])
    expect(stagesToChoose('handover', dates)).toEqual(['building', 'handover', 'cancelled'])
    expect(stagesToChoose('running', inUse)).toEqual(['running'])
    expect(stagesToChoose('cancelled', begun)).toEqual(['building', 'handover', 'cancelled'])
  })

  it('move with the dates', () => {
    expect(stageByDates(begun)).toBe('building')
    expect(stageAfterMove('proposed', begun)).toBe('building')
    expect(stageAfterMove('handover', begun)).toBe('handover')
    expect(stageAfterMove('handover', inUse)).toBe('running')
    expect(stageAfterMove('running', begun)).toBe('handover')
    expect(stageAfterMove('cancelled', inUse)).toBe('cancelled')
  })
})
