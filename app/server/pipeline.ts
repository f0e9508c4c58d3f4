import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AppLoadContext } from '@remix-run/node'
import { StoreBusyError } from '#db/store'
import { type Actor, checkAccess } from '~/people'
import { errorWords } from '~/shared/error-words'
import { Refusal, refuse } from '~/shared/refusal'
import { type Place, type PlaceName, placeAt, site } from '~/site'
import { type Caller, type CallerRules, callerOf, checkOrigin } from './caller'
import { type Exchange, type FastLane, newNonce, newRequestNumber } from './exchange'
import type { Readiness } from './health'
import { MOST_UPLOAD_BYTES, readBody } from './read-body'
import { type PortalFacts, sendFault, sendRefusal } from './refusal-answer'
import { type PageHandler, sendRemixAnswer } from './remix-answer'
import { logFault, logRequest, type RequestLog } from './request-log'
import { setSecurityHeaders } from './security-headers'
import { send } from './send'
import { type StaticFiles, sendStaticFile } from './static-files'
import { readTarget } from './target'

export interface PipelineParts {
  callers: CallerRules
  files: StaticFiles
  facts: PortalFacts
  log: RequestLog
  readiness: () => Promise<Readiness>
  isDraining: () => boolean
  loadActor: (cookie: string | undefined, caller: Caller) => Promise<Actor | null>
  /** Answers posted enrolments before Remix is asked. */
  fastLane?: FastLane
  pages: PageHandler
  loadContext: (exchange: Exchange) => AppLoadContext
}

/** Pages being made at once; about a second of work. Who comes later is told to come back, rather than kept hanging. */
const MOST_PAGES_AT_ONCE = 300
/** Each may hold up to 16 MB. A class list or a small picture is no large one, and never has to wait. */
const MOST_LARGE_UPLOADS = 4
const LARGE_UPLOAD = 1024 * 1024

const NOWHERE: Caller = { address: '', origin: 'http://localhost' }

const begin = (request: IncomingMessage, response: ServerResponse): Exchange => ({
  request,
  response,
  id: newRequestNumber(),
  nonce: newNonce(),
  caller: NOWHERE,
  path: '/',
  search: '',
  place: undefined,
  actor: null,
})

const checkMethod = (place: PlaceName, method: string): void => {
  const { methods }: Place = site[place]
  if (method === 'POST' ? !methods.POST : !methods.GET) throw refuse('METHOD_NOT_ALLOWED')
}

const sendHealth = async (exchange: Exchange, readiness: PipelineParts['readiness']): Promise<boolean> => {
  if (exchange.path !== '/healthz' && exchange.path !== '/readyz') return false
  if (exchange.request.method === 'POST') throw refuse('METHOD_NOT_ALLOWED')
  const headers = { 'Cache-Control': 'no-store' }
  if (exchange.path === '/healthz') {
    await send(exchange, { status: 200, type: 'text/plain; charset=utf-8', body: 'ok\n', headers })
    return true
  }
  const state = await readiness()
  const body = JSON.stringify(state)
  await send(exchange, { status: state.ready ? 200 : 503, type: 'application/json; charset=utf-8', body, headers })
  return true
}

/**
 * The way of every request: number and headers → address → built files and health → method → own origin → size →
 * who asks → may they → fast lane → Remix; where files may be sent, size comes after who asks. Each step may refuse; nothing is answered in two places.
 */
export const createPipeline = (parts: PipelineParts): RequestListener => {
  let pagesAtOnce = 0
  let largeUploads = 0

  const askRemix = async (exchange: Exchange, body: Buffer): Promise<void> => {
    if (pagesAtOnce >= MOST_PAGES_AT_ONCE) throw refuse('BUSY')
    pagesAtOnce += 1
    try {
      await sendRemixAnswer(exchange, body, parts.pages, parts.loadContext(exchange))
    } finally {
      pagesAtOnce -= 1
    }
  }

  /** Files are read only for people who may send them, and few large ones at a time: each is held in memory. */
  const takeUpload = async (exchange: Exchange, most: number): Promise<void> => {
    // Chunked, nobody knows yet how large it becomes.
    const large = !(Number(exchange.request.headers['content-length']) <= LARGE_UPLOAD)
    if (large && largeUploads >= MOST_LARGE_UPLOADS) throw refuse('UPLOADS_BUSY')
    if (large) largeUploads += 1
    try {
      await askRemix(exchange, await readBody(exchange.request, most))
    } finally {
      if (large) largeUploads -= 1
    }
  }

  const answer = async (exchange: Exchange): Promise<void> => {
    const { request } = exchange
    const method = request.method ?? ''
    exchange.caller = callerOf(request, parts.callers)
    Object.assign(exchange, readTarget(request.url))
    exchange.place = placeAt(exchange.path)
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw refuse('METHOD_NOT_ALLOWED')
    if (sendStaticFile(exchange, parts.files) || (await sendHealth(exchange, parts.readiness))) return
    if (method === 'POST') checkOrigin(request, exchange.caller)
    if (!exchange.place) throw refuse('NOT_FOUND')
    checkMethod(exchange.place, method)
    const { uploads }: Place = site[exchange.place]
    const body = method === 'POST' && !uploads ? await readBody(request) : Buffer.alloc(0)
    exchange.actor = await parts.loadActor(request.headers.cookie, exchange.caller)
    checkAccess(exchange.actor, method, exchange.path)
    if (method === 'POST' && uploads) {
      await takeUpload(exchange, MOST_UPLOAD_BYTES[uploads])
      return
    }
    const fast = method === 'POST' ? parts.fastLane?.(exchange, body) : undefined
    await (fast ?? askRemix(exchange, body))
  }

  const answerError = async (exchange: Exchange, error: unknown): Promise<void> => {
    if (exchange.response.headersSent) {
      logFault(parts.log, exchange.id, error)
      exchange.response.destroy()
    } else if (error instanceof Refusal) await sendRefusal(exchange, error, parts.facts)
    else if (error instanceof StoreBusyError) await sendRefusal(exchange, refuse('BUSY'), parts.facts)
    else {
      logFault(parts.log, exchange.id, error)
      await sendFault(exchange, parts.facts, errorWords.faultSays)
    }
  }

  return (request, response) => {
    const started = performance.now()
    const exchange = begin(request, response)
    setSecurityHeaders(response, parts.callers.origin.startsWith('https:'))
    response.setHeader('X-Request-Number', exchange.id)
    if (parts.isDraining()) response.setHeader('Connection', 'close')
    response.once('close', () => logRequest(parts.log, exchange, performance.now() - started))
    answer(exchange)
      .catch((error: unknown) => answerError(exchange, error))
      .catch((error: unknown) => {
        logFault(parts.log, exchange.id, error)
        response.destroy()
      })
  }
}
