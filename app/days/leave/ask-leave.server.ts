import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '~/people'
import { ownChild } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayInWords, momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { loadPupilDays } from '../pupil-days/load-pupil-days.server'
import type { LeaveAsk } from './leave-form'
import { leaveHours } from './leave-hours.server'
import { coveredAlready, firstStart, leaveEnds } from './leave-rules'

/**
 * A guardian says that a child does not come, for a whole day or for one section's sessions of it. The same key asks
 * once. Refuses NOT_YOUR_CHILD, LEAVE_NO_SESSION, LEAVE_LATE, LEAVE_TWICE, KEY_REUSED.
 * @returns the id of the leave
 */
export const askLeave = async (
  context: Context,
  actor: Actor,
  { key, pupil: child, day, section, reason }: LeaveAsk,
): Promise<string> => {
  const { store, district, clock } = context
  const { pupil, leaveRequest: leave } = store.tables
  const { name } = ownChild(actor, child)
  return store.transaction(async (tx) => {
    // Two guardians may ask at the same moment.
    await tx.lock({ district: pupil.district, key: pupil.id }, district, [child])
    const [known] = await tx
      .select()
      .from(leave)
      .where(and(eq(leave.district, district), eq(leave.id, key)))
    if (known) {
      const same = known.pupil === child && known.day === day && known.section === section && known.by === actor.account
      if (!same) throw refuse('KEY_REUSED')
      return key
    }
    const facts = { child: name, day: dayInWords(day) }
    const sessions = await loadPupilDays(context, { pupils: [child] }, { from: day, to: day }, tx)
    const start = firstStart(sessions)
    if (start === undefined || (section !== '' && !sessions.some((one) => one.section === section)))
      throw refuse('LEAVE_NO_SESSION', facts)
    const until = leaveEnds(start, await leaveHours(context, tx))
    if (clock.now() > until) throw refuse('LEAVE_LATE', { ...facts, until: momentInWords(until) })
    const standing = await tx
      .select({ section: leave.section })
      .from(leave)
      .where(and(eq(leave.district, district), eq(leave.pupil, child), eq(leave.day, day), isNull(leave.withdrawnAt)))
    if (coveredAlready(standing, { section })) throw refuse('LEAVE_TWICE', facts)
    await tx.insert(leave).values({
      district,
      id: key,
      pupil: child,
      day,
      section,
      reason,
      by: actor.account,
      at: clock.now(),
      withdrawnAt: null,
    })
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'leave.asked', subject: `pupil:${child}/leave:${key}`, detail: { day, section } },
    ])
    return key
  })
}
