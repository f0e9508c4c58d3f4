import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Tx } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { firstAutumnOf } from '../autumn-rules'
import { recordChange } from '../change-log/record-change.server'
import type { CapacityInput } from './capacity-form'
import { capacityWords } from './capacity-words'

type Event = Schema['capacityEvent']['$inferSelect']
type Answer = { ok: true } | { ok: false; errors: Record<string, string> }

const { errors: words, log } = capacityWords

const eventOf = async ({ store, district }: Context, tx: Tx, id: string): Promise<Event | undefined> => {
  const { capacityEvent } = store.tables
  const [row] = await tx
    .select()
    .from(capacityEvent)
    .where(and(eq(capacityEvent.district, district), eq(capacityEvent.id, id)))
  return row
}

/** Where the places are: the school's own street, or the street that was picked. Errors by field. */
const whereOf = async (
  { store, district }: Context,
  tx: Tx,
  { school, street }: Pick<CapacityInput, 'school' | 'street'>,
): Promise<{ street: string; name: string } | { errors: Record<string, string> }> => {
  const { school: schools, street: streets } = store.tables
  if (school === '') {
    const [known] = await tx
      .select({ name: streets.name })
      .from(streets)
      .where(and(eq(streets.district, district), eq(streets.code, street)))
    return known ? { street, name: '' } : { errors: { school: words.where } }
  }
  const [row] = await tx
    .select({ name: schools.name, street: schools.street })
    .from(schools)
    .where(and(eq(schools.district, district), eq(schools.id, school)))
  if (!row) return { errors: { school: words.school } }
  return street === '' || street === row.street ? row : { errors: { street: words.otherStreet } }
}

const isSame = (row: Event, wanted: Omit<Event, 'at'>): boolean =>
  Object.entries(wanted).every(([name, value]) => row[name as keyof Event] === value)

const write = async (
  context: Context,
  tx: Tx,
  event: Event,
  line: { title: string; reason: string },
): Promise<void> => {
  await tx.insert(context.store.tables.capacityEvent).values(event)
  await recordChange(context, tx, {
    ...line,
    subject: 'capacity',
    of: event.id,
    street: event.street,
    by: event.by,
    effectPlaces: event.places,
    effectYear: firstAutumnOf(event.from),
  })
  await writeAudit(context, tx, [
    {
      actor: event.by,
      action: 'capacity.recorded',
      subject: `capacity:${event.id}`,
      detail: {
        street: event.street,
        school: event.school,
        phase: event.phase,
        tier: event.tier,
        places: event.places,
        from: event.from,
        takesBack: event.takesBack,
      },
    },
  ])
}

/**
 * Writes a change of places into the ledger, with 留痕 and audit. The same press counts once.
 * Refuses FORBIDDEN (no officer), KEY_REUSED (the same press with another content). Answers with errors by field.
 */
export const recordCapacityEvent = async (context: Context, actor: Actor, input: CapacityInput): Promise<Answer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  return context.store.transaction(async (tx): Promise<Answer> => {
    const where = await whereOf(context, tx, input)
    if ('errors' in where) return { ok: false, errors: where.errors }
    const places = input.change === 'removed' ? -input.places : input.places
    const wanted = {
      district: context.district,
      id: input.key,
      street: where.street,
      school: input.school,
      phase: input.phase,
      tier: input.tier,
      change: input.change,
      grade: input.grade === '' ? null : Number(input.grade),
      places,
      classes: Number(input.classes),
      from: input.from,
      until: input.until === '' ? null : input.until,
      ramp: input.ramp,
      takesBack: '',
      why: input.why,
      by: actor.account,
      invented: false,
    }
    const known = await eventOf(context, tx, input.key)
    if (known) {
      if (isSame(known, wanted)) return { ok: true }
      throw refuse('KEY_REUSED')
    }
    const title = log.added(where.name, input.phase, places)
    await write(context, tx, { ...wanted, at: context.clock.now() }, { title, reason: input.why })
    return { ok: true }
  })
}

/**
 * Takes an event back by another one that says why; the first stays in the ledger and holds no longer.
 * Refuses FORBIDDEN, NOT_FOUND, CONFLICT (it was taken back already, or takes something back itself).
 */
export const takeBackCapacityEvent = async (
  context: Context,
  actor: Actor,
  input: { event: string; why: string },
): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { capacityEvent, school } = store.tables
  await store.transaction(async (tx) => {
    await tx.lock({ district: capacityEvent.district, key: capacityEvent.id }, district, [input.event])
    const event = await eventOf(context, tx, input.event)
    if (!event) throw refuse('NOT_FOUND')
    const [taken] = await tx
      .select({ id: capacityEvent.id })
      .from(capacityEvent)
      .where(and(eq(capacityEvent.district, district), eq(capacityEvent.takesBack, event.id)))
    if (taken || event.takesBack !== '') throw refuse('CONFLICT')
    const [row] = await tx
      .select({ name: school.name })
      .from(school)
      .where(and(eq(school.district, district), eq(school.id, event.school)))
    const back: Event = {
      ...event,
      id: randomUUID(),
      places: -event.places,
      takesBack: event.id,
      why: input.why,
      by: actor.account,
      at: clock.now(),
      invented: false,
    }
    await write(context, tx, back, { title: log.takenBack(row?.name ?? '', event.phase), reason: input.why })
  })
}
