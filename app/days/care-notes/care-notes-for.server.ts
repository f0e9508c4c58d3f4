import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'

export interface CareNote {
  allergies: string
  note: string
  at: number
}

/** What guardians wrote of their own children, by child. The caller has found that these are the reader's own. */
export const careNotesOfFamily = async (
  { store, district }: Context,
  pupils: readonly string[],
): Promise<Map<string, CareNote>> => {
  if (pupils.length === 0) return new Map()
  const { careNote } = store.tables
  const rows = await store.db
    .select({ pupil: careNote.pupil, allergies: careNote.allergies, note: careNote.note, at: careNote.at })
    .from(careNote)
    .where(and(eq(careNote.district, district), store.among(careNote.pupil, pupils)))
  return new Map(rows.map(({ pupil, ...note }) => [pupil, note]))
}

/**
 * Allergies and notes of the children on one session's roster of the day, by child; one line in the record a view, naming
 * whose notes were seen. The caller has found that this member of staff holds the session today.
 */
export const careNotesFor = async (
  context: Context,
  actor: Actor,
  { section, day, pupils }: { section: string; day: string; pupils: readonly string[] },
): Promise<Map<string, CareNote>> => {
  const notes = await careNotesOfFamily(context, pupils)
  if (notes.size === 0) return notes
  await context.store.transaction((tx) =>
    writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'care-notes.viewed',
        subject: `section:${section}/day:${day}`,
        detail: { pupils: [...notes.keys()].sort().join(' ') },
      },
    ]),
  )
  return notes
}
