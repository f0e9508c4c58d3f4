import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { loadPlanOfRun } from '../runs/load-latest-plan.server'
import { loadVersions } from './desk-run.server'
import type { DeskSearch } from './desk-search'
import { deskSheet } from './desk-sheet'
import { heatOf } from './heat-rules'
import { loadStreets } from './load-streets.server'

/** The heat table of the version asked for, as a sheet. Refuses FORBIDDEN, RUN_UNKNOWN (also where there is none yet). */
export const loadDeskSheet = async (context: Context, actor: Actor, search: DeskSearch): Promise<SheetToWrite> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { newest } = await loadVersions(context)
  const plan = await loadPlanOfRun(context, search.run || (newest?.id ?? ''))
  const { scope, colour } = search
  const heat = heatOf(plan, await loadStreets(context), { scope, colour, thresholds: plan.assumptions })
  return deskSheet(heat, plan.balances, scope)
}
