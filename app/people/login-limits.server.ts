import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Store } from '#db/store'
import { refuse } from '~/shared/refusal'

/**
 * Slows down guessing (decision 006). Three counts of failures: of a login from one address, of a login from anywhere,
 * of an address. Who has signed in from an address before is held by the first count only: a stranger who guesses at
 * his login, or shares his network, cannot keep him out. Unknown logins count like known ones.
 * The counts live in the process: guessing costs the database nothing.
 */

const QUARTER_HOUR = 15 * 60
const WEEK = 7 * 24 * 60 * 60

export const LIMITS = { pair: 10, login: 50, address: 300 } as const

const openCounts = () => ({
  pair: new RateLimiterMemory({ keyPrefix: 'pair', points: LIMITS.pair, duration: QUARTER_HOUR }),
  login: new RateLimiterMemory({ keyPrefix: 'login', points: LIMITS.login, duration: QUARTER_HOUR }),
  address: new RateLimiterMemory({ keyPrefix: 'address', points: LIMITS.address, duration: QUARTER_HOUR }),
  known: new RateLimiterMemory({ keyPrefix: 'known', points: 1, duration: WEEK }),
})

const counts = new WeakMap<Store, ReturnType<typeof openCounts>>()

const countsOf = (store: Store): ReturnType<typeof openCounts> => {
  const open = counts.get(store) ?? openCounts()
  counts.set(store, open)
  return open
}

/** Neither telephone numbers nor addresses stand in memory as they are. */
const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

export interface Attempt {
  /** Telephone or staff number, plain. */
  login: string
  /** Where it comes from. */
  address: string
}

/**
 * Counts an attempt before it is looked at, so that many at once are counted, too; `clearAttempt` takes it back.
 * Refuses TOO_MANY_TRIES.
 */
export const countAttempt = async (store: Store, { login, address }: Attempt): Promise<void> => {
  const { pair, login: logins, address: addresses, known } = countsOf(store)
  const both = keyOf(login, address)
  try {
    await pair.consume(both)
    if (await known.get(both)) return
    await logins.consume(keyOf(login))
    await addresses.consume(keyOf(address))
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw refuse('TOO_MANY_TRIES', { minutes: Math.max(1, Math.ceil(error.msBeforeNext / 60_000)) })
  }
}

/** After a success: the attempt was no guess, and this login is at home at this address. */
export const clearAttempt = async (store: Store, { login, address }: Attempt): Promise<void> => {
  const { pair, login: logins, address: addresses, known } = countsOf(store)
  const both = keyOf(login, address)
  await pair.delete(both)
  if (await known.get(both)) return
  await Promise.all([logins.reward(keyOf(login)), addresses.reward(keyOf(address)), known.penalty(both)])
}
