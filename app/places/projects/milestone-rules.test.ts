import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MilestoneKind } from '#db/schema/index'
import { addDays, instantOf } from '~/shared/day'
import type { ProjectFacts } from '../plan/district-facts'
import {
  autumnsLost,
  consequenceOf,
  dateFaults,
  effectOfMove,
  milestoneKinds,
  movedKinds,
  noDates,
  type ProjectDates,
  titleOfMove,
} from './milestone-rules'
import { pipelineAxis, pipelineRowOf } from './pipeline-rules'

const today = '2026-11-23'

type Said = Partial<Record<MilestoneKind, readonly [first: string, now: string, met?: boolean]>>

const project = (said: Said, over: Partial<ProjectFacts> = {}): ProjectFacts => ({
  id: 'p',
  title: '泺口示例小学',
  kind: 'new',
  stage: 'building',
  street: '370105015',
  school: '',
  controlTotal: '',
  places: [{ phase: 'primary', places: 1620 }],
  milestones: milestoneKinds.flatMap((kind) => {
    const [first, now, met] = said[kind] ?? []
    if (!first || !now) return []
    const metOn = met ? now : null
    const revisions = [{ dueOn: first, metOn: null, why: '示例', at: instantOf('2024-01-01') }]
    if (now !== first || met) revisions.push({ dueOn: now, metOn: null, why: '示例', at: instantOf('2025-06-01') })
    return [{ kind, dueOn: now, metOn, revisions }]
  }),
  ...over,
})

const dates = (said: Partial<ProjectDates>): ProjectDates => ({ ...noDates(), ...said })

describe('four dates in order', () => {
  it('lets what may be and names what may not', () => {
    expect(dateFaults(noDates(), today)).toEqual([])
    const fine = dates({
      started: { dueOn: '2025-03-01', metOn: '2025-03-09' },
      finished: { dueOn: '2027-03-01', metOn: null },
      in_use: { dueOn: '2027-09-01', metOn: null },
    })
    expect(dateFaults(fine, today)).toEqual([])
    expect(dateFaults({ ...fine, handed_over: { dueOn: '2027-02-01', metOn: null } }, today)).toEqual([
      { kind: 'handed_over', fault: 'order', after: 'finished' },
    ])
    expect(dateFaults({ ...fine, in_use: { dueOn: '2025-01-01', metOn: null } }, today)).toEqual([
      { kind: 'in_use', fault: 'order', after: 'finished' },
    ])
  })

  it('lets nothing come in the future, and nothing before what comes first', () => {
    expect(dateFaults(dates({ started: { dueOn: null, metOn: addDays(today, 1) } }), today)).toEqual([
      { kind: 'started', fault: 'future' },
    ])
    expect(dateFaults(dates({ started: { dueOn: null, metOn: today } }), today)).toEqual([])
    const skipped = dates({
      started: { dueOn: '2025-01-01', metOn: null },
      finished: { dueOn: null, metOn: '2026-01-01' },
    })
    expect(dateFaults(skipped, today)).toEqual([{ kind: 'finished', fault: 'gap', after: 'started' }])
  })

  it('finds no fault in any four days in order, and one in any that are not', () => {
    const day = fc.integer({ min: -900, max: 1600 }).map((days) => addDays(today, days))
    fc.assert(
      fc.property(fc.array(day, { minLength: 4, maxLength: 4 }), (days) => {
        const of = (list: readonly string[]): ProjectDates => ({
          started: { dueOn: list[0] ?? null, metOn: null },
          finished: { dueOn: list[1] ?? null, metOn: null },
          handed_over: { dueOn: list[2] ?? null, metOn: null },
          in_use: { dueOn: list[3] ?? null, metOn: null },
        })
        const sorted = [...days].sort()
        expect(dateFaults(of(sorted), today)).toEqual([])
        expect(dateFaults(of(days), today).length > 0).toBe(days.join() !== sorted.join())
      }),
    )
  })
})

