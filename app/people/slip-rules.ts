import type { Actor } from './actor'

/** What decides whether a slip opens its account. */
interface SlipState {
  codeHash: string
  expiresAt: number
  triesLeft: number
  usedAt: number | null
  revokedAt: number | null
}

/** True while a slip could still be used by who has its code. */
export const slipLives = (slip: Omit<SlipState, 'codeHash'>, now: number): boolean =>
  slip.usedAt === null && slip.revokedAt === null && slip.triesLeft > 0 && now < slip.expiresAt

/** Whom a slip is for: living grants and living guardianships only. */
export interface SlipTarget {
  account: string
  grants: readonly { role: 'teacher' | 'school_admin' | 'officer'; school: string }[]
  /** Schools of the children, those who left not counted. */
  childSchools: readonly string[]
}

/**
 * A slip comes from the role above the highest one a person holds, for whoever prints it could use it himself:
 * officers and school administrators from an officer, teachers from the administrator of a school where they teach,
 * guardians from the administrator of a child's school. Nobody prints his own.
 */
export const mayIssueSlip = (
  actor: Pick<Actor, 'account' | 'administers' | 'officer'>,
  { account, grants, childSchools }: SlipTarget,
): boolean => {
  if (account === actor.account) return false
  if (grants.some(({ role }) => role !== 'teacher')) return actor.officer
  const schools = grants.length > 0 ? grants.map(({ school }) => school) : childSchools
  return schools.some((school) => actor.administers.includes(school))
}
