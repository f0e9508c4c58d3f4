import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { recordChange } from '../change-log/record-change.server'
import type { Phase } from '../phases'
import { streetNames } from '../street-names.server'
import { loadPublishedRun, type PublishedRun } from './published-run.server'
import { livingWarnings, sayCell, stateOf, warningsOf } from './warning-record.server'
import { saidCell, type WarningCell, warningTextErrors } from './warning-rules'
import { draftWords, oneWords as words } from './warning-words'

export interface CellAsked {
  street: string
  phase: Phase
  year: number
}

export interface WarningTexts {
  sentence: string
  alternatives: string
}

export type Prepared = { ok: true; id: string } | { ok: false; errors: Partial<WarningTexts> }

const cellIn = (run: PublishedRun, asked: CellAsked): WarningCell => {
  const { street, phase, year } = asked
  const cell = run.cells.find((one) => one.street === street && one.phase === phase && one.year === year)
  if (!cell) throw refuse('NOT_FOUND')
  return cell
}

interface Writing extends WarningTexts {
  run: PublishedRun
  cell: WarningCell
  names: ReadonlyMap<string, string>
}

/** One draft at a time for a cell. */
const writeDraft = async (
  context: Context,
  tx: Tx,
  by: string,
  { run, cell, names, sentence, alternatives }: Writing,
): Promise<string> => {
  const { store, district, clock } = context
  const { street, phase, year, kind, registered, plan, colour } = cell
  const drafts = (await livingWarnings(context, tx)).filter((row) => stateOf(row) === 'prepared')
  if (drafts.some((row) => row.street === street && row.phase === phase && row.year === year))
    throw refuse('WRONG_WARNING_STATE')
  const id = randomUUID()
  await tx.insert(store.tables.placeWarning).values({
    district,
    id,
    run: run.id,
    street,
    phase,
    year,
    kind,
    registered,
    plan,
    colour,
    sentence,
    alternatives,
    preparedBy: by,
    preparedAt: clock.now(),
  })
  const title = words.log.prepared(sayCell(cell, names))
  await recordChange(context, tx, { subject: 'warning', of: id, street, title, reason: words.byRun(run.number), by })
  return id
}

const inTurn = async <Value>(context: Context, body: (tx: Tx) => Promise<Value>): Promise<Value> => {
  const { store, district } = context
  const { district: districts } = store.tables
  return store.transaction(async (tx) => {
    // Two people preparing the same cell come one after the other.
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    return body(tx)
  })
}

const needRun = async (context: Context, tx: Tx): Promise<PublishedRun> => {
  const run = await loadPublishedRun(context, tx)
  if (!run) throw refuse('RUN_UNKNOWN')
  return run
}

const audited = (actor: Actor, id: string) => ({
  actor: actor.account,
  action: 'warning.prepared' as const,
  subject: `warning:${id}`,
})

/**
 * Prepares the warning of one cell of the latest published run, in the officer's own words. It waits for a second person.
 * @returns its id, or what families must not be told. Refuses FORBIDDEN, RUN_UNKNOWN, NOT_FOUND (no such cell),
 * WRONG_WARNING_STATE (a draft of that cell waits already).
 */
export const prepareWarning = async (
  context: Context,
  actor: Actor,
  { sentence, alternatives, ...asked }: CellAsked & WarningTexts,
): Promise<Prepared> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  return inTurn(context, async (tx): Promise<Prepared> => {
    const run = await needRun(context, tx)
    const cell = cellIn(run, asked)
    const errors = warningTextErrors({ sentence, alternatives }, cell.registered)
    if (errors.sentence || errors.alternatives) return { ok: false, errors }
    const names = await streetNames(context, tx)
    const id = await writeDraft(context, tx, actor.account, { run, cell, names, sentence, alternatives })
    await writeAudit(context, tx, [audited(actor, id)])
    return { ok: true, id }
  })
}

/**
 * Drafts of cells of the latest published run in the portal's own words. @param asked of a run, what to warn of
 * @param by the account that prepares them. @returns their ids. Refuses RUN_UNKNOWN, NOT_FOUND, WRONG_WARNING_STATE.
 */
export const writeDrafts = async (
  context: Context,
  tx: Tx,
  by: string,
  asked: (cells: readonly WarningCell[]) => readonly CellAsked[],
): Promise<string[]> => {
  const run = await needRun(context, tx)
  const names = await streetNames(context, tx)
  const ids: string[] = []
  for (const one of asked(run.cells)) {
    const cell = cellIn(run, one)
    const said = saidCell(cell, run.cells, names)
    const texts = { sentence: draftWords.sentence(said), alternatives: draftWords.alternatives(said) }
    ids.push(await writeDraft(context, tx, by, { run, cell, names, ...texts }))
  }
  return ids
}

/**
 * Prepares many cells in the portal's own words, all or none. Refuses as `prepareWarning` does.
 * @returns how many.
 */
export const prepareWarnings = async (context: Context, actor: Actor, asked: readonly CellAsked[]): Promise<number> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  return inTurn(context, async (tx) => {
    const ids = await writeDrafts(context, tx, actor.account, () => asked)
    await writeAudit(
      context,
      tx,
      ids.map((id) => audited(actor, id)),
    )
    return ids.length
  })
}

/**
 * Changes the words of a warning that waits. Whoever changed them has prepared it: another person publishes.
 * Refuses FORBIDDEN, NOT_FOUND, WRONG_WARNING_STATE (published or withdrawn).
 */
export const rewordWarning = async (
  context: Context,
  actor: Actor,
  { id, sentence, alternatives }: WarningTexts & { id: string },
): Promise<Prepared> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { placeWarning } = store.tables
  return inTurn(context, async (tx): Promise<Prepared> => {
    const [row] = await warningsOf(context, tx, [id])
    if (!row || stateOf(row) !== 'prepared') throw refuse('WRONG_WARNING_STATE')
    const errors = warningTextErrors({ sentence, alternatives }, row.registered)
    if (errors.sentence || errors.alternatives) return { ok: false, errors }
    await tx
      .update(placeWarning)
      .set({ sentence, alternatives, preparedBy: actor.account, preparedAt: clock.now() })
      .where(and(eq(placeWarning.district, district), eq(placeWarning.id, id)))
    const title = words.log.reworded(sayCell(row, await streetNames(context, tx)))
    const by = actor.account
    await recordChange(context, tx, { subject: 'warning', of: id, street: row.street, title, reason: sentence, by })
    await writeAudit(context, tx, [audited(actor, id)])
    return { ok: true, id }
  })
}
