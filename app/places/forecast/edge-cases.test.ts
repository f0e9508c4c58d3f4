import { describe, expect, it } from 'vitest'
import { cohortsFrom } from './cohort-rules'
import { type Forecast, forecast } from './forecast'
import { historyOf } from './history-rules'
import type { Births, ForecastInput, Level, Roll } from './nouns'

/** The edge cases of demand, each as the smallest district that has it. */

const ORIGIN = 2014
const GRADES = ['1', '2', '3', '4']

/** Rows of a school: by grade, `pupils` of a year, from `from` to `to`; undefined: not offered. */
const school = (
  id: string,
  pupils: (grade: number, year: number) => number | undefined,
  {
    from = 2003,
    to = ORIGIN,
    area = '',
    grades = GRADES,
  }: Partial<Record<'from' | 'to', number>> & {
    area?: string
    grades?: readonly string[]
  } = {},
): Roll[] => {
  const rows: Roll[] = []
  for (let year = from; year <= to; year++)
    for (const [g, grade] of grades.entries()) {
      const many = pupils(g, year)
      if (many !== undefined) rows.push({ year, area, school: id, grade, pupils: many })
    }
  return rows
}

const bornEvenly = (births: number, from = 1995, to = ORIGIN, area = ''): Births[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ year: from + i, area, births }))

const asked = (rolls: readonly Roll[], more: Partial<ForecastInput> = {}): ForecastInput => ({
  rolls,
  births: bornEvenly(100),
  origin: ORIGIN,
  horizon: 5,
  grades: GRADES,
  entryAge: 6,
  ...more,
})

const p50 = ({ lines }: Forecast, level: Level, id: string, grade: string, ahead: number): number | undefined =>
  lines.find((one) => one.level === level && one.id === id && one.grade === grade && one.horizon === ahead)?.p50

const gradesOf = ({ lines }: Forecast, id: string, ahead: number): string[] =>
  lines.flatMap((one) => (one.level === 'grade' && one.id === id && one.horizon === ahead ? [one.grade] : []))

describe('schools that come and go', () => {
  const old = [...school('East', () => 40), ...school('West', () => 40)]

  it('a school that opens grows by a grade a year, up to where the others end', () => {
    const said = forecast(
      asked([...old, ...school('New', (g, year) => (g <= year - 2013 ? 30 : undefined), { from: 2013 })]),
    )
    expect([1, 2, 3, 4].map((ahead) => gradesOf(said, 'New', ahead).length)).toEqual([3, 4, 4, 4])
    // Its first class is in grade 3 a year on, in grade 4 two years on.
    expect(p50(said, 'grade', 'New', '3', 1)).toBeCloseTo(30, 0)
    expect(p50(said, 'grade', 'New', '4', 2)).toBeCloseTo(30, 0)
  })

  it('a school that opened this year grows, too', () => {
    const said = forecast(asked([...old, ...school('New', (g) => (g === 0 ? 30 : undefined), { from: ORIGIN })]))
    expect([1, 2, 3, 4].map((ahead) => gradesOf(said, 'New', ahead))).toEqual([
      ['1', '2'],
      ['1', '2', '3'],
      GRADES,
      GRADES,
    ])
  })

  it('a school that has stood longer than it has grades to fill does not grow any more', () => {
    const said = forecast(asked([...old, ...school('Infants', (g) => (g < 2 ? 20 : undefined))]))
    expect(gradesOf(said, 'Infants', 5)).toEqual(['1', '2'])
  })

  it('no row at the origin: not forecast', () => {
    const said = forecast(asked([...old, ...school('Gone', () => 40, { to: ORIGIN - 1 })]))
    expect(said.lines.some(({ id }) => id === 'Gone')).toBe(false)
    // The area's grades that nobody offers any more stand at nothing, not at what was.
    expect(p50(said, 'district', 'district', '', 1)).toBeLessThan(3 * 160)
  })

  it('closures re-base history: who took the children in has had them all along', () => {
    const closing = 2013
    const rolls = [
      ...school('East', (_, year) => (year >= closing ? 80 : 40)),
      ...Array.from({ length: 9 }, (_, i) => school(`West ${i}`, () => 40)).flat(),
      ...school('Gone', () => 40, { to: closing - 1 }),
    ]
    const said = forecast(asked(rolls))
    for (const ahead of [1, 3, 5]) {
      const [east = 0, west = 0] = [p50(said, 'school', 'East', '', ahead), p50(said, 'school', 'West 3', '', ahead)]
      // Twice the others, now as then; not doubled again.
      expect(east / west).toBeCloseTo(2, 1)
      expect(east).toBeGreaterThan(315)
      expect(east).toBeLessThan(340)
    }
  })

  it('a bulge class ages upward and leaves at the top', () => {
    const said = forecast(asked([...old, ...school('Bulge', (g, year) => (g === year - 2013 ? 80 : 40))]))
    const district = (grade: string, ahead: number) => p50(said, 'district', 'district', grade, ahead) ?? 0
    expect(district('3', 1)).toBeGreaterThan(150)
    expect(district('4', 2)).toBeGreaterThan(150)
    for (const [grade, ahead] of [
      ['2', 1],
      ['4', 1],
      ['3', 2],
      ['4', 3],
    ] as const)
      expect(district(grade, ahead)).toBeLessThan(130)
  })
})

