import type { Kit } from '../columns'

/** The append-only, hash-chained record of who did what. Written in the transaction of the change itself. */
export const auditTables = (kit: Kit) => {
  const { table, text, int, time, json, primaryKey, index } = kit

  /** The end of the chain; its row is the lock under which entries get their numbers. */
  const auditHead = table('audit_head', {
    district: text('district').primaryKey(),
    sequence: int('sequence').notNull(),
    hash: text('hash').notNull(),
  })

  const auditEntry = table(
    'audit_entry',
    {
      district: text('district').notNull(),
      /** 1, 2, 3 … without a gap. */
      sequence: int('sequence').notNull(),
      at: time('at').notNull(),
      /** Account id; '' when the system acted by itself (an offer that expired). */
      actor: text('actor').notNull(),
      /** From the closed list in shared/audit.server.ts. */
      action: text('action').notNull(),
      /** What was acted upon, 'section:…', 'pupil:…'. */
      subject: text('subject').notNull(),
      detail: json('detail').notNull(),
      /** SHA-256 over the previous hash and this entry. */
      hash: text('hash').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.sequence] }),
      index('audit_entry_of_subject').on(t.district, t.subject),
    ],
  )

  return { auditHead, auditEntry }
}
