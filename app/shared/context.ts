import type { Store } from '#db/store'
import type { Clock } from './clock'

/** What every verb is given: never opened by the verb itself. */
export interface Context {
  store: Store
  clock: Clock
  /** The id of the district this portal serves; leads every key. */
  district: string
}
