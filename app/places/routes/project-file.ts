import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { loadPublicFile } from '../open-data/load-public-file.server'
import { documentAnswer } from '../projects/load-document-file.server'

/** A published picture or paper of a public project. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const size = new URL(request.url).searchParams.get('size') ?? 'large'
  const file = await loadPublicFile(context, { project: params.project ?? '', document: params.document ?? '', size })
  // Never changed under its address, but it may be taken away again.
  return documentAnswer(file, 'public, max-age=3600')
})
