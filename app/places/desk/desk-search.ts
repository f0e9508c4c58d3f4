import { z } from 'zod/mini'

const short = z._default(z.string().check(z.maxLength(80)), '')

/** What an address of the planner's screen asks for. A cell that is not there gives way to the one in greatest need. */
export const deskSearch = z.object({
  street: short,
  phase: short,
  year: z._default(z.string().check(z.maxLength(4)), ''),
  scope: z._default(z.enum(['phase', 'intake']), 'phase'),
  colour: z._default(z.enum(['planner', 'official']), 'planner'),
  /** A version by its id; '' for the newest. */
  run: short,
})

export type DeskSearch = z.infer<typeof deskSearch>

/** As the links of the page write it: what is usual is left out. */
export const deskQuery = ({ scope, colour, ...rest }: DeskSearch): Record<string, string> => ({
  ...rest,
  scope: scope === 'phase' ? '' : scope,
  colour: colour === 'planner' ? '' : colour,
})
