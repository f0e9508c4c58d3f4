import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '~/shared/day'
import type { MilestoneFacts, ProjectFacts } from '../plan/district-facts'
import { milestoneKinds } from '../projects/milestone-rules'
import { drawBuilding } from './building-drawing'
import { middleOf, ranksFrom } from './near-rules'
import { answerOf, changesOf, classSizeOf, groupOf, stepsOf, whyLate } from './public-project-rules'
import { fullDay, moneyInWords, monthBeside } from './public-words'

const TODAY = '2026-11-23'

const said = (
  kind: MilestoneFacts['kind'],
  ...days: [due: string | null, why: string, on: string, met?: string][]
) => ({
  kind,
  dueOn: days.at(-1)?.[0] ?? null,
  metOn: days.at(-1)?.[3] ?? null,
  revisions: days.map(([dueOn, why, on, met]) => ({ dueOn, metOn: met ?? null, why, at: instantOf(on) })),
})

/** The project of the design: opened late, topped out late, still in time for school. */
const huicai: ProjectFacts = {
  id: 'p',
  title: '汇才学校',
  kind: 'enlarged',
  stage: 'building',
  street: '370105015',
  school: '',
  controlTotal: '',
  places: [{ phase: 'primary', places: 1080 }],
  milestones: [
    said('started', ['2026-03-10', '公布', '2025-12-01'], ['2026-04-09', '施工许可晚批', '2026-04-09', '2026-04-09']),
    said('finished', ['2027-03-20', '公布', '2025-12-01'], ['2027-05-20', '雨季停工 23 天', '2026-08-14']),
    said('handed_over', ['2027-06-10', '公布', '2025-12-01'], ['2027-07-10', '雨季停工 23 天', '2026-08-14']),
    said('in_use', ['2027-09-01', '公布', '2025-12-01']),
  ],
}
const withUse = (day: string | null, more: Partial<ProjectFacts> = {}): ProjectFacts => ({
  ...huicai,
  ...more,
  milestones: [
    ...huicai.milestones.slice(0, 3),
    said('in_use', ['2027-09-01', '公布', '2025-12-01'], [day, '改', '2026-10-01']),
  ],
})

describe('from which day', () => {
  test('is 1 September of the autumn that the places reach', () => {
    expect(answerOf(huicai, TODAY)).toMatchObject({ day: '2027-09-01', tone: 'warn', late: null, running: false })
    expect(answerOf(withUse('2027-08-15'), TODAY)).toMatchObject({ day: '2027-09-01', late: null })
    expect(answerOf(withUse('2027-10-20'), TODAY)).toMatchObject({ day: '2028-09-01', late: '2027-10-20', tone: 'bad' })
  })

  test('is the day of use itself where it runs, or adds no places; none where it is not known or cancelled', () => {
    const runs = {
      ...huicai,
      stage: 'running' as const,
      milestones: [said('in_use', ['2026-08-28', '', '2026-01-01', '2026-08-28'])],
    }
    expect(answerOf(runs, TODAY)).toMatchObject({ day: '2026-08-28', running: true, tone: 'ok' })
    expect(answerOf(withUse('2027-10-20', { places: [] }), TODAY)).toMatchObject({ day: '2027-10-20', late: null })
    expect(answerOf(withUse(null), TODAY)).toMatchObject({ day: null, cancelled: false })
    expect(answerOf({ ...huicai, stage: 'cancelled' }, TODAY)).toMatchObject({ day: null, cancelled: true })
  })
})

describe('step by step', () => {
  test('says what came, where it is, and by how much each day moved', () => {
    expect(stepsOf(huicai).map(({ kind, state, months, first, met }) => [kind, state, months, first, met])).toEqual([
      ['started', 'done', 1, '2026-03-10', true],
      ['finished', 'now', 2, '2027-03-20', false],
      ['handed_over', 'ahead', 1, '2027-06-10', false],
      ['in_use', 'ahead', 0, null, false],
    ])
  })

  test('has four steps also where nothing is known, and none under way once cancelled', () => {
    const bare = { ...huicai, milestones: [] }
    expect(stepsOf(bare).map(({ day, state }) => [day, state])).toEqual([
      [null, 'now'],
      [null, 'ahead'],
      [null, 'ahead'],
      [null, 'ahead'],
    ])
    expect(stepsOf({ ...bare, stage: 'cancelled' }).every(({ state }) => state === 'ahead')).toBe(true)
  })
})

