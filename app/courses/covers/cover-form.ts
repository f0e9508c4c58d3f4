import { z } from 'zod/mini'

export const coverForm = z.object({ deed: z.enum(['put', 'takeAway']) })
