import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'

export interface DocumentFile {
  title: string
  mime: string
  published: boolean
  bytes: Uint8Array
}

const SIZES = ['file', 'small', 'large'] as const

/**
 * The bytes of a project's paper, or of its photo in a size. Whoever shows them to everybody asks `published` first.
 * Refuses NOT_FOUND: no such paper or size, or it was taken away.
 */
export const loadDocumentFile = async (
  { store, district }: Context,
  { project, document, size: asked }: { project: string; document: string; size: string },
): Promise<DocumentFile> => {
  const size = SIZES.find((one) => one === asked)
  if (!size) throw refuse('NOT_FOUND')
  const { projectDocument, projectDocumentFile } = store.tables
  const [row] = await store.db
    .select({
      title: projectDocument.title,
      published: projectDocument.published,
      mime: projectDocumentFile.mime,
      bytes: projectDocumentFile.bytes,
    })
    .from(projectDocument)
    .innerJoin(
      projectDocumentFile,
      and(
        eq(projectDocumentFile.district, district),
        eq(projectDocumentFile.document, projectDocument.id),
        eq(projectDocumentFile.size, size),
      ),
    )
    .where(
      and(
        eq(projectDocument.district, district),
        eq(projectDocument.project, project),
        eq(projectDocument.id, document),
        isNull(projectDocument.removedAt),
      ),
    )
  if (!row) throw refuse('NOT_FOUND')
  return row
}

/** How a browser is given a file: a photo shows, a paper is saved and never opens inside the portal. */
export const documentAnswer = ({ title, mime, bytes }: DocumentFile, cacheControl: string): Response => {
  const name = encodeURIComponent(`${title}.pdf`).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mime,
      'Cache-Control': cacheControl,
      'X-Content-Type-Options': 'nosniff',
      ...(mime === 'application/pdf' ? { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` } : {}),
    },
  })
}
