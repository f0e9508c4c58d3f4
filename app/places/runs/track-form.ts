import { z } from 'zod/mini'

/** What the address of the track record may ask for; anything else takes the default. */
export const trackSearch = z.object({
  phase: z.catch(z._default(z.enum(['', 'kindergarten', 'primary', 'junior']), ''), ''),
  size: z.catch(z._default(z.enum(['', 'small', 'middle', 'large']), ''), ''),
  /** A run's id; '' for all. */
  run: z.catch(z._default(z.string().check(z.maxLength(80)), ''), ''),
})
