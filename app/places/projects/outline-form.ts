import * as z from 'zod/mini'
import { textField } from './form-fields'
import { projectErrors as words } from './project-error-words'

/** A map that is brought. */
export const outlineForm = z.object({
  kind: z.enum(['district', 'streets']),
  name: textField(40, words.textLong(40), words.textMissing),
  source: textField(120, words.textLong(120), words.textMissing),
})
export type OutlineDraft = z.infer<typeof outlineForm>
