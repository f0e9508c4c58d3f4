import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { rosterSection } from './load-roster.server'

export interface ContactOfPupil {
  pupil: string
  name: string
  phones: { guardian: string; phone: string }[]
}

/**
 * The telephone numbers of a child on a section's roster, in full; who looked is written down in the same transaction.
 * Refuses SECTION_UNKNOWN, FORBIDDEN (another school), NOT_ENROLLED (a child that is not on this roster, or at another school now).
 */
export const viewContact = async (
  context: Context,
  actor: Actor,
  { section: id, pupil: child }: { section: string; pupil: string },
): Promise<ContactOfPupil> => {
  const { store, district } = context
  const section = await rosterSection(context, actor, id, 'school')
  const { enrolment, pupil, guardianship, account } = store.tables
  return store.transaction(async (tx) => {
    const [found] = await tx
      .select({ name: pupil.name })
      .from(enrolment)
      .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, enrolment.pupil)))
      .where(
        and(
          eq(enrolment.district, district),
          eq(enrolment.section, section.id),
          eq(enrolment.pupil, child),
          eq(pupil.school, section.school),
        ),
      )
    if (!found) throw refuse('NOT_ENROLLED')
    const rows = await tx
      .select({ relation: guardianship.relation, name: account.name, phone: account.phone })
      .from(guardianship)
      .innerJoin(account, and(eq(account.district, district), eq(account.id, guardianship.account)))
      .where(
        and(
          eq(guardianship.district, district),
          eq(guardianship.pupil, child),
          isNull(guardianship.endedAt),
          isNotNull(account.phone),
        ),
      )
      .orderBy(asc(guardianship.account))
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'contact.viewed', subject: `pupil:${child}/section:${section.id}` },
    ])
    return {
      pupil: child,
      name: found.name,
      phones: rows.map(({ relation, name, phone }) => ({ guardian: `${relation} ${name}`, phone: phone ?? '' })),
    }
  })
}
