import { randomUUID } from 'node:crypto'
import type { Schema } from '#db/schema/index'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'

type Row = Schema['placesChange']['$inferInsert']

/** What a line of 留痕 says; `effectPlaces` is ± places moved in `effectYear`, left out where none are. */
export interface Change extends Pick<Row, 'subject' | 'of' | 'street' | 'title' | 'reason' | 'by'> {
  effectPlaces?: number
  effectYear?: number
}

/** Writes a line of 留痕 in the transaction of the change itself. */
export const recordChange = async (
  { store, district, clock }: Context,
  tx: Tx,
  { effectPlaces, effectYear, ...change }: Change,
): Promise<void> => {
  await tx.insert(store.tables.placesChange).values({
    ...change,
    district,
    id: randomUUID(),
    effectPlaces: effectPlaces ?? null,
    effectYear: effectYear ?? null,
    at: clock.now(),
  })
}
