import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { officerNames } from '../officer-names.server'
import { phaseWords } from '../phase-words'
import type { Phase } from '../phases'
import { streetNames } from '../street-names.server'
import { loadPublishedRun } from './published-run.server'
import { livingWarnings, stateOf, type WarningRow, type WarningState } from './warning-record.server'
import type { WarningCell } from './warning-rules'
import { colourWords, surplusWord, warningWords as words } from './warning-words'

/** A cell on the bureau's list, with what was said of it to families. */
export interface WarningLine extends WarningCell {
  streetName: string
  /** What waits to be published. */
  draft: { id: string; by: string; mine: boolean } | null
  /** What families read now. */
  published: { id: string; at: number } | null
}

export interface WarningsPage {
  run: { number: number; publishedAt: number; yellow: number; red: number } | null
  lines: WarningLine[]
  /** Of all phases. */
  red: number
  worst: { streetName: string; phase: Phase; year: number } | null
}

/** 学位预警: every cell of the latest published run, three years ahead. Refuses FORBIDDEN. @param phase '' for all */
export const loadWarnings = async (
  context: Context,
  actor: Actor,
  { phase }: { phase: Phase | '' },
): Promise<WarningsPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { db } = context.store
  const run = await loadPublishedRun(context, db)
  if (!run) return { run: null, lines: [], red: 0, worst: null }
  const names = await streetNames(context, db)
  const people = await officerNames(context, context.store.db)
  const living = await livingWarnings(context, db)
  const lines = run.cells.map((cell): WarningLine => {
    const own = living.filter((row) => sameCell(row, cell))
    const draft = own.find((row) => stateOf(row) === 'prepared')
    const published = own.find((row) => stateOf(row) === 'published')
    return {
      ...cell,
      streetName: names.get(cell.street) ?? cell.street,
      draft: draft
        ? { id: draft.id, by: people.get(draft.preparedBy) ?? '', mine: draft.preparedBy === actor.account }
        : null,
      published: published ? { id: published.id, at: published.publishedAt ?? 0 } : null,
    }
  })
  const red = lines.filter(({ colour }) => colour === 'red')
  const { officialYellow: yellow, officialRed } = run.thresholds
  return {
    run: { number: run.number, publishedAt: run.publishedAt, yellow, red: officialRed },
    lines: phase === '' ? lines : lines.filter((line) => line.phase === phase),
    red: red.length,
    worst: red[0] ?? null,
  }
}

const sameCell = (row: Pick<WarningRow, 'street' | 'phase' | 'year'>, cell: WarningCell): boolean =>
  row.street === cell.street && row.phase === cell.phase && row.year === cell.year

export interface OneWarning {
  id: string
  street: string
  streetName: string
  phase: Phase
  year: number
  registered: number
  plan: number
  colour: WarningRow['colour']
  kind: WarningRow['kind']
  sentence: string
  alternatives: string
  state: WarningState
  run: number
  prepared: { by: string; at: number; mine: boolean }
  published: { by: string; at: number } | null
  withdrawn: { by: string; at: number; why: string } | null
}

/** One warning, whatever became of it. Refuses FORBIDDEN, NOT_FOUND. */
export const loadWarning = async (context: Context, actor: Actor, id: string): Promise<OneWarning> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { placeWarning, forecastRun } = store.tables
  const [found] = await store.db
    .select({ row: placeWarning, run: forecastRun.number })
    .from(placeWarning)
    .leftJoin(forecastRun, and(eq(forecastRun.district, district), eq(forecastRun.id, placeWarning.run)))
    .where(and(eq(placeWarning.district, district), eq(placeWarning.id, id)))
  if (!found) throw refuse('NOT_FOUND')
  const { row, run } = found
  const people = await officerNames(context, context.store.db)
  const named = (account: string | null): string => people.get(account ?? '') ?? ''
  const names = await streetNames(context, store.db)
  const { street, phase, year, registered, plan, colour, kind, sentence, alternatives } = row
  return {
    ...{ id, street, phase, year, registered, plan, colour, kind, sentence, alternatives },
    streetName: names.get(street) ?? street,
    state: stateOf(row),
    run: run ?? 0,
    prepared: { by: named(row.preparedBy), at: row.preparedAt, mine: row.preparedBy === actor.account },
    published: row.publishedAt === null ? null : { by: named(row.publishedBy), at: row.publishedAt },
    withdrawn:
      row.withdrawnAt === null ? null : { by: named(row.withdrawnBy), at: row.withdrawnAt, why: row.withdrawnWhy },
  }
}

/** The list as it is shown, as a sheet. */
export const warningsSheet = ({ lines }: WarningsPage): SheetToWrite => ({
  name: words.file,
  columns: [
    { head: words.columns.street, width: 14 },
    { head: words.columns.phase },
    { head: words.columns.year, kind: 'number' },
    { head: words.columns.registered, kind: 'number' },
    { head: words.columns.plan, kind: 'number' },
    { head: words.columns.colour },
    { head: words.sheetColumns.chance, kind: 'number' },
    { head: words.sheetColumns.places, kind: 'number' },
    { head: words.columns.state, width: 20 },
  ],
  rows: lines.map(({ streetName, phase, year, registered, plan, colour, kind, pShort, places, draft, published }) => [
    streetName,
    phaseWords[phase],
    year,
    registered,
    plan,
    kind === 'surplus' ? surplusWord.word : colourWords[colour].bureau,
    Math.round(pShort * 100),
    places,
    draft
      ? words.sheetState.prepared
      : published
        ? `${words.sheetState.published} ${dayInWords(dayOf(published.at))}`
        : words.sheetState.none,
  ]),
})
