/** Why a child pays less or nothing: the closed list, with the words of the form. Pure. */
export const exemptionBases = ['low_income', 'destitute', 'orphan', 'disabled', 'martyr', 'hardship'] as const

export type ExemptionBasis = (typeof exemptionBases)[number]

/** Two seats a school: who sees and decides exemptions. */
export const keeperSeats = [1, 2] as const

export type ExemptionStanding = 'none' | 'waiting' | 'approved'

interface Row {
  approvedBy: string | null
  endedAt: number | null
}

/** The one exemption of a child and term that counts or waits; ended ones are history. */
export const livingExemption = <One extends Row>(rows: readonly One[]): One | undefined =>
  rows.find(({ endedAt }) => endedAt === null)

/** How a living exemption stands. */
export const standingOf = (row: Row | undefined): ExemptionStanding =>
  !row ? 'none' : row.approvedBy === null ? 'waiting' : 'approved'
