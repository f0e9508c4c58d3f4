import loadHighs, { type Highs } from 'highs'
import { type LinearModel, matrixOf, type Solved } from './linear-model-rules'

/** HiGHS (WebAssembly, MIT) asked for the cheapest way through a model. Blocks its thread: call it in a worker. */

/** HiGHS: a point that fits every row is known. */
const FEASIBLE = 2

let loading: Promise<Highs> | undefined

export interface SolveLimits {
  /** Seconds after which the best that was found so far is taken. */
  seconds: number
  /** Share of the cost that may be left unproven. */
  gap: number
}

/**
 * The cheapest way through a model.
 * @param start values that fit every row, to begin the search for whole numbers from.
 * @returns null where nothing fits the rows, or nothing was found within the time.
 */
export const solveModel = async (
  model: LinearModel,
  { seconds, gap }: SolveLimits,
  start?: readonly number[],
): Promise<Solved | null> => {
  if (model.columns.length === 0) return { values: [], cost: 0, gap: 0 }
  loading ??= loadHighs()
  const highs = await loading
  const { numRows, numCols, offsets, indices, values } = matrixOf(model)
  const { variableType } = highs.constants
  const whole = model.columns.some((one) => one.whole)
  const solver = highs.createModel({
    numCols,
    numRows,
    colCost: model.columns.map(({ cost }) => cost),
    colLower: model.columns.map(() => 0),
    colUpper: model.columns.map(({ most }) => most ?? highs.infinity),
    rowLower: model.rows.map(({ least }) => least ?? -highs.infinity),
    rowUpper: model.rows.map(({ most }) => most ?? highs.infinity),
    matrix: { format: 'csr', numRows, numCols, starts: offsets, indices, values },
    ...(whole
      ? {
          integrality: model.columns.map((one) => (one.whole ? variableType.integer : variableType.continuous)),
        }
      : {}),
  })
  try {
    solver.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap, random_seed: 1 })
    if (start) solver.setSolution({ colValue: [...start] })
    solver.run()
    const solution = solver.getSolution().colValue
    if (Number(solver.info.get('primal_solution_status')) !== FEASIBLE) return null
    return {
      values: model.columns.map((one, i) => (one.whole ? Math.round(solution[i] ?? 0) : (solution[i] ?? 0))),
      cost: solver.getObjectiveValue(),
      gap: whole ? Math.max(0, Number(solver.info.get('mip_gap'))) : 0,
    }
  } finally {
    solver.dispose()
  }
}
