/** What the engine takes and gives. The engine knows no database, clock, network or district: only rolls and births. */

/** Pupils of one school and grade in the autumn of a year. */
export interface Roll {
  year: number
  /** Planning area; '' where the rolls know none. */
  area: string
  /** Unique across areas. */
  school: string
  grade: string
  /** Whole, ≥ 0. */
  pupils: number
}

/** Births of a calendar year. */
export interface Births {
  year: number
  /** '' for the whole district. */
  area: string
  births: number
}

/** Children that new dwellings bring on top of what history carries, by autumn. */
export interface Housing {
  area: string
  grade: string
  year: number
  pupils: number
}

export interface ForecastInput {
  rolls: readonly Roll[]
  births: readonly Births[]
  /** The last autumn that is known; later rows are ignored. */
  origin: number
  /** Autumns ahead, ≥ 1. */
  horizon: number
  /** In the order in which children pass through them; the first is the one that births feed. */
  grades: readonly string[]
  /** Completed years of age by 31 August in the first grade. */
  entryAge: number
  /** Left out: none. */
  housing?: readonly Housing[]
  /** Autumns that are left out of progression and capture but kept in the record of errors. Left out: none. */
  shockYears?: readonly number[]
  /** Of one school's leavers, the share that goes on to another; `from` and `to` are schools. Left out: by area. */
  feeders?: readonly { from: string; to: string; share: number }[]
  /** Factor on births that are not known yet: 低 0.9, 中 1, 高 1.1. Left out: 1. */
  futureBirths?: number
}

export type Level = 'grade' | 'school' | 'area' | 'district'

export interface ForecastLine {
  level: Level
  /** School, area or 'district'. */
  id: string
  /** '' for all grades together. */
  grade: string
  year: number
  /** Autumns after the origin. */
  horizon: number
  p10: number
  p50: number
  p90: number
}

/** Where an entry grade's number comes from: births → capture → progression → housing, in children. */
export interface Step {
  area: string
  grade: string
  year: number
  births: number
  /** Share of the births that enters. */
  capture: number
  /** Children that history carries into the grade. */
  carried: number
  housing: number
}
