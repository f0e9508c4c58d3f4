import * as z from 'zod/mini'
import { careWords as words } from './care-note-words'

/** Allergies and notes, for browser and server. */

export const MOST_ALLERGIES = 100
export const MOST_NOTE = 200

const id = z.string().check(z.minLength(1), z.maxLength(80))
const text = (most: number) => z._default(z.string(), '').check(z.trim(), z.maxLength(most, words.long(most)))

export const careNoteForm = z
  .object({
    pupil: id,
    allergies: text(MOST_ALLERGIES),
    note: text(MOST_NOTE),
    agree: z.literal('on', words.agreeNeeded),
  })
  .check(z.refine(({ allergies, note }) => allergies + note !== '', { message: words.none, path: ['allergies'] }))

export const removeCareNoteForm = z.object({ pupil: id })

export type CareNoteDraft = z.infer<typeof careNoteForm>
