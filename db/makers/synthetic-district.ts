import type { Births, Roll } from '../../app/places/forecast/nouns'

/** Districts that never were, for trying the forecast on other rolls than one real set. The same seed, the same district. */

export interface SyntheticKind {
  areas: number
  /** Schools that begin with the first grade, in each area. */
  schools: number
  grades: readonly string[]
  /** The grade with which each area's one school of the second stage begins; left out: every school has all grades. */
  secondStage?: string
  /** Whether one school in each area keeps its pupils from the first grade to the last. */
  allThrough?: boolean
  years: number
  /** Births an area and year at the beginning, and their yearly growth (1.02 = 2 % more each year). */
  births: number
  growth: number
  /** Autumn from which growth turns into its opposite; left out: never. */
  turns?: number
  /** Births are known for each area, for the whole district, or not at all. */
  birthsBy: 'area' | 'district' | 'none'
  /** Schools that open with one grade, and schools that close, over the years. */
  opening?: number
  closing?: number
  /** Yearly growth of the share of births that enters; left out: none. */
  captured?: number
  /** How far a school's appeal wanders a year, as a share of its intake. */
  drift?: number
}

export const FIRST_YEAR = 2000
export const ENTRY_AGE = 5

/** mulberry32: small, even, and the same everywhere. */
const chances = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface School {
  id: string
  area: number
  entry: number
  end: number
  from: number
  until: number
  appeal: number
  /** Of a hundred pupils, how many more stay or come in a year than elsewhere. */
  pull: number
}