describe('what moved', () => {
  test('is told with its reason, the newest first, what moved together in one', () => {
    expect(changesOf(huicai).map(({ moved, why }) => [moved, why])).toEqual([
      [['竣工 2027 年 3 月 → 5 月', '交付 2027 年 6 月 → 7 月'], '雨季停工 23 天'],
      [['开工办到了，2026 年 4 月 9 日'], '施工许可晚批'],
    ])
    expect(whyLate(huicai)).toBe('雨季停工 23 天')
  })

  test('a first promise is no change, and a move within a month shows the days', () => {
    expect(changesOf({ milestones: [said('in_use', ['2027-09-01', '公布', '2025-12-01'])] })).toEqual([])
    const moved = changesOf({
      milestones: [said('in_use', ['2027-09-01', '', '2025-12-01'], ['2027-09-20', '验收', '2026-01-01'])],
    })
    expect(moved[0]?.moved).toEqual(['开学启用 2027 年 9 月 1 日 → 2027 年 9 月 20 日'])
    const across = changesOf({
      milestones: [said('in_use', ['2027-09-01', '', '2025-12-01'], ['2028-01-20', '验收', '2026-01-01'])],
    })
    expect(across[0]?.moved).toEqual(['开学启用 2027 年 9 月 → 2028 年 1 月'])
  })

  test('nothing is late that only moved sooner', () => {
    const sooner = {
      stage: 'building' as const,
      milestones: [said('in_use', ['2027-09-01', '', '2025-12-01'], ['2027-08-01', '快了', '2026-01-01'])],
    }
    expect(whyLate(sooner)).toBe('')
  })
})

describe('words', () => {
  test('of days, money and groups', () => {
    expect(fullDay('2027-09-01')).toBe('2027 年 9 月 1 日')
    expect(monthBeside('2026-12-31', '2027-01-01')).toBe('2026 年 12 月')
    expect([14_600_000_000, 320_000_000, 900_000, 150].map(moneyInWords)).toEqual([
      '1.46 亿元',
      '320 万元',
      '9,000 元',
      '1.5 元',
    ])
    expect(['proposed', 'handover', 'running', 'cancelled'].map((stage) => groupOf(stage as 'running'))).toEqual([
      'building',
      'building',
      'running',
      'cancelled',
    ])
    expect(classSizeOf([{ places: 1080, classes: 24 }])).toBe(45)
    expect(
      classSizeOf([
        { places: 1080, classes: 24 },
        { places: 100, classes: 2 },
      ]),
    ).toBeNull()
    expect(classSizeOf([{ places: 100, classes: 0 }])).toBeNull()
    expect(classSizeOf([])).toBeNull()
  })
})

describe('the picture', () => {
  test('has as many windows as there are classes, inside the house, the same every time', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 80 }), (id, classes) => {
        const drawn = drawBuilding(id, classes, 'building')
        const spots = [...`${drawn.windows}${drawn.lit}`.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/gu)]
        expect(spots).toHaveLength(classes)
        for (const [, x, y, size] of spots) {
          expect(Number(x)).toBeGreaterThanOrEqual(112)
          expect(Number(x) + Number(size)).toBeLessThanOrEqual(316.2)
          expect(Number(y)).toBeGreaterThanOrEqual(86)
          expect(Number(y) + Number(size)).toBeLessThanOrEqual(166)
        }
        expect(new Set(spots.map(([, x, y]) => `${x} ${y}`)).size).toBe(classes)
        expect(drawBuilding(id, classes, 'building')).toEqual(drawn)
      }),
    )
  })

  test('claims nothing where nobody knows the classes', () => {
    expect(drawBuilding('p', 0, 'running')).toMatchObject({ classes: 0, planned: false, crane: false })
    expect(drawBuilding('p', 500, 'building')).toMatchObject({ classes: 0, crane: true })
    expect(drawBuilding('p', 3, 'proposed')).toMatchObject({ classes: 3, planned: true })
  })
})

describe('nearness', () => {
  test('the street itself, then the nearest; what lies nowhere comes last', () => {
    const spots = new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 3, y: 4 }],
      ['c', { x: 1, y: 0 }],
    ])
    expect([...ranksFrom('a', ['b', 'd', 'c', 'a'], spots)].sort((x, y) => x[1] - y[1]).map(([code]) => code)).toEqual([
      'a',
      'c',
      'b',
      'd',
    ])
    expect(ranksFrom('d', ['a', 'd'], spots).get('d')).toBe(0)
    expect(middleOf([])).toBeUndefined()
    expect(
      middleOf([
        { x: 0, y: 0 },
        { x: 2, y: 4 },
      ]),
    ).toEqual({ x: 1, y: 2 })
  })

  test('every project has its four steps in their order, whatever its dates', () => {
    const day = fc.option(fc.integer({ min: 1, max: 28 }).map((n) => `2027-02-${String(n).padStart(2, '0')}`))
    fc.assert(
      fc.property(fc.array(fc.record({ dueOn: day, metOn: day }), { maxLength: 4 }), (some) => {
        const milestones = some.map((one, i) => ({
          kind: milestoneKinds[i] ?? ('in_use' as const),
          ...one,
          revisions: [],
        }))
        expect(stepsOf({ ...huicai, milestones }).map(({ kind }) => kind)).toEqual(milestoneKinds)
      }),
    )
  })
})
