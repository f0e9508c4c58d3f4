import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion } from '../apportion-rules'
import { readAdviceForm } from './advice-form'
import { adviseCatchments } from './advise-catchments.server'
import { asForecast, countedGrades, gradesInScope } from './catchment-count-rules'
import {
  boundaryEdits,
  type CatchmentCell,
  type CatchmentSchool,
  catchmentModel,
  groupsOf,
  schoolsBySolution,
  wayOf,
} from './catchment-rules'
import { exchanged } from './catchment-swap-rules'
import { drawCells } from './cell-map-rules'
import { solveModel } from './solve-model.server'
import { startsBySolution, type TimingCell, timingModel, unmetBy } from './timing-model-rules'
import { type Candidate, monthsTo, spentIn } from './timing-rules'

const quiet = (): void => undefined
const LIMITS = { seconds: 10, gap: 0 }

const candidate = (project: string, cost: number, years: readonly number[]): Candidate => ({
  ...{ project, title: project, street: 'a', places: [{ phase: 'junior' as const, places: 100 }], cost },
  starts: years.map((year) => ({ year, inUse: year + 2, edits: [] })),
})

const cell = (year: number, children: number): TimingCell => ({
  ...{ street: 'a', phase: 'junior' as const, grade: 7, year, places: 0 },
  ...{ p10: children, p50: children, p90: children },
})

describe('when to start which project', () => {
  const profile = [0.4, 0.6]
  const cells = [2029, 2030, 2031, 2032].map((year) => cell(year, 150))
  const placesFrom = (places: number) => (option: { inUse: number }) =>
    cells.map(({ year }) => (year >= option.inUse ? places : 0))
  const candidates = [candidate('small', 1_000, [2027, 2028, 2029]), candidate('large', 3_000, [2027, 2028, 2029])]
  const places = candidates.map(({ starts }, i) => starts.map(placesFrom(i === 0 ? 60 : 100)))

  /** Every choice there is, by hand. */
  const best = (budget: number, sites: number): number => {
    const ways = (nth: number): number[] => [-1, ...(candidates[nth]?.starts ?? []).map((_, i) => i)]
    let least = Number.POSITIVE_INFINITY
    for (const a of ways(0))
      for (const b of ways(1)) {
        const chosen = [a, b].map((start, i) => ({ start, of: candidates[i] as Candidate }))
        const fits = [2027, 2028, 2029, 2030].every((year) => {
          const begun = chosen.filter(({ start, of }) => of.starts[start]?.year === year).length
          const spent = chosen.reduce(
            (sum, { start, of }) =>
              sum + (of.starts[start] ? spentIn(of.cost, of.starts[start].year, profile, year) : 0),
            0,
          )
          return begun <= sites && spent <= budget + 1e-9
        })
        if (fits)
          least = Math.min(
            least,
            unmetBy(cells, places, [a, b]).reduce((sum, one) => sum + one, 0),
          )
      }
    return least
  }

  test.each([
    [10_000, 2],
    [10_000, 1],
    [1_800, 2],
    [1_200, 1],
    [600, 2],
    [100, 2],
  ])('with %i 万元 and %i sites a year nothing better exists', async (budget, sites) => {
    const model = timingModel(candidates, places, cells, { budgets: [budget], sites, profile }, 2027)
    const solved = await solveModel(model.model, LIMITS)
    const starts = startsBySolution(candidates, model, solved?.values ?? [])
    expect(unmetBy(cells, places, starts).reduce((sum, one) => sum + one, 0)).toBeCloseTo(best(budget, sites), 6)
  })

  test('a day is moved by the months that bring it to an autumn, on 1 September and after it', () => {
    expect(monthsTo('2027-09-01', 2029)).toBe(24)
    expect(monthsTo('2027-08-20', 2027)).toBe(0)
    expect(monthsTo('2027-10-05', 2028)).toBe(10)
  })
})

const school = (id: string, x: number, seats: number, street = id): CatchmentSchool => ({ id, street, x, y: 0, seats })
const at = (id: string, x: number, children: number, of: string, compound = ''): CatchmentCell => ({
  ...{ id, street: 'a', compound, x, y: 0, children, school: of },
})
const wishes = { limit: 1_500, change: 300 }

