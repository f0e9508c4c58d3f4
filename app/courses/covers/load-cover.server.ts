import { and, eq } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'

const FILE = /^([0-9a-f]{64})-(card|page)\.webp$/u

/** The picture behind `<sha>-card.webp` or `<sha>-page.webp`. Refuses NOT_FOUND for anything else. */
export const loadCover = async ({ store, district }: Context, file: string): Promise<Uint8Array> => {
  const [, name, size] = FILE.exec(file) ?? []
  if (!name || (size !== 'card' && size !== 'page')) throw refuse('NOT_FOUND')
  const { coverImage } = store.tables
  const [row] = await store.db
    .select({ webp: coverImage.webp })
    .from(coverImage)
    .where(and(eq(coverImage.district, district), eq(coverImage.name, name), eq(coverImage.size, size)))
  if (!row) throw refuse('NOT_FOUND')
  return row.webp
}
