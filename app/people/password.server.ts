import { hash, verify } from '@node-rs/argon2'

/** argon2id (the package's number 2) at OWASP's least cost: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** One password may be typed in two Unicode spellings; both are the same password. */
const normal = (password: string): string => password.normalize('NFKC')

/** @returns the argon2id hash of a password, with its salt and cost, as `account.password_hash` keeps it. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST)

let nobody: Promise<string> | undefined

/**
 * True when the password belongs to the hash. Without a hash (unknown login, not yet activated) it is false after the
 * same work, so that the time of an answer does not tell who has an account.
 */
export const passwordMatches = async (password: string, stored: string | null | undefined): Promise<boolean> => {
  nobody ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await nobody), normal(password))
  return matches && stored !== null && stored !== undefined
}
