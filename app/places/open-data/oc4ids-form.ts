import { z } from 'zod/mini'

/** What the pages of project files post. */

/** The form around the file. */
export const uploadForm = z.object({})

/** What to do with a file that was seen. */
export const seenForm = z.object({ deed: z.enum(['apply', 'discard']) })
