/** The only source of the present. Injected, so that tests and the demo can stand at any moment. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is moved. */
export const fixedClock = (at: number): Clock & { set(at: number): void; advance(ms: number): void } => {
  let present = at
  return {
    now: () => present,
    set: (moment) => {
      present = moment
    },
    advance: (ms) => {
      present += ms
    },
  }
}