describe('births and intake', () => {
  const rolls = school('East', (g) => (g === 0 ? 50 : 40))

  it('a cohort of calendar years is a third of one year and two thirds of the next', () => {
    const births = bornEvenly(100).map((one) => (one.year === 2009 ? { ...one, births: 160 } : one))
    const { steps } = forecast(asked(rolls, { births }))
    // Six by 31 August 2015: born September 2008 to August 2009.
    expect(steps.find(({ grade, year }) => grade === '1' && year === 2015)).toMatchObject({ births: 140, capture: 0.5 })
    expect(steps.find(({ grade, year }) => grade === '1' && year === 2016)).toMatchObject({ births: 120 })
  })

  it.each([
    ['at the end', bornEvenly(100, 1995, 2009), 2],
    ['at the beginning', bornEvenly(100, 2012), 1],
    ['altogether', [], 1],
  ])('births missing %s: the mean of the last three intakes, and one warning', (_, births, ahead) => {
    const intakes = new Map([
      [2012, 44],
      [2013, 50],
      [2014, 62],
    ])
    const grown = school('East', (g, year) => (g === 0 ? (intakes.get(year) ?? 40) : 40))
    const said = forecast(asked(grown, { births }))
    expect(said.warnings).toHaveLength(1)
    expect(p50(said, 'grade', 'East', '1', ahead)).toBe(52)
    expect(forecast(asked(grown)).warnings).toEqual([])
  })

  it('births that one area knows for longer than the other are not taken for growth', () => {
    const two = [...school('East', () => 40, { area: 'E' }), ...school('West', () => 40, { area: 'W' })]
    const births = [...bornEvenly(100, 1995, ORIGIN, 'E'), ...bornEvenly(100, 2002, ORIGIN, 'W')]
    expect(p50(forecast(asked(two, { births })), 'district', 'district', '1', 5)).toBe(80)
  })

  it('beyond the births that are known there is a low and a high variant, before it there is none', () => {
    const births = bornEvenly(100, 1995, 2009)
    const of = (futureBirths: number, ahead: number) =>
      p50(forecast(asked(rolls, { births, futureBirths })), 'grade', 'East', '1', ahead)
    expect([0.9, 1, 1.1].map((one) => of(one, 1))).toEqual([50, 50, 50])
    expect([0.9, 1, 1.1].map((one) => of(one, 2))).toEqual([45, 50, 55])
  })

  it('rows later than the origin are ignored in both files', () => {
    const input = asked(rolls, { births: bornEvenly(100, 1995, 2011) })
    const later = {
      ...input,
      rolls: [
        ...rolls,
        ...school('East', () => 999, { from: ORIGIN + 1, to: 2020 }),
        ...school('New', () => 9, { from: 2015, to: 2015 }),
      ],
      births: [...input.births, ...bornEvenly(9000, 2015, 2020)],
    }
    expect(JSON.stringify(forecast(later))).toBe(JSON.stringify(forecast(input)))
  })
})

