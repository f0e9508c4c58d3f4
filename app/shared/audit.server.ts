import { createHash } from 'node:crypto'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Store, Tx } from '#db/store'
import type { Context } from './context'

/** The closed list of what can stand in the record. */
export type AuditAction =
  | 'account.signed-in'
  | 'account.activated'
  | 'account.sessions-ended'
  | 'account.password-changed'
  | 'slip.issued'
  | 'slip.tried'
  | 'channel.switched'
  | 'officer.added'
  | 'officer.ended'
  | 'consent.given'
  | 'consent.refused'
  | 'course.created'
  | 'course.cover-changed'
  | 'section.created'
  | 'section.changed'
  | 'section.approved'
  | 'section.returned'
  | 'section.published'
  | 'roster.applied'
  | 'pupil.left'
  | 'staff.left'
  | 'pupil.moved'
  | 'periods.set'
  | 'care.set-up'
  | 'section.decided'
  | 'section.closed'
  | 'plan.sent'
  | 'plan.filed'
  | 'finding.reason-given'
  | 'rule.recorded'
  | 'district.changed'
  | 'term.created'
  | 'term.changed'
  | 'calendar.changed'
  | 'round.created'
  | 'round.changed'
  | 'project.created'
  | 'project.changed'
  | 'project.milestone-moved'
  | 'project.document-added'
  | 'project.document-removed'
  | 'projects.imported'
  | 'capacity.recorded'
  | 'demand.imported'
  | 'standard.recorded'
  | 'forecast.made'
  | 'forecast.published'
  | 'scenario.saved'
  | 'scenario.decided'
  | 'warning.prepared'
  | 'warning.published'
  | 'warning.withdrawn'
  | 'decision.recorded'
  | 'map.changed'
  | 'catchment.adopted'
  | 'enrolment.enrolled'
  | 'enrolment.waitlisted'
  | 'enrolment.offered'
  | 'enrolment.offer-accepted'
  | 'enrolment.offer-declined'
  | 'enrolment.offer-expired'
  | 'enrolment.withdrawn'
  | 'enrolment.transferred'
  | 'enrolment.closed'
  | 'school.promoted'
  | 'roster.viewed'
  | 'roster.exported'
  | 'contact.viewed'
  | 'calendar-feed.renewed'
  | 'money.dues-posted'
  | 'money.paid'
  | 'money.refunded'
  | 'money.imported'
  | 'exemption.requested'
  | 'exemption.approved'
  | 'exemption.ended'
  | 'exemption.keeper-named'
  | 'provider.applied'
  | 'provider.selected'
  | 'provider.listed'
  | 'provider.prolonged'
  | 'provider.refused'
  | 'provider.withdrawn'
  | 'provider.concerned-viewed'
  | 'provider.chosen'
  | 'provider.unchosen'
  | 'instructor.saved'
  | 'instructor.removed'
  | 'check.recorded'
  | 'leave.asked'
  | 'leave.withdrawn'
  | 'pickup.authorised'
  | 'pickup.ended'
  | 'emergency-contact.added'
  | 'emergency-contact.ended'
  | 'walk-home.given'
  | 'walk-home.withdrawn'
  | 'care-note.saved'
  | 'care-note.removed'
  | 'care-notes.viewed'
  | 'pickup-code.made'
  | 'handover.persons-viewed'
  | 'handover.day-viewed'
  | 'handover.recorded'
  | 'handover.taken-back'
  | 'duties.exported'
  | 'district.installed'

export interface AuditFact {
  /** Account id; '' for the system itself. */
  actor: string
  action: AuditAction
  /** What was acted upon, `section:…`, `pupil:…/section:…`. Ids only, no names. */
  subject: string
  detail?: Record<string, string | number | boolean | null>
}

export const AUDIT_START = '0'.repeat(64)

interface Linked extends AuditFact {
  sequence: number
  at: number
}

/** Canonical: keys in order, so that both engines' JSON gives the same bytes. */
const canonical = (detail: Record<string, unknown>): string => JSON.stringify(detail, Object.keys(detail).sort())

export const auditHash = (previous: string, entry: Linked): string =>
  createHash('sha256')
    .update(
      [
        previous,
        entry.sequence,
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        canonical(entry.detail ?? {}),
      ].join('\n'),
    )
    .digest('hex')

/**
 * Appends entries to the district's chain, within the transaction of the change they tell of.
 * Call it last: it locks the end of the chain until the transaction ends.
 */
export const writeAudit = async (context: Context, tx: Tx, facts: readonly AuditFact[]): Promise<void> => {
  if (facts.length === 0) return
  const { auditHead, auditEntry } = context.store.tables
  const { district } = context
  await tx.lock({ district: auditHead.district, key: auditHead.district }, district, [district])
  const [head] = await tx.select().from(auditHead).where(eq(auditHead.district, district))
  if (!head) throw new Error(`district ${district} has no audit chain`)
  let { sequence, hash } = head
  const at = context.clock.now()
  const rows = facts.map((fact) => {
    sequence += 1
    const entry = { ...fact, detail: fact.detail ?? {}, sequence, at }
    hash = auditHash(hash, entry)
    return { ...entry, district, hash }
  })
  await tx.writeMany(auditEntry, rows)
  await tx.update(auditHead).set({ sequence, hash }).where(eq(auditHead.district, district))
}

const PAGE = 5_000

/**
 * Recomputes the whole chain of a district.
 * @returns how many entries were read, and the sequence of the first that was altered, removed or moved (null: none).
 */
export const verifyAudit = async (
  store: Store,
  district: string,
): Promise<{ entries: number; brokenAt: number | null }> => {
  const { auditHead, auditEntry } = store.tables
  let previous = AUDIT_START
  let sequence = 0
  for (;;) {
    const page = await store.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.district, district), gt(auditEntry.sequence, sequence)))
      .orderBy(asc(auditEntry.sequence))
      .limit(PAGE)
    for (const row of page) {
      const detail = row.detail as AuditFact['detail']
      const expected = auditHash(previous, { ...row, action: row.action as AuditAction, detail })
      if (row.sequence !== sequence + 1 || row.hash !== expected) return { entries: sequence, brokenAt: sequence + 1 }
      previous = row.hash
      sequence = row.sequence
    }
    if (page.length < PAGE) break
  }
  const [head] = await store.db.select().from(auditHead).where(eq(auditHead.district, district))
  const whole = head ? head.sequence === sequence && head.hash === previous : sequence === 0
  return { entries: sequence, brokenAt: whole ? null : sequence + 1 }
}
