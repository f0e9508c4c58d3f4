import type { Method } from '../forecast/backtest'
import type { Level } from '../forecast/nouns'
import type { EngineRun } from '../plan/engine-input-rules'
import type { PlanBacktest } from '../plan/plan-district'
import { levels } from './track-rules'

/** A back-test as people read it: the engine beside the simple methods. Pure. In %. */

export interface BacktestRow {
  run: EngineRun
  level: Level
  horizon: number
  /** Forecasts held against what came. */
  n: number
  /** MAPE; WAPE of grades, whose single numbers are small. */
  errors: Record<Method, number | null>
  bias: number | null
  /** null also where there are too few to tell. */
  skill: number | null
  cover: number | null
}

/** Fewer forecasts than these say nothing about which method is better. */
const LEAST_TO_COMPARE = 5

const RUNS: readonly EngineRun[] = ['kindergarten', 'compulsory']

/** A row a run, level and horizon. @param horizons those wanted. */
export const backtestRows = (backtest: PlanBacktest, horizons: readonly number[]): BacktestRow[] =>
  RUNS.flatMap((run) =>
    levels.flatMap((level) =>
      horizons.flatMap((horizon): BacktestRow[] => {
        const own = backtest[run].filter((one) => one.level === level && one.horizon === horizon)
        const engine = own.find(({ method }) => method === 'engine')
        if (!engine) return []
        const errorOf = (method: Method): number | null => {
          const score = own.find((one) => one.method === method)
          return (level === 'grade' ? score?.wape : score?.mape) ?? null
        }
        return [
          {
            ...{ run, level, horizon, n: engine.n, bias: engine.bias, cover: engine.cover80 },
            skill: engine.n < LEAST_TO_COMPARE ? null : engine.skill,
            errors: {
              engine: errorOf('engine'),
              last: errorOf('last'),
              linear5: errorOf('linear5'),
              cohort321: errorOf('cohort321'),
            },
          },
        ]
      }),
    ),
  )
