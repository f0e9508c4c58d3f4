import { and, eq } from 'drizzle-orm'
import { type Actor, requireSchool } from '~/people'
import { parseDistrictSettings } from '~/people/index.server'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { nameOf, openSection } from '../section-record.server'
import { closeSections } from './close-section.server'
import { decisionDue } from './decision-rules'
import { publishedAt } from './published-at.server'

export interface Decision {
  section: string
  deed: 'runs' | 'close'
  /** 5–200 characters; families of a closed section read it. */
  reason: string
  /** Children the page showed as enrolled. */
  enrolled: number
}

/**
 * A school decides a section that stayed under its minimum: it runs all the same, or it is closed, which ends every
 * record in it, gives first pick and tells the families in the same transaction.
 * @returns the section's name. Refuses SECTION_UNKNOWN, FORBIDDEN (another school's), NOT_TO_DECIDE (no round is over,
 * enough children, decided before), CONFLICT (somebody enrolled or left since the page was opened).
 */
export const decideSection = (
  context: Context,
  actor: Actor,
  { section: id, deed, reason, enrolled }: Decision,
): Promise<string> =>
  context.store.transaction(async (tx): Promise<string> => {
    const { store, district, clock } = context
    const { sectionDecision, round, district: districts } = store.tables
    const section = await openSection(context, tx, id)
    requireSchool(actor, section.school)
    const [before] = await tx
      .select({ decision: sectionDecision.decision })
      .from(sectionDecision)
      .where(and(eq(sectionDecision.district, district), eq(sectionDecision.section, id)))
    const rounds = await tx
      .select()
      .from(round)
      .where(and(eq(round.district, district), eq(round.term, section.term)))
    const [row] = await tx.select({ settings: districts.settings }).from(districts).where(eq(districts.id, district))
    const { decisionDays } = parseDistrictSettings(row?.settings)
    if (section.stage === 'published' && section.enrolled !== enrolled) throw refuse('CONFLICT')
    const due = decisionDue(
      {
        ...section,
        published: section.stage === 'published',
        publishedAt: (await publishedAt(context, tx, [id])).get(id) ?? null,
        decided: before !== undefined,
      },
      rounds,
      clock.now(),
      decisionDays,
    )
    if (!due) throw refuse('NOT_TO_DECIDE')
    const decision = deed === 'close' ? 'closed' : 'runs'
    await tx
      .insert(sectionDecision)
      .values({ district, section: id, decision, reason, enrolled, decidedBy: actor.account, at: clock.now() })
    if (deed === 'close') await closeSections(context, tx, { sections: [id], actor: actor.account, reason })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'section.decided',
        subject: `section:${id}`,
        detail: { decision, enrolled, minimum: section.minimum, overdue: due.overdue },
      },
    ])
    return nameOf(section)
  })
