import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { documentAnswer, loadDocumentFile } from '../projects/load-document-file.server'

/** A paper of a project to be saved, or its photo in a size: for officers, published or not. */
export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  if (!context.actor?.officer) throw refuse(context.actor ? 'FORBIDDEN' : 'NOT_SIGNED_IN')
  const { project = '', document = '', size = '' } = params
  const file = await loadDocumentFile(context, { project, document, size })
  return documentAnswer(file, 'private, no-store')
})
