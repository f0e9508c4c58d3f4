import { createHash, randomInt, randomUUID } from 'node:crypto'
import type { Schema } from '#db/schema/index'
import { DAY_MS } from '~/shared/day'
import { plainCode, SLIP_ALPHABET, SLIP_LENGTH } from './activate-form'

export const SLIP_DAYS = 30
export const SLIP_TRIES = 5

/** Eight characters nobody mistakes for another: no 0 and O, no 1, I and L. */
const newSlipCode = (): string =>
  Array.from({ length: SLIP_LENGTH }, () => SLIP_ALPHABET[randomInt(SLIP_ALPHABET.length)]).join('')

/** What the slip table keeps: worth nothing for any other account. @param code with or without blanks and hyphens */
export const slipHash = (account: string, code: string): string =>
  createHash('sha256')
    .update(`${account}\n${plainCode(code)}`)
    .digest('hex')

/**
 * Makes an activation slip. The code is in no table: whoever calls this hands it to the person, once.
 * @param given whose it is, who issues it ('' for the system), when, how long it lives (30 days), its id,
 * and its code (a new one; only a demo's slip has one that everybody may know).
 * @returns the row for `activation_slip`, and the code in two groups of four as it is printed.
 */
export const newSlip = (given: {
  district: string
  account: string
  issuedBy: string
  now: number
  id?: string
  lifetime?: number
  code?: string
}): { code: string; row: Schema['activationSlip']['$inferInsert'] } => {
  const { district, account, issuedBy, now, id = randomUUID(), lifetime = SLIP_DAYS * DAY_MS } = given
  const code = plainCode(given.code ?? newSlipCode())
  return {
    code: `${code.slice(0, 4)}-${code.slice(4)}`,
    row: {
      district,
      id,
      account,
      codeHash: slipHash(account, code),
      issuedBy,
      issuedAt: now,
      expiresAt: now + lifetime,
      triesLeft: SLIP_TRIES,
      usedAt: null,
      revokedAt: null,
    },
  }
}
