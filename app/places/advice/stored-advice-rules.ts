import type { Advice } from './advice-nouns'

/** What stands beside a scenario; null where a person made it, or a later portal wrote what this one does not know. */
export const adviceOf = (stored: unknown): Advice | null => {
  if (typeof stored !== 'object' || stored === null || !('kind' in stored)) return null
  return stored.kind === 'timing' || stored.kind === 'catchments' ? (stored as Advice) : null
}
