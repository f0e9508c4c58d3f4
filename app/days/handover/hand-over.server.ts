import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { schoolOfDay, type Taker } from './handover-rules'
import { type ChildOfDay, childInOwnSessions } from './load-day.server'
import { guardiansToFetch, personsNamed, walkersAmong } from './persons-of.server'
import { type Taken, writeHandover } from './write-handover.server'

/** Who it is that took the child, as far as the family's word goes now. Refuses NOT_AUTHORISED. */
const readTaker = async (
  context: Context,
  tx: Tx,
  child: ChildOfDay,
  taker: Taker,
): Promise<Pick<Taken, 'way' | 'person' | 'personName'>> => {
  const pupils = [child.pupil]
  if (taker.kind === 'alone') {
    if (!(await walkersAmong(context, pupils, tx)).has(child.pupil))
      throw refuse('NOT_AUTHORISED', { child: child.name })
    return { way: 'alone', person: '', personName: '' }
  }
  const found =
    taker.kind === 'guardian'
      ? (await guardiansToFetch(context, pupils, tx)).find(({ account }) => account === taker.account)
      : (await personsNamed(context, 'pickup', pupils, tx)).find(({ id }) => id === taker.id)
  if (!found) throw refuse('NOT_AUTHORISED', { child: child.name })
  const person = taker.kind === 'guardian' ? taker.account : taker.id
  return { way: 'person', person, personName: `${found.relation} ${found.name}` }
}

/**
 * A child of one's own sessions leaves with somebody the family named, or alone as the family agreed. The same key
 * writes once. Refuses NOT_IN_YOUR_SESSIONS, NOT_AUTHORISED, HANDED_OVER, KEY_REUSED. @returns the id
 */
export const handOver = async (
  context: Context,
  actor: Actor,
  { key, pupil: id, taker }: { key: string; pupil: string; taker: Taker },
): Promise<string> => {
  const { store, district } = context
  const { pupil } = store.tables
  const child = await childInOwnSessions(context, actor, id)
  await store.transaction(async (tx) => {
    await tx.lock({ district: pupil.district, key: pupil.id }, district, [id])
    const school = schoolOfDay(child) || (await schoolOfPupil(context, tx, id))
    const taken = await readTaker(context, tx, child, taker)
    const facts = await writeHandover(context, actor, tx, {
      id: key,
      pupil: id,
      childName: child.name,
      school,
      ...taken,
    })
    await writeAudit(context, tx, facts)
  })
  return key
}

/** A child that was marked away after all stands at the gate: its school is the one it goes to. */
const schoolOfPupil = async ({ store, district }: Context, tx: Tx, id: string): Promise<string> => {
  const { pupil } = store.tables
  const [row] = await tx
    .select({ school: pupil.school })
    .from(pupil)
    .where(and(eq(pupil.district, district), eq(pupil.id, id)))
  return row?.school ?? ''
}

/**
 * It was marked by mistake: whoever marked it takes it back on the same day, an administrator of the school at any time;
 * a second time does nothing. Refuses NOT_FOUND, HANDOVER_SETTLED.
 */
export const takeBackHandover = async (context: Context, actor: Actor, id: string): Promise<void> => {
  const { store, district, clock } = context
  const { handover } = store.tables
  await store.transaction(async (tx) => {
    const here = and(eq(handover.district, district), eq(handover.id, id))
    const [found] = await tx.select().from(handover).where(here)
    if (!found) throw refuse('NOT_FOUND')
    const own = found.by === actor.account && found.day === dayOf(clock.now()) && actor.teacherAt.includes(found.school)
    if (!own && !actor.administers.includes(found.school)) throw refuse('HANDOVER_SETTLED')
    if (found.takenBackAt !== null) return
    await tx.update(handover).set({ takenBackAt: clock.now() }).where(here)
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'handover.taken-back', subject: `pupil:${found.pupil}/handover:${id}` },
    ])
  })
}
