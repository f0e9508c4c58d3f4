import * as z from 'zod/mini'
import { promoteAllForm, promotionForm } from './promotion-form'

/** The forms around a roster's file. */

/** Beside the file itself. */
export const uploadForm = z.object({ intent: z.literal('upload') })

/** On the pages where files come in, other presses come without one. */
export const rosterDeedForm = z.discriminatedUnion('intent', [uploadForm, promotionForm, promoteAllForm])

const tick = z._default(z.enum(['', 'on']), '')

/** 确认 or 不办了, under a preview. */
export const confirmForm = z.object({ deed: z.enum(['apply', 'discard']), onlyRight: tick, manyLeave: tick })
