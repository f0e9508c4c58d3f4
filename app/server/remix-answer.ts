import type { AppLoadContext } from '@remix-run/node'
import { asksForData, type Exchange } from './exchange'
import { netted } from './redirect-net'
import { send } from './send'
import { DATA_REDIRECT_STATUS, dataRedirect, targetOfDataRedirect } from './single-fetch-answers'

/** What stands behind the pipeline: Remix's request handler, or a stub in tests. */
export type PageHandler = (request: Request, context: AppLoadContext) => Promise<Response>

/** Not passed on: what a stranger may forge, and what belongs to one connection. */
const DROPPED = new Set([
  'connection',
  'content-length',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'origin',
  'te',
  'transfer-encoding',
  'upgrade',
  'via',
])

/** The request as Remix sees it: under the portal's own address, whatever the headers claimed. */
export const webRequest = ({ request, caller, path, search }: Exchange, body: Buffer): Request => {
  const headers = new Headers()
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = String(request.rawHeaders[i]).toLowerCase()
    if (!DROPPED.has(name) && !name.startsWith('x-forwarded-')) headers.append(name, String(request.rawHeaders[i + 1]))
  }
  headers.set('host', new URL(caller.origin).host)
  const unsafe = request.method === 'POST'
  // The origin has been checked; Remix compares it with the host once more.
  if (unsafe) headers.set('origin', caller.origin)
  return new Request(`${caller.origin}${path}${search}`, {
    method: request.method ?? 'GET',
    headers,
    ...(unsafe ? { body: new Uint8Array(body) } : {}),
  })
}

const isPage = (type: string): boolean => type.startsWith('text/html') || type.startsWith('text/x-script')

/** Pages with a person's data are never kept; others may be kept by that browser, but are asked after. */
const cacheOf = (type: string, signedIn: boolean, given: string | null): string => {
  if (isPage(type)) return signedIn ? 'no-store' : 'private, no-cache'
  return given ?? 'no-store'
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Asks Remix and sends on what it answers, with no redirect that leads out of the portal. */
export const sendRemixAnswer = async (
  exchange: Exchange,
  body: Buffer,
  handler: PageHandler,
  context: AppLoadContext,
): Promise<void> => {
  const answer = await handler(webRequest(exchange, body), context)
  const type = answer.headers.get('content-type') ?? 'text/plain; charset=utf-8'
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of answer.headers)
    if (name !== 'set-cookie' && name !== 'content-type') headers[name] = value
  delete headers['content-length']
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  headers['cache-control'] = cacheOf(
    type,
    exchange.actor !== null,
    cookies.length > 0 ? null : answer.headers.get('cache-control'),
  )
  if (isPage(type)) headers.vary = 'Cookie'
  const { origin } = exchange.caller
  const location = answer.headers.get('location')
  if (location !== null && REDIRECTS.has(answer.status)) headers.location = netted(location, origin)
  else delete headers.location
  let bytes: Buffer | string = Buffer.from(await answer.arrayBuffer())
  if (answer.status === DATA_REDIRECT_STATUS && asksForData(exchange.path) && bytes.length > 0) {
    const target = targetOfDataRedirect(bytes.toString())
    const safe = netted(target ?? '/', origin)
    if (safe !== target) bytes = dataRedirect(exchange.request.method ?? 'GET', safe, false)
  }
  await send(exchange, { status: answer.status, body: bytes, type, headers })
}
