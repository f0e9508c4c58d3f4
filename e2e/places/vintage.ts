import { DISTRICT } from '#db/makers/rows'
import type { Store } from '#db/store'
import { markPublished, readAssumptions, readDistrictFacts, reckonRun, writeRun } from '~/places/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'

/** A version made in the November after an autumn, with what was known then, and published by the second. */
export const makeVintage = async (
  { store }: { store: Store },
  { autumn, author, second }: { autumn: number; author: string; second: string },
): Promise<void> => {
  const context = { store, clock: fixedClock(instantOf(`${autumn}-11-20`, '10:00')), district: DISTRICT }
  const facts = await readDistrictFacts(context, store.db)
  const assumptions = readAssumptions({})
  const reckoned = reckonRun({ facts, assumptions, edits: [] }, () => undefined)
  await store.transaction(async (tx) => {
    const run = await writeRun(context, tx, {
      ...reckoned,
      facts,
      assumptions,
      assumptionSet: '',
      scenario: '',
      edits: [],
      author,
      reason: '秋季学籍定了',
    })
    await markPublished(context, tx, { run, by: second, reason: '核对过' })
  })
}
