import { lookClasses, readLook } from '~/shared/look'
import type { Refusal } from '~/shared/refusal'
import { type Place, pathTo, site } from '~/site'
import { asksForData, type Exchange, pageOfData } from './exchange'
import { refusalPage } from './refusal-page'
import { type Answer, send } from './send'
import { DATA_REDIRECT_STATUS, DATA_TYPE, dataRedirect, dataRefusal } from './single-fetch-answers'

/** What a page needs to know of the portal when the portal itself is not asked. */
export interface PortalFacts {
  portalName: string
  hotline: string
  demo: boolean
  stylesheets: readonly string[]
}

const RETRY_SECONDS = 3
const jitter = (): string => String(RETRY_SECONDS + Math.floor(Math.random() * RETRY_SECONDS))

/** Where to go instead: to sign in or to agree first, and then back to what was asked for. */
const wayOn = ({ request, path, search, place }: Exchange, refusal: Refusal): string | null => {
  const page = pageOfData(path)
  const answersGet = place !== undefined && (site[place] as Place).methods.GET !== undefined
  const back = request.method !== 'POST' ? `${page}${search}` : answersGet ? page : undefined
  if (refusal.code === 'NOT_SIGNED_IN') return pathTo('signIn', {}, { back })
  if (refusal.code === 'CONSENT_NEEDED') return pathTo('activate', {}, { back })
  return null
}

const headersOf = (exchange: Exchange, refusal: Refusal): Record<string, string> => ({
  'Cache-Control': 'no-store',
  ...(refusal.status === 503 || refusal.status === 429 ? { 'Retry-After': jitter() } : {}),
  ...(refusal.status === 405 && exchange.place
    ? { Allow: Object.keys(site[exchange.place].methods).join(', ').replace('GET', 'GET, HEAD') }
    : {}),
})

const pageAnswer = (exchange: Exchange, facts: PortalFacts, status: number, sentence: string): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  body: refusalPage({
    ...facts,
    status,
    sentence,
    requestNumber: status >= 500 && status !== 503 ? exchange.id : null,
    look: lookClasses(readLook(exchange.request.headers.cookie)),
  }),
})

const dataAnswer = ({ request, path, search }: Exchange, { code, message, status }: Refusal): Answer =>
  request.method === 'POST'
    ? { status, type: DATA_TYPE, body: dataRefusal(code, message, status) }
    : // The browser asks for the whole page, and is shown the refusal there.
      { status: DATA_REDIRECT_STATUS, type: DATA_TYPE, body: dataRedirect('GET', `${pageOfData(path)}${search}`, true) }

/** Answers with a refusal: a page for people, JSON or single-fetch data for programs, a redirect where there is a way on. */
export const sendRefusal = (exchange: Exchange, refusal: Refusal, facts: PortalFacts): Promise<void> => {
  const { request, path } = exchange
  const headers = headersOf(exchange, refusal)
  const data = asksForData(path)
  const to = wayOn(exchange, refusal)
  if (to && data) {
    const body = dataRedirect(request.method ?? 'GET', to, false)
    return send(exchange, {
      status: DATA_REDIRECT_STATUS,
      type: DATA_TYPE,
      body,
      headers: { ...headers, 'X-Remix-Response': 'yes' },
    })
  }
  const wantsJson = /\bapplication\/json\b/.test(request.headers.accept ?? '')
  if (to && !wantsJson) {
    const status = request.method === 'POST' ? 303 : 302
    return send(exchange, { status, type: 'text/plain', body: '', headers: { ...headers, Location: to } })
  }
  if (data && exchange.place && refusal.status !== 400) {
    return send(exchange, { ...dataAnswer(exchange, refusal), headers: { ...headers, 'X-Remix-Response': 'yes' } })
  }
  if (data || wantsJson) {
    const body = JSON.stringify({ code: refusal.code, sentence: refusal.message })
    return send(exchange, { status: refusal.status, type: 'application/json; charset=utf-8', body, headers })
  }
  return send(exchange, { ...pageAnswer(exchange, facts, refusal.status, refusal.message), headers })
}

/** Answers 500: nothing but a number to tell on the phone. */
export const sendFault = (exchange: Exchange, facts: PortalFacts, sentence: string): Promise<void> => {
  const headers = { 'Cache-Control': 'no-store' }
  return asksForData(exchange.path)
    ? send(exchange, {
        status: 500,
        type: 'application/json; charset=utf-8',
        body: JSON.stringify({ number: exchange.id }),
        headers,
      })
    : send(exchange, { ...pageAnswer(exchange, facts, 500, sentence), headers })
}
