import { and, desc, eq, isNull } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { CheckDraft } from './provider-form'
import { checkErrors } from './provider-rules'

export type CheckAnswer = { ok: true } | { ok: false; errors: Partial<Record<keyof CheckDraft, string>> }

/**
 * 准入查询: the school (or an officer) writes down the answer about an outside instructor: its number, its day, the last
 * day on which it counts. Earlier ones stay; the latest counts.
 * @returns done, or what has to be changed first. Refuses NOT_FOUND, FORBIDDEN (another school's).
 */
export const recordBackgroundCheck = async (
  context: Context,
  actor: Actor,
  { instructor: id, draft }: { instructor: string; draft: CheckDraft },
): Promise<CheckAnswer> => {
  const { store, district, clock } = context
  const { instructor, backgroundCheck } = store.tables
  return store.transaction(async (tx): Promise<CheckAnswer> => {
    await tx.lock({ district: instructor.district, key: instructor.id }, district, [id])
    const [person] = await tx
      .select({ school: instructor.school })
      .from(instructor)
      .where(
        and(
          eq(instructor.district, district),
          eq(instructor.id, id),
          isNull(instructor.account),
          isNull(instructor.leftOn),
        ),
      )
    if (!person) throw refuse('NOT_FOUND')
    if (!actor.officer) requireSchool(actor, person.school)
    const errors = checkErrors(draft, dayOf(clock.now()))
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const [last] = await tx
      .select({ sequence: backgroundCheck.sequence })
      .from(backgroundCheck)
      .where(and(eq(backgroundCheck.district, district), eq(backgroundCheck.instructor, id)))
      .orderBy(desc(backgroundCheck.sequence))
      .limit(1)
    await tx.insert(backgroundCheck).values({
      district,
      instructor: id,
      sequence: (last?.sequence ?? 0) + 1,
      ...draft,
      recordedBy: actor.account,
      at: clock.now(),
      remindedAt: null,
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'check.recorded',
        subject: `school:${person.school}/instructor:${id}`,
        detail: { checkedOn: draft.checkedOn, expiresOn: draft.expiresOn },
      },
    ])
    return { ok: true }
  })
}