describe('moving up', () => {
  it('a shock year is left out of progression but kept in the record of errors', () => {
    const SHOCK = 2012
    const grades = (g: number, year: number) => (year === SHOCK ? 25 : 40) - g
    const shaken = [...school('East', grades), ...school('West', grades)]
    const calm = forecast(asked([...school('East', (g) => 40 - g), ...school('West', (g) => 40 - g)]))
    const aware = forecast(asked(shaken, { shockYears: [SHOCK] }))
    for (const ahead of [1, 3, 5])
      expect(p50(aware, 'school', 'East', '', ahead)).toBe(p50(calm, 'school', 'East', '', ahead))
    expect(p50(forecast(asked(shaken)), 'school', 'East', '', 1)).not.toBe(p50(calm, 'school', 'East', '', 1))
    const width = ({ lines }: Forecast) =>
      lines.flatMap((one) => (one.level === 'district' && one.grade === '' ? [one.p90 - one.p10] : []))
    expect(width(aware)[0]).toBeGreaterThan(2 * (width(calm)[0] ?? 0))
    expect(aware.record.spreads.grade[0]?.errors).toBe(calm.record.spreads.grade[0]?.errors)
  })

  it('of a class that was always empty nothing is known: the ratio of the district moves it on', () => {
    const rolls = [
      ...school('East', (g) => 100 - 10 * g),
      ...school('Late', (g, year) => (g === 0 && year === ORIGIN ? 30 : 0), { grades: ['1', '2'] }),
    ]
    const input = asked(rolls)
    const own = cohortsFrom(historyOf(rolls, GRADES), ORIGIN, 1, input).schools[0] ?? []
    // Schools in order of id, four grades each: the second grade of the second school.
    expect(own[5]).toBeCloseTo(27, 6)
  })

  it('a small school with ratios of its own is held to the district, but not altogether', () => {
    const rolls = [
      ...Array.from({ length: 8 }, (_, i) => school(`S${i}`, (g, year) => 100 + ((i + year + g) % 3))).flat(),
      ...school('Leaving', (g) => Math.round(20 * 0.7 ** g)),
    ]
    const ratio = (p50(forecast(asked(rolls)), 'grade', 'Leaving', '2', 1) ?? 0) / 20
    expect(ratio).toBeGreaterThan(0.69)
    expect(ratio).toBeLessThan(1)
  })

  it("an entry grade above the first takes the area's forecast of the grade below × ρ × its three-year share", () => {
    const rolls = [
      ...school('Primary', (g, year) => (g < 2 ? (g === 1 && year === ORIGIN ? 130 : 100) : undefined)),
      ...school('Junior A', (g) => (g >= 2 ? 20 : undefined)),
      ...school('Junior B', (g) => (g >= 2 ? 60 : undefined)),
    ]
    const said = forecast(asked(rolls))
    // 130 × 0.8 × ¼; then what is said of grade 2 a year before, × 0.8 × ¼.
    expect(p50(said, 'grade', 'Junior A', '3', 1)).toBeCloseTo(26, 1)
    expect(p50(said, 'grade', 'Junior B', '3', 1)).toBeCloseTo(78, 1)
    const below = p50(said, 'district', 'district', '2', 1) ?? 0
    expect(p50(said, 'grade', 'Junior A', '3', 2)).toBeCloseTo(below / 5, 1)
    expect(gradesOf(said, 'Junior A', 5)).toEqual(['3', '4'])
  })

  it('nine-year schools keep their own pupils first, the others take who is left', () => {
    const rolls = [
      ...school('Through', (g, year) => (g === 1 && year === ORIGIN ? 60 : 40)),
      ...school('Primary', (g) => (g < 2 ? 80 : undefined)),
      ...school('Junior', (g) => (g >= 2 ? 80 : undefined)),
    ]
    const said = forecast(asked(rolls))
    // 140 children come to the end of grade 2; Through's 60 stay there for the most part.
    expect(p50(said, 'district', 'district', '3', 1)).toBeCloseTo(140, 0)
    expect(p50(said, 'grade', 'Through', '3', 1)).toBeGreaterThan((140 * 40) / 120)
    expect(p50(said, 'grade', 'Junior', '3', 1)).toBeLessThan((140 * 80) / 120)
  })

  it('a feeder matrix says where leavers go, across areas as well', () => {
    const rolls = [
      ...school('Primary N', (g) => (g < 2 ? 100 : undefined), { area: 'N' }),
      ...school('Junior N', (g) => (g >= 2 ? 50 : undefined), { area: 'N' }),
      ...school('Primary S', (g) => (g < 2 ? 60 : undefined), { area: 'S' }),
      ...school('Junior S', (g) => (g >= 2 ? 110 : undefined), { area: 'S' }),
    ]
    const feeders = [
      { from: 'Primary N', to: 'Junior N', share: 0.4 },
      { from: 'Primary N', to: 'Junior S', share: 0.6 },
      { from: 'Primary S', to: 'Junior S', share: 1 },
    ]
    const said = forecast(asked(rolls, { feeders }))
    expect(p50(said, 'grade', 'Junior N', '3', 1)).toBe(40)
    expect(p50(said, 'grade', 'Junior S', '3', 1)).toBe(120)
  })

  it('children of new dwellings are added once, on top of nothing but their own grade and autumn', () => {
    const rolls = [...school('East', () => 40, { area: 'E' }), ...school('West', () => 60, { area: 'E' })]
    const housing = [{ area: 'E', grade: '2', year: 2016, pupils: 25 }]
    const [plain, more] = [forecast(asked(rolls)), forecast(asked(rolls, { housing }))]
    const gained = more.lines.flatMap((line, i) => {
      const extra = line.p50 - (plain.lines[i]?.p50 ?? 0)
      return Math.abs(extra) > 0.001
        ? [[line.level, line.id, line.grade, line.year, Math.round(extra * 100) / 100]]
        : []
    })
    expect(gained).toEqual([
      ['area', 'E', '', 2016, 25],
      ['area', 'E', '2', 2016, 25],
      ['district', 'district', '', 2016, 25],
      ['district', 'district', '2', 2016, 25],
      ['grade', 'East', '2', 2016, 10],
      ['grade', 'West', '2', 2016, 15],
      ['school', 'East', '', 2016, 10],
      ['school', 'West', '', 2016, 15],
    ])
  })
})