describe('which cell belongs to which school', () => {
  const propose = async (cells: CatchmentCell[], schools: CatchmentSchool[], wanted = wishes) => {
    const found = await adviseCatchments({ kind: 'catchments', cells, schools, wishes: wanted }, quiet)
    if (!found) throw new Error('no proposal')
    return new Map(found.result.cells.map(({ cell: id, to }) => [id, to]))
  }

  test('children go where seats are, those nearest to the other school first', async () => {
    const cells = [at('c1', 0, 30, 'A'), at('c2', 400, 30, 'A'), at('c3', 900, 30, 'A')]
    const to = await propose(cells, [school('A', 0, 60), school('B', 1_000, 60)])
    expect([...to]).toEqual([
      ['c1', 'A'],
      ['c2', 'A'],
      ['c3', 'B'],
    ])
  })

  test('a 小区 is never parted', async () => {
    const cells = [at('c1', 0, 30, 'A', '云锦里'), at('c2', 900, 30, 'A', '云锦里'), at('c3', 950, 30, 'A')]
    const to = await propose(cells, [school('A', 0, 60), school('B', 1_000, 60)])
    expect(to.get('c1')).toBe(to.get('c2'))
    expect(groupsOf(cells)).toHaveLength(2)
  })

  test('nobody changes school for a short way; whoever minds no change goes to the nearest', async () => {
    const cells = [at('c1', 550, 10, 'A')]
    const schools = [school('A', 0, 60), school('B', 1_000, 60)]
    expect((await propose(cells, schools)).get('c1')).toBe('A')
    expect((await propose(cells, schools, { limit: 1_500, change: 0 })).get('c1')).toBe('B')
  })

  test('a seat is worth any walk, and without enough seats there is still an answer', async () => {
    const cells = [at('c1', 0, 30, 'A'), at('c2', 100, 30, 'A')]
    expect(new Set((await propose(cells, [school('A', 0, 30), school('B', 6_000, 30)])).values())).toEqual(
      new Set(['A', 'B']),
    )
    expect((await propose(cells, [school('A', 0, 10)])).size).toBe(2)
  })

  test('whatever the district, every cell has one school, and 小区 stay whole', async () => {
    const districts = fc.record({
      cells: fc.array(fc.record({ x: fc.integer({ min: 0, max: 5_000 }), children: fc.nat(40), block: fc.nat(5) }), {
        minLength: 1,
        maxLength: 25,
      }),
      seats: fc.array(fc.nat(400), { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(districts, async ({ cells: given, seats }) => {
        const schools = seats.map((many, i) => school(`S${i}`, i * 1_300, many))
        const cells = given.map(({ x, children, block }, i) =>
          at(`c${i}`, x, children, 'S0', block === 0 ? '' : `小区${block}`),
        )
        const to = await propose(cells, schools)
        expect(to.size).toBe(cells.length)
        for (const group of groupsOf(cells)) expect(new Set(group.map(({ id }) => to.get(id))).size).toBe(1)
      }),
      { numRuns: 25 },
    )
  })

  test('745 cells and 60 schools take seconds', async () => {
    const schools = Array.from({ length: 60 }, (_, i) => ({
      ...school(`S${i}`, (i % 8) * 1_800, 120, `s${i % 15}`),
      y: Math.floor(i / 8) * 1_800,
    }))
    const cells = Array.from({ length: 745 }, (_, i) => {
      const place = { x: (i * 7_919) % 14_000, y: (i * 104_729) % 14_000 }
      const [nearest] = [...schools].sort((one, other) => wayOf(place, one) - wayOf(place, other))
      return { ...at(`c${i}`, place.x, (i * 31) % 17, nearest?.id ?? ''), y: place.y }
    })
    const found = await adviseCatchments({ kind: 'catchments', cells, schools, wishes }, quiet)
    expect(found?.result.cells).toHaveLength(745)
    expect(found?.gap).toBeLessThan(0.05)
  })

  test('two groups change places where neither can move alone', () => {
    const cells = [at('c1', 0, 30, ''), at('c2', 1_000, 30, '')]
    const schools = [school('A', 0, 30), school('B', 1_000, 30)]
    const whole = catchmentModel(cells, schools, wishes)
    const crossed = whole.model.columns.map((_, column) =>
      whole.options.some((one) => one.column === column && one.school === (one.group === 0 ? 'B' : 'A')) ? 1 : 0,
    )
    const { values, cost } = exchanged(whole, schools, crossed)
    expect([...schoolsBySolution(whole, values).values()]).toEqual(['A', 'B'])
    expect(cost).toBe(0)
  })

  test('across a border a share of the street’s children goes along, one edit after the other', () => {
    const schools = [school('A', 0, 10, 'a'), school('B', 1_000, 10, 'b'), school('C', 2_000, 10, 'c')]
    const move = (id: string, to: string, children: number) => ({
      ...{ cell: id, from: 'A', to, children, wayBefore: 0, way: 0 },
    })
    const result = { cells: [move('1', 'A', 50), move('2', 'B', 30), move('3', 'C', 20)], schools: [] }
    expect(boundaryEdits('junior', result, schools)).toEqual([
      { kind: 'boundary', phase: 'junior', from: 'a', to: 'b', share: 0.3 },
      { kind: 'boundary', phase: 'junior', from: 'a', to: 'c', share: 0.2857 },
    ])
  })

  test('ways are straight', () => {
    expect(wayOf({ x: 0, y: 0 }, { ...school('A', 300, 0), y: 400 })).toBe(500)
  })
})

describe('children of the cells', () => {
  test('are those of the grades they will be in; the youngest stand for the unborn', () => {
    expect(gradesInScope('junior', 'intake')).toEqual([7])
    expect(countedGrades(gradesInScope('junior', 'phase'), 2)).toEqual([5, 6, 7])
    expect(countedGrades([-2, -1, 0], 2)).toEqual([-2, -2, -2])
  })

  test('sum to what the forecast expects, in their proportions', () => {
    const living = new Map([
      ['a', 30],
      ['b', 60],
      ['c', 10],
    ])
    expect([...asForecast(living, 80.4).values()]).toEqual([24, 48, 8])
    expect(asForecast(living, null)).toEqual(living)
    expect([...asForecast(new Map([['a', 0]]), 50).values()]).toEqual([0])
  })

  test('are apportioned whole, never more than one away from their part', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.array(fc.nat(300), { minLength: 1, maxLength: 30 }), (total, weights) => {
        const all = weights.reduce((sum, one) => sum + one, 0)
        const parts = apportion(total, weights)
        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(total)
        if (all > 0)
          for (const [i, part] of parts.entries())
            expect(Math.abs(part - (total * (weights[i] ?? 0)) / all)).toBeLessThan(1)
      }),
    )
  })
})

