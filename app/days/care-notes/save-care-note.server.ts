import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { type Actor, ownChild } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import type { CareNoteDraft } from './care-note-form'
import { careNoteText } from './care-note-words'

/**
 * Keeps a child's allergies and notes, with the hash of what its guardian agreed to. The record says that, never what.
 * Refuses NOT_YOUR_CHILD.
 */
export const saveCareNote = async (
  context: Context,
  actor: Actor,
  { pupil: child, allergies, note }: Pick<CareNoteDraft, 'pupil' | 'allergies' | 'note'>,
): Promise<void> => {
  const { store, district, clock } = context
  const { careNote } = store.tables
  const { name } = ownChild(actor, child)
  const said = {
    allergies,
    note,
    textHash: createHash('sha256').update(careNoteText(name).join('\n')).digest('hex'),
    by: actor.account,
    at: clock.now(),
  }
  await store.transaction(async (tx) => {
    await tx
      .insert(careNote)
      .values({ district, pupil: child, ...said })
      .onConflictDoUpdate({ target: [careNote.district, careNote.pupil], set: said })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'care-note.saved',
        subject: `pupil:${child}`,
        detail: { textHash: said.textHash },
      },
    ])
  })
}

/** Deletes it for good; what is not there is deleted already. Refuses NOT_YOUR_CHILD. */
export const removeCareNote = async (context: Context, actor: Actor, child: string): Promise<void> => {
  const { store, district } = context
  const { careNote } = store.tables
  ownChild(actor, child)
  await store.transaction(async (tx) => {
    const here = and(eq(careNote.district, district), eq(careNote.pupil, child))
    const [found] = await tx.select({ pupil: careNote.pupil }).from(careNote).where(here)
    if (!found) return
    await tx.delete(careNote).where(here)
    await writeAudit(context, tx, [{ actor: actor.account, action: 'care-note.removed', subject: `pupil:${child}` }])
  })
}
