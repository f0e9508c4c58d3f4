import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { refuse } from '~/shared/refusal'

/** Who sent a request, as far as the connection and believed proxies tell. */
export interface Caller {
  /** IP address; login limits count by it. */
  address: string
  /** The portal's own address as this caller types it: scheme and host. */
  origin: string
}

export interface CallerRules {
  /** Proxies whose X-Forwarded-* is believed. */
  proxies: BlockList
  /** The portal's address. */
  origin: string
  /**
   * False only in a demo without ORIGIN: then the portal answers under whatever host it was reached by, so that a phone
   * in the same network can try it.
   */
  originFixed: boolean
}

/** @param addresses IP addresses or networks (`10.0.0.0/8`). Throws, naming the one that is neither. */
export const proxyList = (addresses: readonly string[]): BlockList => {
  const proxies = new BlockList()
  for (const text of addresses) {
    const [address = '', prefix] = text.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    const bits = prefix === undefined ? null : Number(prefix)
    const most = family === 'ipv6' ? 128 : 32
    if (!isIP(address) || (bits !== null && !(Number.isInteger(bits) && bits >= 0 && bits <= most)))
      throw new Error(`TRUSTED_PROXIES: ${text} is no address and no network`)
    if (bits === null) proxies.addAddress(address, family)
    else proxies.addSubnet(address, bits, family)
  }
  return proxies
}

/** `::ffff:10.0.0.1` is the IPv4 address 10.0.0.1. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const trusts = (proxies: BlockList, address: string): boolean =>
  isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,253})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/** A header of a proxy chain: the last entry is the one the nearest proxy wrote. */
const lastOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim()

const originOf = (scheme: string, host: string | undefined): string => {
  if (!host || !HOST.test(host)) throw refuse('BAD_REQUEST')
  try {
    return new URL(`${scheme}://${host}`).origin
  } catch {
    throw refuse('BAD_REQUEST')
  }
}

/**
 * Works out who calls. X-Forwarded-* counts only when the connection comes from a configured proxy, and then only
 * what the chain of configured proxies wrote. Refuses BAD_REQUEST for a Host that is none.
 */
export const callerOf = (request: IncomingMessage, rules: CallerRules): Caller => {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  const byProxy = trusts(rules.proxies, peer)
  const { headers } = request
  let address = peer
  if (byProxy) {
    const chain = String(headers['x-forwarded-for'] ?? '').split(',')
    while (trusts(rules.proxies, address)) {
      const next = plainAddress(chain.pop()?.trim() ?? '')
      if (!isIP(next)) break
      address = next
    }
  }
  if (rules.originFixed) return { address, origin: rules.origin }
  const scheme = byProxy && lastOf(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http'
  const host = (byProxy ? lastOf(headers['x-forwarded-host']) : undefined) ?? headers.host
  return { address, origin: originOf(scheme, host) }
}

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** True for an address that only this very machine can reach. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host.replace(/^::1$/, '[::1]'))

/**
 * Refuses FOREIGN_ORIGIN unless the Origin of an unsafe request is the portal's own; a missing or `null` Origin is foreign.
 * A portal that listens for this machine only answers to all of its names (localhost, 127.0.0.1, ::1).
 */
export const checkOrigin = (request: IncomingMessage, caller: Caller): void => {
  const given = request.headers.origin
  if (given === caller.origin) return
  const own = new URL(caller.origin)
  if (given && URL.canParse(given) && isLoopback(own.hostname)) {
    const from = new URL(given)
    const same = from.protocol === own.protocol && from.port === own.port && isLoopback(from.hostname)
    if (same && from.origin === given) return
  }
  throw refuse('FOREIGN_ORIGIN')
}
