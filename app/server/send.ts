import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Exchange } from './exchange'
import { pagePolicy } from './security-headers'

const squeeze = promisify(gzip)
const WORTH_SQUEEZING_BYTES = 1_024
const SQUEEZABLE = /^(text\/|application\/(json|javascript|manifest\+json|xml)|image\/svg\+xml)/

export interface Answer {
  status: number
  body: Buffer | string
  /** Content-Type. */
  type: string
  headers?: Record<string, string | string[]>
}

const takesGzip = (header: string | string[] | undefined): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(header ?? ''))

/**
 * Writes an answer: its policy when it is a page, compressed when that is worth it, without its body for HEAD.
 * Headers given here win over those already set.
 */
export const send = async (exchange: Exchange, { status, body, type, headers = {} }: Answer): Promise<void> => {
  const { request, response } = exchange
  response.statusCode = status
  if (type.startsWith('text/html')) response.setHeader('Content-Security-Policy', pagePolicy(exchange.nonce))
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  let bytes = typeof body === 'string' ? Buffer.from(body) : body
  if (bytes.length > 0) response.setHeader('Content-Type', type)
  if (SQUEEZABLE.test(type)) {
    response.appendHeader('Vary', 'Accept-Encoding')
    if (bytes.length >= WORTH_SQUEEZING_BYTES && takesGzip(request.headers['accept-encoding'])) {
      bytes = await squeeze(bytes, { level: constants.Z_DEFAULT_COMPRESSION })
      response.setHeader('Content-Encoding', 'gzip')
    }
  }
  response.setHeader('Content-Length', bytes.length)
  response.end(request.method === 'HEAD' ? undefined : bytes)
}