describe('what the dates come to', () => {
  const cases: [string, ProjectFacts, string, string][] = [
    ['in use', project({ in_use: ['2025-09-01', '2025-09-01', true] }, { stage: 'running' }), 'ok', '已启用'],
    [
      'in use a year late',
      project({ in_use: ['2025-09-01', '2026-09-01', true] }, { stage: 'running' }),
      'ok',
      '已启用，比原定晚了一年',
    ],
    [
      'done, adding none',
      project({ in_use: ['2026-09-01', '2026-09-01', true] }, { stage: 'running', kind: 'upgraded', places: [] }),
      'ok',
      '已完成，不加学位',
    ],
    [
      'late and still in time',
      project({
        finished: ['2027-03-01', '2027-05-01'],
        handed_over: ['2027-04-01', '2027-05-01'],
        in_use: ['2027-09-01', '2027-09-01'],
      }),
      'warn',
      '竣工晚 2 个月，还赶得上开学',
    ],
    [
      'late with little room',
      project({
        finished: ['2028-01-01', '2028-04-01'],
        handed_over: ['2028-03-20', '2028-06-20'],
        in_use: ['2028-09-01', '2028-09-01'],
      }),
      'warn',
      '竣工晚 3 个月，最多再晚 2 个月',
    ],
    [
      'late with no room',
      project({ handed_over: ['2027-05-01', '2027-08-20'], in_use: ['2027-09-01', '2027-09-01'] }),
      'warn',
      '交付晚 4 个月，再晚就赶不上开学了',
    ],
    [
      'a year lost',
      project({
        finished: ['2027-03-01', '2027-09-01'],
        handed_over: ['2027-06-01', '2027-12-01'],
        in_use: ['2027-09-01', '2028-09-01'],
      }),
      'bad',
      '交付晚 6 个月，误了一年',
    ],
    ['only the use moved', project({ in_use: ['2027-08-01', '2029-10-08'] }), 'bad', '开学启用晚 26 个月，误了 3 年'],
    [
      'moved by days across the line',
      project({ in_use: ['2027-09-01', '2027-09-02'] }),
      'bad',
      '开学启用改期，误了一年',
    ],
    [
      'only the use later, within its year',
      project({ in_use: ['2027-06-01', '2027-08-01'] }),
      'warn',
      '开学启用晚 2 个月，还赶得上开学',
    ],
    ['on time', project({ in_use: ['2027-09-01', '2027-09-01'] }), 'ok', '按原定的日子走'],
    ['sooner', project({ in_use: ['2027-09-01', '2027-03-01'] }), 'ok', '比原定早 6 个月'],
    ['without a day', project({}), 'warn', '还没说哪天启用'],
    ['overdue', project({ in_use: ['2026-09-01', '2026-09-01'] }), 'bad', '说好 2026-09-01 启用，还没启用'],
    [
      'cancelled',
      project({ in_use: ['2027-09-01', '2027-09-01'] }, { stage: 'cancelled' }),
      'bad',
      '已取消，学位不会有了',
    ],
  ]
  it.each(cases)('is said: %s', (_, given, tone, sentence) => {
    expect(consequenceOf(given, today)).toEqual({ tone, sentence })
  })

  it('loses a year exactly when the autumn moves', () => {
    const day = fc.integer({ min: 1, max: 2000 }).map((days) => addDays(today, days))
    fc.assert(
      fc.property(day, day, (first, now) => {
        const given = project({ in_use: [first, now] })
        expect(consequenceOf(given, today).tone === 'bad').toBe(autumnsLost(given) > 0)
      }),
    )
  })
})

describe('what a move does', () => {
  const use = (dueOn: string | null): ProjectDates => dates({ in_use: { dueOn, metOn: null } })

  it('takes the places from the year that was promised, or brings them to an earlier one', () => {
    expect(effectOfMove(use('2027-08-01'), use('2027-10-08'), 1620)).toEqual({ effectPlaces: -1620, effectYear: 2027 })
    expect(effectOfMove(use('2028-09-01'), use('2027-08-31'), 1620)).toEqual({ effectPlaces: 1620, effectYear: 2027 })
    expect(effectOfMove(use('2027-03-01'), use('2027-09-01'), 1620)).toBeUndefined()
    expect(effectOfMove(use(null), use('2027-09-01'), 1620)).toEqual({ effectPlaces: 1620, effectYear: 2027 })
    expect(effectOfMove(use('2027-09-01'), use(null), 1620)).toEqual({ effectPlaces: -1620, effectYear: 2027 })
    expect(effectOfMove(use(null), use(null), 1620)).toBeUndefined()
    expect(effectOfMove(use('2027-08-01'), use('2027-10-08'), 0)).toBeUndefined()
  })

  it('is titled by the year, else by the date', () => {
    const title = '泺口示例小学'
    expect(titleOfMove(title, use('2027-08-01'), use('2027-10-08'))).toBe('泺口示例小学改到 2028 年启用')
    expect(titleOfMove(title, use('2027-08-01'), use('2027-08-20'))).toBe('泺口示例小学的开学启用改到 2027-08-20')
    expect(titleOfMove(title, use(null), use('2027-08-20'))).toBe('泺口示例小学定下开学启用 2027-08-20')
    expect(titleOfMove(title, use('2027-08-20'), use(null))).toBe('泺口示例小学的开学启用先不定日子')
    const met = dates({ in_use: { dueOn: '2026-09-01', metOn: '2026-08-25' } })
    expect(titleOfMove(title, use('2026-09-01'), met)).toBe('泺口示例小学 2026-08-25 开学启用')
    expect(titleOfMove(title, met, use('2026-09-01'))).toBe('泺口示例小学的开学启用记错了，还没有办到')
    expect(movedKinds(use('2026-09-01'), met)).toEqual(['in_use'])
  })
})

describe('the drawing', () => {
  it('holds every day of its projects and today, in order, on its width', () => {
    const rows = [
      pipelineRowOf(
        project({ started: ['2024-03-01', '2024-03-01', true], in_use: ['2027-09-01', '2028-09-01'] }),
        today,
      ),
    ]
    const axis = pipelineAxis(rows, today)
    expect(axis.years).toEqual([2024, 2025, 2026, 2027, 2028])
    expect(axis.at('2024-01-01')).toBe(0)
    expect(axis.at('2028-12-31')).toBeLessThanOrEqual(880)
    expect(axis.at('2027-09-01')).toBeLessThan(axis.at('2028-09-01'))
    expect(rows[0]).toMatchObject({ places: 1620, kind: '新建', tone: 'bad' })
    expect(rows[0]?.marks).toEqual([
      { kind: 'started', first: '2024-03-01', now: '2024-03-01', met: true },
      { kind: 'finished', first: null, now: null, met: false },
      { kind: 'handed_over', first: null, now: null, met: false },
      { kind: 'in_use', first: '2027-09-01', now: '2028-09-01', met: false },
    ])
  })

  it('stays readable where a year was mistyped, and where there is nothing', () => {
    expect(pipelineAxis([], today).years).toEqual([2025, 2026, 2027, 2028])
    const odd = pipelineAxis([pipelineRowOf(project({ in_use: ['2027-09-01', '9999-12-31'] }), today)], today)
    expect(odd.years.length).toBe(12)
    expect(odd.years).toContain(2026)
    expect(odd.at('9999-12-31')).toBe(880)
  })
})
