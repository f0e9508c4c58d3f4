import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import type { NoticeKind } from './notice-kinds'
import { putInOutbox } from './outbox/put-in-outbox.server'

export interface NoticeToWrite {
  account: string
  kind: NoticeKind
  title: string
  body: string
  link: string
}

const ROWS_A_STATEMENT = 1_000

/** Writes notices in the transaction of the change they tell of, and lays them in the outbox. */
export const writeNotices = async (
  { district, store, clock }: Context,
  tx: Tx,
  notices: readonly NoticeToWrite[],
): Promise<void> => {
  const at = clock.now()
  const rows = notices.map((notice) => ({ ...notice, district, id: randomUUID(), at, readAt: null }))
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT)
    await tx.insert(store.tables.notice).values(rows.slice(i, i + ROWS_A_STATEMENT))
  await putInOutbox({ district, store, clock }, tx, rows)
}