test('the map ties every cell to its school, north up, and rings those that change', () => {
  const { schools, width, height } = drawCells(
    [
      { x: 0, y: 0, school: 'A', moved: false },
      { x: 1_000, y: 500, school: 'B', moved: true },
    ],
    [
      { id: 'A', number: 1, x: 0, y: 100 },
      { id: 'B', number: 2, x: 900, y: 500 },
    ],
  )
  expect(schools.map(({ rings }) => rings !== '')).toEqual([false, true])
  expect(schools[0]?.tone).not.toBe(schools[1]?.tone)
  expect(schools[0]?.y).toBeGreaterThan(schools[1]?.y ?? 0)
  for (const { x, y } of schools) expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true)
})

describe('the forms', () => {
  const form = readAdviceForm({ projects: ['p1', 'p2'], streets: ['a'] })
  const timing = {
    ...{ deed: 'timing', horizon: '6', budgets: '20,000、10000', sites: '3', profile: '40、60', why: '看看' },
    'cost-0': '9600',
    'cost-1': '',
  }
  const fields = (given: object): string[] => {
    const read = form.safeParse(given)
    return read.success ? [] : [...new Set(read.error.issues.map(({ path }) => String(path[0])))]
  }

  test('are read as people type', () => {
    expect(form.safeParse(timing)).toEqual({
      success: true,
      data: {
        deed: 'timing',
        input: {
          ...{ horizon: 6, budgets: [20_000, 10_000], sites: 3, profile: [0.4, 0.6], ideas: [], why: '看看' },
          costs: [{ project: 'p1', cost: 9_600 }],
        },
      },
    })
  })

  test.each([
    [{ horizon: '2' }, ['horizon']],
    [{ horizon: '1e300' }, ['horizon']],
    [{ horizon: '' }, ['horizon']],
    [{ budgets: '很多' }, ['budgets']],
    [{ budgets: '-5' }, ['budgets']],
    [{ budgets: Array(20).fill('1').join('、') }, ['budgets']],
    [{ sites: '0' }, ['sites']],
    [{ profile: '40、50' }, ['profile']],
    [{ profile: '=1+1' }, ['profile']],
    [{ 'cost-0': '' }, ['cost-0']],
    [{ 'cost-0': '<script>' }, ['cost-0']],
    [{ 'cost-0': '99999999999' }, ['cost-0']],
    [
      { 'idea-0-street': 'nowhere', 'idea-0-phase': 'junior', 'idea-0-places': '100', 'idea-0-cost': '5' },
      ['idea-0-street'],
    ],
    [
      { 'idea-0-street': 'a', 'idea-0-phase': '__proto__', 'idea-0-places': '0', 'idea-0-cost': '' },
      ['idea-0-phase', 'idea-0-places', 'idea-0-cost'],
    ],
    [{ why: '' }, ['why']],
    [{ why: '长'.repeat(201) }, ['why']],
  ])('say beside the field what is wrong: %j', (change, wrong) => {
    expect(fields({ ...timing, ...change })).toEqual(wrong)
  })

  const catchments = {
    deed: 'catchments',
    phase: 'junior',
    autumn: '2027',
    scope: 'intake',
    limit: '3000',
    change: '300',
    why: '看看',
  }
  test.each([
    [{}, []],
    [{ phase: 'university' }, ['phase']],
    [{ autumn: '1999' }, ['autumn']],
    [{ limit: '99' }, ['limit']],
    [{ limit: '3e3' }, ['limit']],
    [{ change: '-1' }, ['change']],
    [{ scope: 'all' }, ['scope']],
    [{ why: ' ' }, ['why']],
    [{ deed: 'nothing' }, ['deed']],
  ])('of catchments, too: %j', (change, wrong) => {
    expect(fields({ ...catchments, ...change })).toEqual(wrong)
  })
})
