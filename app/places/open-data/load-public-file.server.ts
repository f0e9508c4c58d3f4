import { and, eq } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type DocumentFile, loadDocumentFile } from '../projects/load-document-file.server'

/** The bytes of a picture or paper that everybody may see. Refuses NOT_FOUND for any other, and for hidden projects. */
export const loadPublicFile = async (
  context: Context,
  asked: { project: string; document: string; size: string },
): Promise<DocumentFile> => {
  const { store, district } = context
  const { project } = store.tables
  const open = await store.db.$count(
    project,
    and(eq(project.district, district), eq(project.id, asked.project), eq(project.published, true)),
  )
  if (open === 0) throw refuse('NOT_FOUND')
  const file = await loadDocumentFile(context, asked)
  if (!file.published) throw refuse('NOT_FOUND')
  return file
}
