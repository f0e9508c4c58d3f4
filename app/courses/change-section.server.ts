import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeNotices } from '~/messages/index.server'
import { type Actor, requireSchool } from '~/people'
import { guardiansOf } from '~/people/index.server'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { changeNotice } from './publishing-words'
import { priceDraft } from './section-fee.server'
import { type PricedDraft, pricedErrors } from './section-fee-rules'
import { loadFrame, nameOf, openSection, type SectionRecord } from './section-record.server'
import {
  type Adjustable,
  adjustedFields,
  instructorErrors,
  isPublic,
  type SchoolFrame,
  type SectionDraft,
  whyNotCapacity,
} from './section-rules'
import {
  type DraftAnswer,
  requireMove,
  rewriteSection,
  sameContent,
  searchTextOfDraft,
  writeStanding,
  writeStep,
} from './section-writes.server'
import { passOnSeats } from './waitlist.server'

export interface SectionChange {
  section: string
  /** Room, teacher and places; places are left out for base care, which has no end. */
  adjust: { room: string; instructor: string; capacity?: number | undefined }
  /** Everything; only before publication. */
  draft?: SectionDraft | undefined
}

/**
 * A school changes a section. Before publication everything may change: what the bureau had already seen goes back to
 * the school and has to be sent again, unless only room, teacher or places differ. A published section changes only
 * these, its places only upwards; the families concerned are told and freed seats go to those who wait, in the same
 * transaction.
 * @returns the section, or what has to be changed first.
 * Refuses SECTION_UNKNOWN, FORBIDDEN (another school's), WRONG_STATE, CAPACITY_BELOW_TAKEN, CAPACITY_ONLY_UP.
 */
export const changeSection = async (
  context: Context,
  actor: Actor,
  { section: id, adjust, draft: given }: SectionChange,
): Promise<DraftAnswer> => {
  const draft = given && (await priceDraft(context, given))
  return context.store.transaction(async (tx): Promise<DraftAnswer> => {
    const before = await openSection(context, tx, id)
    requireSchool(actor, before.school)
    const capacity = before.capacity === null ? null : (adjust.capacity ?? before.capacity)
    if (capacity !== null) {
      const why = whyNotCapacity(before, capacity, isPublic(before.stage))
      if (why) throw refuse(why, { taken: before.enrolled + before.offered })
    }
    const after: Adjustable = { room: adjust.room, instructor: adjust.instructor, capacity }
    const frame = await loadFrame(context, tx, before)
    const rewrites = draft !== undefined && !sameContent(before, draft)
    const move = requireMove(before.stage, rewrites ? 'rewrite' : 'adjust')
    if (rewrites && before.base) throw refuse('WRONG_STATE', { state: nameOf(before) })
    const errors = draft
      ? pricedErrors(draft, frame, before.instructor)
      : instructorErrors({ instructor: adjust.instructor, startsOn: before.startsOn }, frame, before.instructor)
    if (Object.keys(errors).length > 0) return { ok: false, errors }

    const changed = adjustedFields(before, after)
    if (!rewrites && changed.length === 0 && move.to === before.stage) return { ok: true, section: id }
    await writeChange(context, tx, actor, { before, after, frame, rewritten: rewrites ? draft : undefined })
    if (before.stage === 'published') {
      await tellFamilies(context, tx, before, remarkOf(before, after, frame))
      if (changed.includes('capacity')) await passOnSeats(context, tx, [id])
    }
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'section.changed',
        subject: `section:${id}`,
        detail: { changed: rewrites ? 'content' : changed.join(','), capacity },
      },
    ])
    return { ok: true, section: id }
  })
}

interface ChangeToWrite {
  before: SectionRecord
  after: Adjustable
  frame: SchoolFrame
  /** Everything, where more changes than room, teacher and places. */
  rewritten?: PricedDraft | undefined
}

/**
 * Writes a change that was found good: the section, where it stands now, and the step. The caller has its lock, tells
 * whom it concerns and writes the audit entry. Refuses WRONG_STATE.
 */
export const writeChange = async (
  context: Context,
  tx: Tx,
  actor: Actor,
  { before, after, frame, rewritten }: ChangeToWrite,
): Promise<void> => {
  const move = requireMove(before.stage, rewritten ? 'rewrite' : 'adjust')
  if (rewritten) await rewriteSection(context, tx, before, rewritten, frame, actor.account)
  else if (adjustedFields(before, after).length > 0) await writeAdjusted(context, tx, before, after, frame)
  await writeStanding(context, tx, before.id, move.to, before.supplement)
  await writeStep(context, tx, {
    section: before.id,
    after: before.lastStep,
    step: move.step,
    actor: actor.account,
    remark: remarkOf(before, after, frame),
  })
}

const writeAdjusted = async (
  { store, district }: Context,
  tx: Tx,
  before: SectionRecord,
  after: Adjustable,
  frame: SchoolFrame,
): Promise<void> => {
  const { section, seatCount } = store.tables
  if (after.capacity !== before.capacity)
    await tx
      .update(seatCount)
      .set({ capacity: after.capacity })
      .where(and(eq(seatCount.district, district), eq(seatCount.section, before.id)))
  await tx
    .update(section)
    .set({
      room: after.room,
      instructor: after.instructor,
      searchText: searchTextOfDraft({ ...before, instructor: after.instructor }, frame),
    })
    .where(and(eq(section.district, district), eq(section.id, before.id)))
}

/** What changed, in the words that families and the section's history get. */
const remarkOf = (before: SectionRecord, after: Adjustable, frame: SchoolFrame): string => {
  const teacher = frame.instructors.find(({ id }) => id === after.instructor)?.name ?? ''
  const said = {
    room: () => changeNotice.room(before.room, after.room),
    instructor: () => changeNotice.instructor(before.instructorName, teacher),
    capacity: () => changeNotice.capacity(before.capacity ?? 0, after.capacity ?? 0),
  }
  return adjustedFields(before, after)
    .map((field) => said[field]())
    .join('')
}

const CONCERNED = ['enrolled', 'offered', 'waitlisted'] as const

const tellFamilies = async (context: Context, tx: Tx, section: SectionRecord, body: string): Promise<void> => {
  if (body === '') return
  const { store, district } = context
  const { enrolment } = store.tables
  const rows = await tx
    .select({ pupil: enrolment.pupil })
    .from(enrolment)
    .where(
      and(
        eq(enrolment.district, district),
        eq(enrolment.section, section.id),
        inArray(enrolment.state, [...CONCERNED]),
      ),
    )
  const guardians = await guardiansOf(
    context,
    tx,
    rows.map(({ pupil }) => pupil),
  )
  await writeNotices(
    context,
    tx,
    guardians.map(({ account, pupil, pupilName }) => ({
      account,
      kind: 'section-changed',
      title: changeNotice.title(pupilName, nameOf(section)),
      body,
      link: pathTo('placeOf', { pupil, section: section.id }),
    })),
  )
}
