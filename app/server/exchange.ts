import { randomBytes, randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '~/people'
import type { PlaceName } from '~/site'
import type { Caller } from './caller'

/** One request and its answer on the way through the pipeline. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  /** The number a person can tell on the phone; the log has it, too. */
  id: string
  /** Of the Content-Security-Policy of this answer. */
  nonce: string
  caller: Caller
  /** Path and query as they were sent, already checked. */
  path: string
  search: string
  /** Undefined for an address outside the table of contents. */
  place: PlaceName | undefined
  actor: Actor | null
}

/**
 * The fast lane: may answer a posted form before Remix is asked. Session, origin, policy and size are already checked.
 * @returns undefined when the request is not its own; else it answers, and a refusal it throws is answered by the pipeline.
 */
export type FastLane = (exchange: Exchange, body: Buffer) => Promise<void> | undefined

export const newRequestNumber = (): string => String(randomInt(10_000_000, 100_000_000))

export const newNonce = (): string => randomBytes(16).toString('base64')

/** Single fetch asks for the data of a page under the page's address with `.data` behind it. */
export const asksForData = (path: string): boolean => path.endsWith('.data')

/** The page to which a data address belongs. */
export const pageOfData = (path: string): string =>
  path === '/_root.data' ? '/' : path.endsWith('.data') ? path.slice(0, -'.data'.length) : path
