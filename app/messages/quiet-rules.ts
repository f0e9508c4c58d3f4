import { addDays, dayOf, instantOf } from '~/shared/day'

/** 安静时间: hours in which no message leaves the house. Pure. */

export interface QuietHours {
  /** Hour of the evening, 18–24, from which it is quiet. */
  quietFrom: number
  /** Hour of the morning, 0–12, until which it is. */
  quietUntil: number
}

const at = (day: string, hour: number): number => instantOf(day) + hour * 3_600_000

/** The instant itself while people are awake, else the end of the quiet time it falls into. */
export const awakeAt = (instant: number, { quietFrom, quietUntil }: QuietHours): number => {
  const day = dayOf(instant)
  if (instant < at(day, quietUntil)) return at(day, quietUntil)
  return instant >= at(day, quietFrom) ? at(addDays(day, 1), quietUntil) : instant
}
