/** A linear model as plain data: what is asked of the solver, without knowing which one it is. Pure. */

export interface Column {
  /** What one unit of it costs; the whole is made as cheap as it can be. */
  cost: number
  /** At most; at least 0. Left out: without end. */
  most?: number
  /** Only 0, 1, 2 … */
  whole?: boolean
}

export interface Row {
  /** Sum of the terms is at least, at most; left out: no bound on that side. */
  least?: number
  most?: number
  terms: readonly (readonly [column: number, factor: number])[]
}

export interface LinearModel {
  columns: Column[]
  rows: Row[]
}

/** What came out. */
export interface Solved {
  /** One a column; whole ones are whole. */
  values: number[]
  cost: number
  /** How much cheaper it could be at the very most, as a share of the cost: 0 is proven best. */
  gap: number
}

export const emptyModel = (): LinearModel => ({ columns: [], rows: [] })

/** @returns the column's number, for terms. */
export const addColumn = (model: LinearModel, column: Column): number => model.columns.push(column) - 1

export const addRow = (model: LinearModel, row: Row): void => {
  model.rows.push(row)
}

/** The model's matrix row by row, as solvers take it. */
export const matrixOf = ({ columns, rows }: LinearModel) => {
  const offsets = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { terms } of rows) {
    for (const [column, factor] of terms) {
      if (factor === 0) continue
      indices.push(column)
      values.push(factor)
    }
    offsets.push(indices.length)
  }
  return { numRows: rows.length, numCols: columns.length, offsets, indices, values }
}
