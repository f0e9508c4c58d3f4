/** A school year is named by the autumn in which it begins, on 1 September. */

/**
 * The first autumn in which places in use from this day count: 1 September decides, a day later is a year later.
 * Source: places.md §2, "a school in use after 1 September has no intake that year".
 * @param day `YYYY-MM-DD`
 */
export const firstAutumnOf = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5) > '09-01' ? 1 : 0)

/** The autumn whose school year a day lies in. @param day `YYYY-MM-DD` */
export const autumnOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)
