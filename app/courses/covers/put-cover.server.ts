import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { UploadedFile } from '~/shared/sheet/sheet'
import { stageWords } from '../publishing-words'
import { findSection, type SectionRecord } from '../section-record.server'
import { type ReadCover, readCover } from './read-cover.server'

/**
 * Puts an uploaded photograph on the course of a section, in place of the drawn cover or of another photograph. What it
 * replaces goes where no other course shows it.
 * Refuses SECTION_UNKNOWN, FORBIDDEN (another school's), WRONG_STATE (base care, closed), and what `readCover` refuses.
 */
export const putCover = async (
  context: Context,
  actor: Actor,
  { section, file }: { section: string; file: UploadedFile },
): Promise<void> => {
  // Whose section it is, before anybody's file is worked on.
  await ownSection(context, actor, section)
  const cover = await readCover(file)
  await changeCover(context, actor, section, cover)
}

/** 用画的封面: the course shows its drawn cover again. Safe to press twice. Refuses as `putCover` does. */
export const takeCoverAway = (context: Context, actor: Actor, section: string): Promise<void> =>
  changeCover(context, actor, section, null)

const ownSection = async (context: Context, actor: Actor, id: string, tx?: Tx): Promise<SectionRecord> => {
  const section = await findSection(context, tx ?? context.store.db, id)
  if (!section) throw refuse('SECTION_UNKNOWN')
  requireSchool(actor, section.school)
  if (section.base || section.stage === 'closed') throw refuse('WRONG_STATE', { state: stageWords[section.stage] })
  return section
}

const changeCover = async (context: Context, actor: Actor, id: string, cover: ReadCover | null): Promise<void> => {
  const { store, district, clock } = context
  const { course, coverImage, district: districts } = store.tables
  await store.transaction(async (tx) => {
    // One change of covers at a time: whether a picture is still shown is then sure.
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const section = await ownSection(context, actor, id, tx)
    const name = cover?.name ?? null
    if (section.cover === name) return
    if (cover) {
      const rows = cover.sizes.map((size) => ({
        ...size,
        district,
        name: cover.name,
        uploadedBy: actor.account,
        at: clock.now(),
      }))
      await tx.insert(coverImage).values(rows).onConflictDoNothing()
    }
    await tx
      .update(course)
      .set({ cover: name })
      .where(and(eq(course.district, district), eq(course.id, section.course)))
    if (section.cover !== null) await dropUnused(context, tx, section.cover)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'course.cover-changed',
        subject: `course:${section.course}`,
        detail: { section: id, cover: name },
      },
    ])
  })
}

const dropUnused = async ({ store, district }: Context, tx: Tx, name: string): Promise<void> => {
  const { course, coverImage } = store.tables
  const [shown] = await tx
    .select({ id: course.id })
    .from(course)
    .where(and(eq(course.district, district), eq(course.cover, name)))
    .limit(1)
  if (shown) return
  await tx.delete(coverImage).where(and(eq(coverImage.district, district), eq(coverImage.name, name)))
}
