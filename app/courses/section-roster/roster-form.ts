import { z } from 'zod/mini'

/** What addresses and forms of rosters carry. */

const id = z.string().check(z.regex(/^[\w.-]{1,64}$/))

export const rosterSearch = z.object({ q: z._default(z.string().check(z.maxLength(40)), '') })

export const contactForm = z.object({ pupil: id })
