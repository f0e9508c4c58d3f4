import { and, eq } from 'drizzle-orm'
import { type Actor, ownChild } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { loadPupilDays } from '../pupil-days/load-pupil-days.server'
import { leaveHours } from './leave-hours.server'
import { firstStart, leaveEnds } from './leave-rules'

/**
 * Takes leave back before the cut-off, whichever guardian asked; a second time does nothing.
 * Refuses NOT_FOUND, NOT_YOUR_CHILD, LEAVE_SETTLED.
 */
export const withdrawLeave = async (context: Context, actor: Actor, id: string): Promise<void> => {
  const { store, district, clock } = context
  const { leaveRequest: leave, pupil } = store.tables
  await store.transaction(async (tx) => {
    const here = and(eq(leave.district, district), eq(leave.id, id))
    const [found] = await tx.select().from(leave).where(here)
    if (!found) throw refuse('NOT_FOUND')
    ownChild(actor, found.pupil)
    await tx.lock({ district: pupil.district, key: pupil.id }, district, [found.pupil])
    const [now] = await tx.select({ withdrawnAt: leave.withdrawnAt }).from(leave).where(here)
    if (now?.withdrawnAt !== null) return
    const sessions = await loadPupilDays(context, { pupils: [found.pupil] }, { from: found.day, to: found.day }, tx)
    const start = firstStart(sessions)
    const until = start === undefined ? undefined : leaveEnds(start, await leaveHours(context, tx))
    if (until !== undefined && clock.now() > until) throw refuse('LEAVE_SETTLED', { until: momentInWords(until) })
    await tx.update(leave).set({ withdrawnAt: clock.now() }).where(here)
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'leave.withdrawn', subject: `pupil:${found.pupil}/leave:${id}` },
    ])
  })
}
