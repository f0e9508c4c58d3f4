import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phases } from '../phases'
import { defaultAssumptions } from '../plan/assumptions-rules'
import type { BalanceLine } from '../plan/district-facts'
import { manyForm } from './warning-form'
import { saidCell, warningCells, warningTextErrors } from './warning-rules'
import { draftWords, textErrors } from './warning-words'

const line = (given: Partial<BalanceLine>): BalanceLine => ({
  street: 'a',
  phase: 'junior',
  year: 2028,
  scope: 'intake',
  demandP10: 90,
  demandP50: 100,
  demandP90: 110,
  promised: 100,
  probable: 100,
  short: 0,
  surplus: 0,
  pShort: 0,
  pSurplus: 0,
  ...given,
})
const cellsOf = (...lines: BalanceLine[]) => warningCells(lines, { origin: 2026, thresholds: defaultAssumptions })

describe('the cells of a warning', () => {
  it('are the intakes of the three autumns after the origin', () => {
    const years = [2026, 2027, 2028, 2029, 2030].flatMap((year) => [line({ year }), line({ year, scope: 'phase' })])
    expect(cellsOf(...years).map(({ year }) => year)).toEqual([2027, 2028, 2029])
  })

  it('are coloured by the whole numbers that are shown', () => {
    const colour = (demandP50: number, promised: number) => cellsOf(line({ demandP50, promised }))[0]?.colour
    expect([colour(89, 100), colour(90, 100), colour(99.4, 100), colour(99.6, 100)]).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ])
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 900, noNaN: true }),
        fc.double({ min: 1, max: 900, noNaN: true }),
        (e, c) => {
          const [cell] = cellsOf(line({ demandP50: e, promised: c }))
          const share = (cell?.registered ?? 0) / (cell?.plan ?? 1)
          const said = share >= 1 ? 'red' : share >= 0.9 ? 'yellow' : 'green'
          if (cell && cell.registered > 0) expect(cell.colour).toBe(said)
        },
      ),
    )
  })

  it('are a surplus only where they are green and surely spare', () => {
    expect(cellsOf(line({ demandP50: 50, pSurplus: 0.9 }))[0]?.kind).toBe('surplus')
    expect(cellsOf(line({ demandP50: 100, pSurplus: 0.9 }))[0]?.kind).toBe('short')
    expect(cellsOf(line({ demandP50: 50, pSurplus: 0.4 }))[0]?.kind).toBe('short')
  })

  it('stand red before yellow before green', () => {
    const cells = cellsOf(
      line({ street: 'g', demandP50: 10 }),
      line({ street: 'r', demandP50: 150, short: 50 }),
      line({ street: 'y', demandP50: 95 }),
      line({ street: 'rr', demandP50: 190, short: 90 }),
    )
    expect(cells.map(({ street }) => street)).toEqual(['rr', 'r', 'y', 'g'])
  })
})

describe('what families are told', () => {
  const names = new Map([
    ['a', '泺口'],
    ['b', '药山'],
  ])

  it('begins with plain words that pass every check themselves', () => {
    const lines = phases.flatMap((phase) =>
      [2027, 2028, 2029].flatMap((year) =>
        [5, 40, 95, 120].map((demandP50, i) =>
          line({ street: `s${i}`, phase, year, demandP50, surplus: 100 - demandP50, pSurplus: i === 0 ? 1 : 0 }),
        ),
      ),
    )
    const cells = cellsOf(...lines)
    expect(cells).toHaveLength(36)
    for (const cell of cells) {
      const said = saidCell(cell, cells, names)
      const texts = { sentence: draftWords.sentence(said), alternatives: draftWords.alternatives(said) }
      expect([texts, warningTextErrors(texts, cell.registered)]).toEqual([texts, {}])
    }
  })

  it('names streets that have room in the same year and phase', () => {
    const cells = cellsOf(
      line({ demandP50: 150, short: 50 }),
      line({ street: 'b', demandP50: 40, surplus: 60 }),
      line({ street: 'c', demandP50: 40, surplus: 60, year: 2027 }),
    )
    const [red] = cells
    const said = red && saidCell(red, cells, names)
    expect(said?.roomy).toEqual(['药山'])
    expect(said && draftWords.sentence(said)).toBe('2028 年秋天，泺口要上初一的孩子比正常能招的多，位子不够。')
  })

  const fine = { sentence: '2028 年秋天，泺口要上初一的孩子多。', alternatives: '看清楚招生通知。' }

  it.each([
    '保证有学上，请大家放心看这里',
    '区里承诺给每个孩子一个位子',
    '家在泺口的一定能上泺口中学的',
    '家在泺口的 一 定、能 上泺口中学',
    '百分之百有位子，大家都来吧好吗',
    '１００％ 有位子，大家都来看看',
  ])('never promises: %s', (sentence) => {
    expect(warningTextErrors({ ...fine, sentence }, 100).sentence).toMatch(/不要写/u)
  })

  it.each(['位子不够的概率很大，请早做打算', '八成的把握位子会不够，早做打算', '有 81% 可能位子不够的，早做打算'])(
    'never tells the odds: %s',
    (sentence) => {
      expect(warningTextErrors({ ...fine, sentence }, 100).sentence).toMatch(/不要写/u)
    },
  )

  it('never tells the number of few children', () => {
    const sentence = '2028 年秋天，泺口要上初一的孩子只有 7 人。'
    expect(warningTextErrors({ ...fine, sentence }, 7)).toEqual({ sentence: textErrors.few })
    expect(warningTextErrors({ ...fine, sentence }, 70)).toEqual({})
  })

  it('is neither empty nor endless, and no markup', () => {
    expect(warningTextErrors({ sentence: '', alternatives: '长'.repeat(301) }, 100)).toEqual({
      sentence: textErrors.sentence,
      alternatives: textErrors.alternatives,
    })
    expect(warningTextErrors({ ...fine, sentence: '<script>alert(1)</script>' }, 100).sentence).toBe(textErrors.signs)
  })
})

describe('boxes', () => {
  it('name cells that can be read, else the form is refused', () => {
    const read = (cell: string[]) => manyForm.safeParse({ deed: 'prepare', cell, warning: [] }).success
    expect(read(['a junior 2028'])).toBe(true)
    for (const odd of [[], ['a junior'], ['a high 2028'], ['a junior 1e9'], ['junior 2028']])
      expect(read(odd)).toBe(false)
  })
})
