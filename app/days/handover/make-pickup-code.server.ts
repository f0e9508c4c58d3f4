import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'

export const MOST_CODES = 20

/** What the table keeps of a code. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex')

/**
 * Makes a code that is good today, and only for whoever shows it; only its hash is kept. The ones made before on this
 * day stay good: they may be with somebody already. Refuses PICKUP_CODES_MOST.
 */
export const makePickupCode = async (context: Context, actor: Actor): Promise<string> => {
  const { store, district, clock } = context
  const { pickupCode, account } = store.tables
  const code = randomBytes(16).toString('base64url')
  const day = dayOf(clock.now())
  await store.transaction(async (tx) => {
    await tx.lock({ district: account.district, key: account.id }, district, [actor.account])
    const [made] = await tx
      .select({ codes: count() })
      .from(pickupCode)
      .where(and(eq(pickupCode.district, district), eq(pickupCode.account, actor.account), eq(pickupCode.day, day)))
    if ((made?.codes ?? 0) >= MOST_CODES) throw refuse('PICKUP_CODES_MOST', { most: MOST_CODES })
    await tx
      .insert(pickupCode)
      .values({ district, codeHash: hashOfCode(code), account: actor.account, day, at: clock.now() })
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'pickup-code.made', subject: `account:${actor.account}`, detail: { day } },
    ])
  })
  return code
}
