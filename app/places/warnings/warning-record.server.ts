import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { phaseWords } from '../phase-words'
import { colourWords, surplusWord, oneWords as words } from './warning-words'

export type WarningRow = Schema['placeWarning']['$inferSelect']
export type WarningState = 'prepared' | 'published' | 'withdrawn'

export const stateOf = ({ publishedAt, withdrawnAt }: WarningRow): WarningState =>
  withdrawnAt !== null ? 'withdrawn' : publishedAt !== null ? 'published' : 'prepared'

/** Every warning that is not withdrawn, the newest first. */
export const livingWarnings = ({ store, district }: Context, db: Db): Promise<WarningRow[]> => {
  const { placeWarning } = store.tables
  return db
    .select()
    .from(placeWarning)
    .where(and(eq(placeWarning.district, district), isNull(placeWarning.withdrawnAt)))
    .orderBy(desc(placeWarning.preparedAt), desc(placeWarning.id))
}

/** Warnings by their ids. Refuses NOT_FOUND where one is not there. */
export const warningsOf = async (
  { store, district }: Context,
  db: Db,
  ids: readonly string[],
): Promise<WarningRow[]> => {
  const { placeWarning } = store.tables
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const rows = await db
    .select()
    .from(placeWarning)
    .where(and(eq(placeWarning.district, district), inArray(placeWarning.id, wanted)))
  if (rows.length !== wanted.length) throw refuse('NOT_FOUND')
  return wanted.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** The cell in words, for the log: 泺口 2028 年初中，红. */
export const sayCell = (
  row: Pick<WarningRow, 'street' | 'phase' | 'year' | 'colour' | 'kind'>,
  names: ReadonlyMap<string, string>,
): string =>
  words.cell(
    names.get(row.street) ?? row.street,
    phaseWords[row.phase],
    row.year,
    row.kind === 'surplus' ? surplusWord.word : colourWords[row.colour].bureau,
  )