/** Rolls and births of an invented district. Chance among few children is real chance: who enters, leaves, moves in. */
export const syntheticDistrict = (kind: SyntheticKind, seed: number): { rolls: Roll[]; births: Births[] } => {
  const chance = chances(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const about = (expected: number): number =>
    Math.max(0, Math.round(expected + Math.sqrt(Math.max(expected, 0)) * normal()))
  const { areas, schools: perArea, grades, years, opening = 0, closing = 0, drift = 0.04 } = kind
  const second = kind.secondStage === undefined ? grades.length : grades.indexOf(kind.secondStage)
  const schools: School[] = Array.from({ length: areas }, (_, area) => [
    ...Array.from({ length: perArea }, (__, i): School => {
      const through = kind.secondStage === undefined || (kind.allThrough === true && i === 0)
      return {
        id: `A${area}-S${i}`,
        area,
        entry: 0,
        end: through ? grades.length - 1 : second - 1,
        from: FIRST_YEAR,
        until: Number.POSITIVE_INFINITY,
        appeal: 0.6 + chance(),
        pull: 0.01 * normal(),
      }
    }),
    ...(second < grades.length
      ? [
          {
            id: `A${area}-J`,
            area,
            entry: second,
            end: grades.length - 1,
            from: FIRST_YEAR,
            until: Infinity,
            appeal: 1,
            pull: 0,
          },
        ]
      : []),
  ]).flat()
  for (let i = 0; i < opening; i++)
    schools.push({
      id: `N${i}`,
      area: i % areas,
      entry: 0,
      end: second - 1,
      from: FIRST_YEAR + 5 + Math.floor((i * (years - 8)) / opening),
      until: Infinity,
      appeal: 1,
      pull: 0,
    })
  for (let i = 0; i < closing; i++) {
    const one = schools.filter(({ entry, from }) => entry === 0 && from === FIRST_YEAR)[i * perArea + perArea - 1]
    if (one) one.until = FIRST_YEAR + 6 + Math.floor((i * (years - 9)) / closing)
  }
  const before = ENTRY_AGE + grades.length + 1
  const born = Array.from({ length: areas }, () => {
    const size = kind.births * (0.7 + 0.6 * chance())
    let level = size
    return Array.from({ length: years + before }, (_, i) => {
      const year = FIRST_YEAR - before + i
      const turned = kind.turns !== undefined && year >= kind.turns
      level *= (turned ? 1 / kind.growth : kind.growth) * (1 + 0.01 * normal())
      return about(level)
    })
  })
  const cohort = (area: number, year: number): number => {
    const at = year - ENTRY_AGE - (FIRST_YEAR - before)
    return (born[area]?.[at - 1] ?? 0) / 3 + (2 * (born[area]?.[at] ?? 0)) / 3
  }
  const pupils = new Map<School, number[]>()
  const rolls: Roll[] = []
  const open = (one: School, year: number): boolean => year >= one.from && year < one.until
  const entering = (area: number, grade: number, year: number): School[] =>
    schools.filter((one) => one.area === area && one.entry === grade && open(one, year))
  const admit = (children: number, into: readonly School[], next: Map<School, number[]>, grade: number): void => {
    const all = into.reduce((sum, { appeal }) => sum + appeal, 0)
    for (const one of into) {
      const row = next.get(one) ?? []
      row[grade] = (row[grade] ?? 0) + about((children * one.appeal) / all)
      next.set(one, row)
    }
  }
  const capture = Array.from({ length: areas }, () => 0.8 + 0.2 * chance())
  for (let year = FIRST_YEAR; year < FIRST_YEAR + years; year++) {
    const next = new Map<School, number[]>()
    const weather = 1 + 0.006 * normal()
    for (const one of schools) if (open(one, year)) next.set(one, [])
    for (const [area, captured] of capture.entries()) {
      capture[area] = captured * (kind.captured ?? 1) * (1 + 0.015 * normal())
      admit(cohort(area, year) * captured, entering(area, 0, year), next, 0)
      // The first autumn has all its grades already.
      if (year === FIRST_YEAR)
        for (let g = 1; g < grades.length; g++) {
          const here = schools.filter((one) => one.area === area && open(one, year) && one.entry <= g && g <= one.end)
          admit(cohort(area, year - g) * captured, here, next, g)
        }
    }
    for (const [one, row] of pupils) {
      const moved = 1 + 0.02 * normal()
      for (let g = one.entry; g <= one.end && year > FIRST_YEAR; g++) {
        const before = row[g]
        if (before === undefined) continue
        const staying = before * 0.93 * moved
        const arriving = before * (0.07 + one.pull) * weather
        const children = about(arriving) + Math.round(staying + Math.sqrt(before * 0.065) * normal())
        if (g < one.end && open(one, year)) {
          const after = next.get(one) ?? []
          after[g + 1] = (after[g + 1] ?? 0) + Math.max(0, children)
        } else if (g + 1 < grades.length) {
          const elsewhere = schools.filter(
            (other) =>
              other !== one &&
              other.area === one.area &&
              open(other, year) &&
              other.entry <= g + 1 &&
              g + 1 <= other.end &&
              (other.entry === g + 1 || g !== one.end) &&
              year - other.from >= g + 1 - other.entry,
          )
          if (elsewhere.length > 0) admit(Math.max(0, children), elsewhere, next, g + 1)
        }
      }
    }
    pupils.clear()
    for (const [one, row] of next) {
      one.appeal *= 1 + drift * normal()
      const grown = Math.min(one.end, one.from > FIRST_YEAR ? one.entry + year - one.from : one.end)
      pupils.set(one, row)
      for (let g = one.entry; g <= grown; g++)
        rolls.push({ year, area: `Area ${one.area}`, school: one.id, grade: grades[g] ?? '', pupils: row[g] ?? 0 })
    }
  }
  const yearly = born.flatMap((counts, area) =>
    counts.map((count, i) => ({ year: FIRST_YEAR - before + i, area: `Area ${area}`, births: count })),
  )
  const whole = new Map<number, number>()
  for (const { year, births } of yearly) whole.set(year, (whole.get(year) ?? 0) + births)
  return {
    rolls,
    births:
      kind.birthsBy === 'area'
        ? yearly
        : kind.birthsBy === 'district'
          ? [...whole].map(([year, births]) => ({ year, area: '', births }))
          : [],
  }
}

const K5 = ['K', '1', '2', '3', '4', '5']
const NINE = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** Districts of different kinds. */
export const syntheticKinds: Record<string, SyntheticKind> = {
  steady: { areas: 1, schools: 14, grades: K5, years: 20, births: 900, growth: 1, birthsBy: 'district' },
  growing: { areas: 2, schools: 7, grades: K5, years: 18, births: 450, growth: 1.03, birthsBy: 'area', opening: 2 },
  falling: { areas: 3, schools: 5, grades: K5, years: 18, births: 350, growth: 0.96, birthsBy: 'district' },
  turning: { areas: 4, schools: 4, grades: K5, years: 20, births: 260, growth: 1.035, turns: 2007, birthsBy: 'area' },
  small: { areas: 2, schools: 10, grades: K5, years: 16, births: 130, growth: 0.99, birthsBy: 'district', drift: 0.08 },
  areas: { areas: 12, schools: 3, grades: NINE.slice(0, 6), years: 14, births: 240, growth: 0.98, birthsBy: 'area' },
  'without births': { areas: 3, schools: 5, grades: K5, years: 16, births: 300, growth: 0.97, birthsBy: 'none' },
  changing: {
    areas: 3,
    schools: 5,
    grades: K5,
    years: 20,
    births: 320,
    growth: 1.01,
    birthsBy: 'area',
    opening: 3,
    closing: 3,
  },
  'nine years': {
    areas: 4,
    schools: 3,
    grades: NINE,
    secondStage: '7',
    allThrough: true,
    years: 18,
    births: 260,
    growth: 0.98,
    birthsBy: 'area',
  },
  'moving in': {
    areas: 3,
    schools: 5,
    grades: K5,
    years: 20,
    births: 320,
    growth: 1,
    captured: 1.03,
    birthsBy: 'area',
  },
  short: { areas: 2, schools: 8, grades: K5, years: 9, births: 400, growth: 0.97, birthsBy: 'area' },
}
