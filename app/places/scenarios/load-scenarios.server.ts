import { asc, desc, eq } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { officerNames } from '../officer-names.server'
import type { ScenarioEdit } from '../plan/district-facts'
import { editsOf, sayEdit } from './edit-rules'
import { loadEditNames } from './scenario-names.server'
import { scenarioWords as words } from './scenario-words'

type Row = Schema['scenario']['$inferSelect']

export interface ScenarioLine extends Pick<Row, 'id' | 'name' | 'state' | 'source' | 'reason' | 'at' | 'decidedAt'> {
  /** People's names. */
  by: string
  decidedBy: string
  /** Its edits, one line each. */
  says: string[]
  assumptionSet: string
  edits: ScenarioEdit[]
}

/** Scenarios as they are kept, the newest first. Refuses FORBIDDEN. */
export const loadScenarios = async (context: Context, actor: Actor): Promise<ScenarioLine[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { scenario } = store.tables
  const rows = await store.db
    .select()
    .from(scenario)
    .where(eq(scenario.district, district))
    .orderBy(desc(scenario.at), asc(scenario.id))
  const names = await loadEditNames(context, store.db)
  const people = await officerNames(context, store.db)
  return rows.map((row): ScenarioLine => {
    const { id, name, state, source, reason, at, decidedAt, assumptionSet } = row
    const edits = editsOf(row.edits)
    return {
      ...{ id, name, state, source, reason, at, decidedAt, assumptionSet, edits },
      by: people.get(row.by) ?? '',
      decidedBy: people.get(row.decidedBy ?? '') ?? '',
      says: edits.map((edit) => sayEdit(edit, names)),
    }
  })
}

/** One scenario. Refuses FORBIDDEN, NOT_FOUND. */
export const loadScenario = async (context: Context, actor: Actor, id: string): Promise<ScenarioLine> => {
  const found = (await loadScenarios(context, actor)).find((one) => one.id === id)
  if (!found) throw refuse('NOT_FOUND')
  return found
}

/** The list as it is shown, as a sheet. */
export const scenariosSheet = (lines: readonly ScenarioLine[]): SheetToWrite => ({
  name: words.file,
  columns: [
    { head: words.sheetColumns.name, width: 24 },
    { head: words.sheetColumns.edits, width: 48 },
    { head: words.sheetColumns.who, width: 14 },
    { head: words.sheetColumns.when, width: 14 },
    { head: words.sheetColumns.state },
    { head: words.sheetColumns.reason, width: 40 },
  ],
  rows: lines.map(({ name, says, by, at, state, reason }) => [
    name,
    says.join('；'),
    by,
    dayOf(at),
    words.states[state],
    reason,
  ]),
})
