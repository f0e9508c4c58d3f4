import pino, { type DestinationStream, type Logger } from 'pino'
import type { Env } from '~/shared/env'
import { site } from '~/site'
import { asksForData, type Exchange } from './exchange'

export type RequestLog = Logger

/** @param destination where lines go; standard output when left out. */
export const openLog = (level: Env['logLevel'], destination?: DestinationStream): RequestLog =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? pino.destination({ sync: true }))

/**
 * One line a request: method, which place (never the address itself: ids, secrets and search words stand in it), status,
 * time and request number. No address of the caller, no header, no body.
 */
export const logRequest = (log: RequestLog, { request, response, id, place, path }: Exchange, ms: number): void => {
  const line = {
    id,
    method: request.method,
    place: place ? site[place].path : path.startsWith('/assets/') ? '/assets' : 'unknown',
    ...(asksForData(path) ? { data: true } : {}),
    status: response.statusCode,
    ms: Math.round(ms * 10) / 10,
    ...(response.writableFinished ? {} : { cut: true }),
  }
  if (response.statusCode >= 500) log.warn(line, 'request')
  else if (line.place === '/assets') log.debug(line, 'request')
  else log.info(line, 'request')
}

const rootOf = (error: unknown): unknown => {
  let root = error
  for (let i = 0; i < 5 && root instanceof Error && root.cause; i++) root = root.cause
  return root
}

/** Numbers that may be a phone, a staff number or an identity card, and anything quoted. */
const masked = (text: string): string =>
  text
    .replace(/\d{5,}/g, '…')
    .replace(/(["'`]).*?\1/g, '…')
    .slice(0, 300)

/** A fault: its kind and where it happened. A query's parameters and quoted values may be somebody's data: left out. */
export const logFault = (log: RequestLog, id: string, error: unknown): void => {
  const root = rootOf(error)
  const known = root instanceof Error ? root : null
  log.error(
    {
      id,
      kind: known?.name ?? typeof root,
      code: (root as { code?: unknown } | null)?.code,
      says: masked(known?.message ?? ''),
      at: (known?.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 8)
        .map((line) => line.trim()),
    },
    'fault',
  )
}
