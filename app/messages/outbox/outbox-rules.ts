/** When a message is tried again, and when no more. Pure. */

const MINUTE_MS = 60_000
/** Pauses after the first failure, the second … */
const PAUSES = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE_MS)

/** Milliseconds until the next try after `tries` failures; null: it is given up. @param tries ≥ 1 */
export const pauseAfter = (tries: number): number | null => PAUSES[tries - 1] ?? null

/** What a notice is about: of one subject a person waits for one message only. */
export const subjectOf = ({ kind, link }: { kind: string; link: string }): string => `${kind} ${link}`.slice(0, 300)
