import type { LedgerAccount, LedgerEntryKind } from '#db/schema/index'

/** Double entry in whole 分. A positive side debits, a negative one credits; the sides of an entry sum to 0. Pure. */

export interface LedgerSide {
  account: LedgerAccount
  /** The pupil of `due`, the school of the others. */
  owner: string
  amountFen: number
}

export interface LedgerSides {
  kind: LedgerEntryKind
  lines: readonly LedgerSide[]
}

/** An entry that does not balance, or is not in whole 分: a fault of the program, never written. */
export class UnbalancedEntryError extends Error {
  override readonly name = 'UnbalancedEntryError'
}

/** The sides as they may be written. Throws UnbalancedEntryError. */
export const balanced = (entry: LedgerSides): LedgerSides => {
  const { lines } = entry
  const whole = lines.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen !== 0)
  const sum = lines.reduce((total, { amountFen }) => total + amountFen, 0)
  if (lines.length < 2 || !whole || sum !== 0) throw new UnbalancedEntryError(`${entry.kind}: ${JSON.stringify(lines)}`)
  return entry
}

const two = (kind: LedgerEntryKind, debit: Omit<LedgerSide, 'amountFen'>, credit: typeof debit, fen: number) =>
  balanced({
    kind,
    lines: [
      { ...debit, amountFen: fen },
      { ...credit, amountFen: -fen },
    ],
  })

export interface Between {
  pupil: string
  school: string
}

/** A charge, or its correction when the amount is negative. */
export const chargeEntry = ({ pupil, school }: Between, fen: number): LedgerSides =>
  two('charge', { account: 'due', owner: pupil }, { account: 'fees', owner: school }, fen)

/** What is waived, or its correction when the amount is negative. */
export const exemptionEntry = ({ pupil, school }: Between, fen: number): LedgerSides =>
  two('exemption', { account: 'exempted', owner: school }, { account: 'due', owner: pupil }, fen)

/** Money that came in. */
export const paymentEntry = ({ pupil, school }: Between, fen: number): LedgerSides =>
  two('payment', { account: 'cash', owner: school }, { account: 'due', owner: pupil }, fen)

/** Money that was paid out. */
export const refundEntry = ({ pupil, school }: Between, fen: number): LedgerSides =>
  two('refund', { account: 'due', owner: pupil }, { account: 'cash', owner: school }, fen)

/** What a child owes by these sides; negative: what the family has in credit. */
export const balanceOf = (lines: readonly LedgerSide[]): number =>
  lines.reduce((sum, { account, amountFen }) => (account === 'due' ? sum + amountFen : sum), 0)
