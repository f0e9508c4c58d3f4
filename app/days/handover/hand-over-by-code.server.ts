import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { schoolOfDay } from './handover-rules'
import { type ChildOfDay, loadChildrenOfDay } from './load-day.server'
import { hashOfCode } from './make-pickup-code.server'
import { writeHandover } from './write-handover.server'

export interface FamilyOfCode {
  account: string
  personName: string
  /** Children of the family with a session today at one of the reader's schools, not handed over. */
  children: ChildOfDay[]
}

/** Whose code it is, and which of the family's children can be handed over to it. Refuses PICKUP_CODE_UNKNOWN. */
export const openPickupCode = async (context: Context, actor: Actor, code: string): Promise<FamilyOfCode> => {
  const { store, district, clock } = context
  const { pickupCode, guardianship, account } = store.tables
  const day = dayOf(clock.now())
  const rows = await store.db
    .select({ account: account.id, name: account.name, relation: guardianship.relation, pupil: guardianship.pupil })
    .from(pickupCode)
    .innerJoin(
      account,
      and(eq(account.district, district), eq(account.id, pickupCode.account), isNull(account.disabledAt)),
    )
    .innerJoin(
      guardianship,
      and(
        eq(guardianship.district, district),
        eq(guardianship.account, pickupCode.account),
        isNull(guardianship.endedAt),
      ),
    )
    .where(and(eq(pickupCode.district, district), eq(pickupCode.codeHash, hashOfCode(code)), eq(pickupCode.day, day)))
  const [first] = rows
  if (!first) throw refuse('PICKUP_CODE_UNKNOWN')
  const schools = [...actor.teacherAt, ...actor.administers]
  const children = await loadChildrenOfDay(context, { pupils: rows.map(({ pupil }) => pupil) }, day)
  return {
    account: first.account,
    personName: `${first.relation} ${first.name}`,
    children: children.filter((child) => child.standing === 'open' && schools.includes(schoolOfDay(child))),
  }
}

/**
 * Children of one family leave with whoever shows its code of the day: all of them in one transaction, or none. The same
 * key writes once. Refuses PICKUP_CODE_UNKNOWN, NOT_IN_YOUR_SESSIONS, HANDED_OVER, KEY_REUSED.
 */
export const handOverByCode = async (
  context: Context,
  actor: Actor,
  { key, code, pupils }: { key: string; code: string; pupils: readonly string[] },
): Promise<void> => {
  const { store, district, clock } = context
  const { pupil } = store.tables
  const family = await openPickupCode(context, actor, code)
  const chosen = [...new Set(pupils)].sort()
  const day = dayOf(clock.now())
  const schools = [...actor.teacherAt, ...actor.administers]
  const children = await loadChildrenOfDay(context, { pupils: chosen }, day)
  const own = new Set((await guardianshipsOf(context, family.account)).map((row) => row.pupil))
  await store.transaction(async (tx) => {
    await tx.lock({ district: pupil.district, key: pupil.id }, district, chosen)
    const facts = []
    for (const id of chosen) {
      const child = children.find((one) => one.pupil === id)
      if (!child || !own.has(id) || !schools.includes(schoolOfDay(child)))
        throw refuse('NOT_IN_YOUR_SESSIONS', { child: child && own.has(id) ? child.name : '这个孩子' })
      facts.push(
        ...(await writeHandover(context, actor, tx, {
          id: `${key}:${id}`,
          pupil: id,
          childName: child.name,
          school: schoolOfDay(child),
          way: 'code',
          person: family.account,
          personName: family.personName,
        })),
      )
    }
    await writeAudit(context, tx, facts)
  })
}

const guardianshipsOf = ({ store, district }: Context, account: string) => {
  const { guardianship } = store.tables
  return store.db
    .select({ pupil: guardianship.pupil })
    .from(guardianship)
    .where(and(eq(guardianship.district, district), eq(guardianship.account, account), isNull(guardianship.endedAt)))
}
