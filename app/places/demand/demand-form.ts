import * as z from 'zod/mini'
import { demandKinds } from './demand-kinds'
import { previewWords, demandWords as words } from './demand-words'

/** The forms of the data page and its previews. */

/** Where the numbers come from. */
const reason = z
  ._default(z.string(), '')
  .check(z.trim(), z.minLength(2, previewWords.reasonMissing), z.maxLength(200, previewWords.reasonMissing))

const uploadForm = z.object({
  intent: z.literal('upload'),
  kind: z.enum(demandKinds, words.noKind),
})

/** 按学籍点一次数; `seen` is the difference that was on the page. */
const snapshotForm = z.object({
  intent: z.literal('snapshot'),
  seen: z.string().check(z.maxLength(40)),
  reason,
})

export const dataForm = z.discriminatedUnion('intent', [uploadForm, snapshotForm])

/** Under a preview. */
export const demandDeedForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('apply'), reason }),
  z.object({ deed: z.literal('discard'), reason: z.optional(z.string()) }),
])

/** What a sheet's address asks for. */
export const demandSheetSearch = z.object({
  kind: z.enum(demandKinds),
  what: z._default(z.enum(['standing', 'template']), 'standing'),
})
