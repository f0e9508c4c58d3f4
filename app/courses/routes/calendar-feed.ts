import { createHash } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { sentenceOf } from '~/shared/refusal'
import { calendarFeed } from '../calendar-feed.server'

/** What a telephone's calendar asks for every few hours. The secret in the address is all that opens it. */
export const loader = async ({ params, request, context }: LoaderFunctionArgs): Promise<Response> => {
  const text = await calendarFeed(context, params.secret ?? '')
  if (text === null) {
    return new Response(sentenceOf('NOT_FOUND', {}), {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    })
  }
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const headers = {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="week.ics"',
    'Cache-Control': 'private, no-cache',
    ETag: etag,
  }
  return request.headers.get('If-None-Match') === etag
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers })
}
