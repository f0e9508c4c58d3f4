import { and, eq, or } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { type NoticeToWrite, writeNotices } from '~/messages/index.server'
import { guardiansOf } from '~/people/index.server'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { momentInWords } from '~/shared/day'
import { pathTo } from '~/site'
import type { AllotmentEvent, World } from './allotment-world'
import { onPaper, paperNotices } from './section-roster/paper-notices'

const PAIRS_A_STATEMENT = 200

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

/** Writes everything that the batch changed, and tells the families concerned, in the batch's own transaction. */
export const writeWorld = async (context: Context, tx: Tx, world: World): Promise<void> => {
  await writeSlots(context, tx, world)
  await writeEnrolments(context, tx, world)
  await writeSeats(context, tx, world)
  await tellFamilies(context, tx, world)
  await writeAudit(context, tx, world.changes.events.map(factOf))
}

const factOf = ({ action, actor, pupil, section, detail }: AllotmentEvent): AuditFact => ({
  actor,
  action,
  subject: `pupil:${pupil}/section:${section}`,
  detail,
})

const writeSlots = async ({ district, store }: Context, tx: Tx, { changes, sections }: World): Promise<void> => {
  const { heldSlot } = store.tables
  const emptied: { pupil: string; slot: number; term: string }[] = []
  const taken: (typeof heldSlot.$inferInsert)[] = []
  const changed: (typeof heldSlot.$inferInsert)[] = []
  const [anySection] = sections.values()
  const termOf = (id: string): string => sections.get(id)?.term ?? anySection?.term ?? ''
  for (const { pupil, slot, stood } of changes.slots.values()) {
    const held = pupil.held.get(slot)
    if (!held && stood) emptied.push({ pupil: pupil.id, slot, term: anySection?.term ?? '' })
    if (!held) continue
    const row = { district, term: termOf(held.section), pupil: pupil.id, slot, section: held.section, base: held.base }
    if (stood) changed.push(row)
    else taken.push(row)
  }
  for (const some of chunks(emptied, PAIRS_A_STATEMENT)) {
    const these = some.map(({ pupil, slot, term }) =>
      and(eq(heldSlot.district, district), eq(heldSlot.term, term), eq(heldSlot.pupil, pupil), eq(heldSlot.slot, slot)),
    )
    await tx.delete(heldSlot).where(or(...these))
  }
  // Plain inserts: should another process have taken the slot after all, the primary key fires and nothing is written.
  await tx.writeMany(heldSlot, taken)
  await tx.writeMany(heldSlot, changed, {
    key: [heldSlot.district, heldSlot.term, heldSlot.pupil, heldSlot.slot],
    columns: [heldSlot.section, heldSlot.base],
  })
}

const writeEnrolments = async ({ district, store }: Context, tx: Tx, { changes, now }: World): Promise<void> => {
  const { enrolment } = store.tables
  const rows = [...changes.enrolments].map(({ fresh, base: _base, ...record }) => ({
    fresh,
    row: { ...record, district, changedAt: now },
  }))
  const only = (fresh: boolean) => rows.filter((one) => one.fresh === fresh).map((one) => one.row)
  await tx.writeMany(enrolment, only(true))
  await tx.writeMany(enrolment, only(false), {
    key: [enrolment.district, enrolment.pupil, enrolment.section],
    columns: [
      enrolment.state,
      enrolment.place,
      enrolment.offerEndsAt,
      enrolment.feeFen,
      enrolment.requestKey,
      enrolment.changedAt,
    ],
  })
}

const writeSeats = async ({ district, store }: Context, tx: Tx, { changes }: World): Promise<void> => {
  const { seatCount } = store.tables
  const rows = [...changes.sections].map(({ id, capacity, enrolled, offered, waiting, lastPlace }) => ({
    district,
    section: id,
    capacity,
    enrolled,
    offered,
    waiting,
    lastPlace,
  }))
  await tx.writeMany(seatCount, rows, {
    key: [seatCount.district, seatCount.section],
    columns: [seatCount.enrolled, seatCount.offered, seatCount.waiting, seatCount.lastPlace],
  })
}

/** Families are told of what happened without them: an offer, an offer that passed on, a paper form at the school. */
const tellFamilies = async (context: Context, tx: Tx, world: World): Promise<void> => {
  const told = world.changes.events.filter(
    ({ action }) => action === 'enrolment.offered' || action === 'enrolment.offer-expired',
  )
  const concerned = [...told, ...world.changes.events.filter(onPaper)]
  if (concerned.length === 0) return
  const guardians = await guardiansOf(context, tx, [...new Set(concerned.map(({ pupil }) => pupil))])
  const notices = told.flatMap((event) =>
    guardians
      .filter(({ pupil }) => pupil === event.pupil)
      .map(({ account, pupilName }) => noticeOf(event, account, pupilName, world)),
  )
  await writeNotices(context, tx, [...notices, ...paperNotices(world.changes.events, guardians, world)])
}

const noticeOf = (event: AllotmentEvent, account: string, child: string, world: World): NoticeToWrite => {
  const title = world.sections.get(event.section)?.title ?? ''
  const link = pathTo('placeOf', { pupil: event.pupil, section: event.section })
  if (event.action === 'enrolment.offered') {
    const until = momentInWords(Number(event.detail.until))
    return {
      account,
      kind: 'offer-made',
      title: `${child}的${title}有位子了`,
      body: `位子留到 ${until}。到时没接，就让给下一位。`,
      link,
    }
  }
  return {
    account,
    kind: 'offer-expired',
    title: `${child}的${title}过了时间`,
    body: '位子已经让给下一位了。还想上，可以再排。',
    link,
  }
}
