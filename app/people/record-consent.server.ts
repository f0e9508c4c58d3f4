import { eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { consentRow } from './consent-row.server'
import { CONSENT_VERSION } from './consent-text'

export interface ConsentDecision {
  account: string
  decision: 'given' | 'refused'
}

/** Writes a decision on the text now in force, in the transaction of what it belongs to; its entry is the caller's. */
export const writeConsent = async (context: Context, tx: Tx, decided: ConsentDecision): Promise<void> => {
  const { district, consent } = context.store.tables
  const [row] = await tx.select().from(district).where(eq(district.id, context.district))
  if (!row) throw new Error(`district ${context.district} is missing`)
  // A second word in the same millisecond is the same press of the button.
  await tx
    .insert(consent)
    .values(consentRow(row, { ...decided, at: context.clock.now() }))
    .onConflictDoNothing()
}

/** The entry of the record that goes with `writeConsent`. */
export const consentFact = ({ account, decision }: ConsentDecision) => ({
  actor: account,
  action: decision === 'given' ? ('consent.given' as const) : ('consent.refused' as const),
  subject: `account:${account}`,
  detail: { version: CONSENT_VERSION },
})

/** Keeps what a person decided on the text now in force: the last word counts. */
export const recordConsent = (context: Context, decided: ConsentDecision): Promise<void> =>
  context.store.transaction(async (tx) => {
    await writeConsent(context, tx, decided)
    await writeAudit(context, tx, [consentFact(decided)])
  })
