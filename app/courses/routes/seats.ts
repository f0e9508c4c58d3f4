import { createHash } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { loadSeats } from '../load-seats.server'

/** Places left of the asked sections, tiny and cacheable for a second: pages ask for it while they are looked at. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const asked = (new URL(request.url).searchParams.get('s') ?? '').slice(0, 5_000).split(',')
  const body = JSON.stringify(await loadSeats(context, asked))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'public, max-age=1',
    ETag: etag,
  }
  return request.headers.get('If-None-Match') === etag
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers })
})
