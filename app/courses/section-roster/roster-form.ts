import * as z from 'zod/mini'

/** What addresses and forms of rosters carry. */

/** A text to look for; a sign that no keyboard has is no text. */
const sought = z._default(
  z.string().check(
    z.maxLength(40),
    z.refine((text) => !text.includes('\0')),
  ),
  '',
)
const place = z._default(z.string().check(z.regex(/^[\w.-]{0,64}$/)), '')

export const rosterSearch = z.object({ q: sought })

/** What is looked for among the children of a school. */
export const pupilSearch = z.object({ q: sought, class: place, school: place })

export const contactForm = z.object({ pupil: z.string().check(z.regex(/^[\w.-]{1,64}$/)) })
