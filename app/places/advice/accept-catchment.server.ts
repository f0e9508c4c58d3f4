import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { schoolYearStart } from '../capacity/supply-rules'
import { recordChange } from '../change-log/record-change.server'
import { phaseWords } from '../phase-words'
import type { CatchmentAdvice } from './advice-nouns'
import { catchmentWords } from './advice-words'
import { versionInForce } from './read-catchment-facts.server'

/**
 * Makes a proposal the catchment of its phase from its autumn on, as a new version; earlier ones stay as they were.
 * Refuses CATCHMENT_MOVED when another version came in between, or a cell or school of it is gone.
 */
export const acceptCatchment = async (
  context: Context,
  tx: Tx,
  { phase, autumn, version, cells }: CatchmentAdvice,
  { by, reason }: { by: string; reason: string },
): Promise<string> => {
  const { store, district, clock } = context
  const { catchment, catchmentCell, gridCell, school, district: districts } = store.tables
  // Two proposals of one phase accepted at once would both start from the same version.
  await tx.lock({ district: districts.id, key: districts.id }, district, [district])
  const now = await versionInForce(context, tx, phase, autumn)
  const standing = await tx.select({ id: gridCell.id }).from(gridCell).where(eq(gridCell.district, district))
  const schools = new Set(
    (await tx.select({ id: school.id }).from(school).where(eq(school.district, district))).map(({ id }) => id),
  )
  const proposed = new Set(cells.map(({ cell }) => cell))
  const same = standing.length === cells.length && standing.every(({ id }) => proposed.has(id))
  if ((now?.id ?? '') !== version || !same || cells.some(({ to }) => !schools.has(to))) throw refuse('CATCHMENT_MOVED')
  const id = randomUUID()
  const name = catchmentWords.versionName(phaseWords[phase], autumn)
  const moved = cells.filter(({ from, to }) => from !== to).length
  const effectiveFrom = schoolYearStart(autumn)
  await tx.insert(catchment).values({ district, id, name, phase, effectiveFrom, by, at: clock.now(), invented: false })
  await tx.writeMany(
    catchmentCell,
    cells.map(({ cell, to }) => ({ district, catchment: id, cell, school: to })),
  )
  const title = catchmentWords.logAccepted(name, moved)
  await recordChange(context, tx, { subject: 'catchment', of: id, street: '', title, reason, by })
  await writeAudit(context, tx, [
    { actor: by, action: 'catchment.adopted', subject: `catchment:${id}`, detail: { phase, effectiveFrom, moved } },
  ])
  return id
}
