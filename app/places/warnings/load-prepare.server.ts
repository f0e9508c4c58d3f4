import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { streetNames } from '../street-names.server'
import type { CellAsked, WarningTexts } from './prepare-warnings.server'
import { loadPublishedRun } from './published-run.server'
import { saidCell, type WarningCell } from './warning-rules'
import { draftWords } from './warning-words'

export interface PreparePage extends WarningTexts {
  cell: WarningCell
  streetName: string
  run: number
}

/** A cell to warn of, in the portal's own words. Refuses FORBIDDEN, RUN_UNKNOWN, NOT_FOUND. */
export const loadPrepare = async (context: Context, actor: Actor, asked: CellAsked): Promise<PreparePage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { db } = context.store
  const run = await loadPublishedRun(context, db)
  if (!run) throw refuse('RUN_UNKNOWN')
  const { street, phase, year } = asked
  const cell = run.cells.find((one) => one.street === street && one.phase === phase && one.year === year)
  if (!cell) throw refuse('NOT_FOUND')
  const said = saidCell(cell, run.cells, await streetNames(context, db))
  return {
    cell,
    streetName: said.streetName,
    run: run.number,
    sentence: draftWords.sentence(said),
    alternatives: draftWords.alternatives(said),
  }
}
