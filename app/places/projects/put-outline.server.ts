import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import type { UploadedFile } from '~/shared/sheet/sheet'
import type { OutlineDraft } from './outline-form'
import { MOST_OUTLINE_MB, readOutline } from './outline-rules'
import { outlineWords as words } from './outline-words'
import { requireOfficer } from './project-record.server'

export type OutlineAnswer = { ok: true } | { ok: false; errors: { file: string } }

const textOf = ({ name, bytes }: UploadedFile): { text: string } | { wrong: string } => {
  if (!/\.(?:geo)?json$/iu.test(name)) return { wrong: words.wrongName }
  if (bytes.length > MOST_OUTLINE_MB * 1024 * 1024) return { wrong: words.tooLarge }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { wrong: words.notText }
  }
}

/**
 * Puts a GeoJSON in the place of the former one of its kind: the district's outline, or what is drawn within it.
 * @returns done, or what is wrong with the file. Refuses FORBIDDEN.
 */
export const putOutline = async (
  context: Context,
  actor: Actor,
  { draft, file }: { draft: OutlineDraft; file: UploadedFile },
): Promise<OutlineAnswer> => {
  requireOfficer(actor)
  const read = textOf(file)
  if ('wrong' in read) return { ok: false, errors: { file: read.wrong } }
  const checked = readOutline(read.text)
  if (!checked.ok) return { ok: false, errors: { file: words.faults[checked.fault] } }
  const { store, district, clock } = context
  const { mapOutline } = store.tables
  const { kind: id, name, source } = draft
  await store.transaction(async (tx) => {
    await tx.delete(mapOutline).where(and(eq(mapOutline.district, district), eq(mapOutline.id, id)))
    await tx.insert(mapOutline).values({
      district,
      id,
      name,
      outline: checked.outline,
      source,
      by: actor.account,
      at: clock.now(),
    })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'map.changed',
        subject: `map:${id}`,
        detail: { features: checked.outline.features.length, bytes: file.bytes.length },
      },
    ])
  })
  return { ok: true }
}
