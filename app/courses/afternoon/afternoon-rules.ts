import { afternoonWords as words } from './afternoon-words'

/** A school's afternoon: its periods, the same on five days, and the base care of each class in them. Pure. */

export const PERIOD_NUMBERS = [1, 2, 3] as const
const EARLIEST = '12:00'
const LATEST = '20:00'
const NAME = 10
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const WEEKDAYS = [1, 2, 3, 4, 5] as const

/** Base care by its category: 作业辅导 or 看护. */
export type CareKind = 'study' | 'care'

export interface Period {
  /** 1–3, in the order of the afternoon. */
  number: number
  name: string
  /** HH:MM */
  startsAt: string
  endsAt: string
}

/** What was typed of a period; all empty when the school has none of this number. */
export type TypedPeriod = Period

export const isEmptyPeriod = ({ name, startsAt, endsAt }: TypedPeriod): boolean => !name && !startsAt && !endsAt

export type PeriodField = 'name' | 'startsAt' | 'endsAt'

/** `startsAt-2` → what is wrong with it. */
export type PeriodErrors = Partial<Record<`${PeriodField}-${number}`, string>>

const timeError = (time: string): string | undefined =>
  TIME.test(time) ? (time < EARLIEST || time > LATEST ? words.errors.hours : undefined) : words.errors.time

/**
 * What is wrong with the periods as typed: names, times of day, their order.
 * @param typed all of them in order of number. @returns one sentence a field; empty when all is well.
 */
export const periodErrors = (typed: readonly TypedPeriod[]): PeriodErrors => {
  const errors: PeriodErrors = {}
  const filled = typed.filter((period) => !isEmptyPeriod(period))
  if (filled.length === 0) return { 'name-1': words.errors.none }
  for (const [i, period] of filled.entries()) {
    const { number, name, startsAt, endsAt } = period
    const before = filled[i - 1]
    if (number !== i + 1) errors[`name-${number}`] = words.errors.gap
    else if (!name || [...name].length > NAME) errors[`name-${number}`] = words.errors.name
    const start = timeError(startsAt)
    const end = timeError(endsAt)
    if (start) errors[`startsAt-${number}`] = start
    else if (before && !timeError(before.endsAt) && startsAt < before.endsAt)
      errors[`startsAt-${number}`] = words.errors.overlap
    if (end) errors[`endsAt-${number}`] = end
    else if (!start && endsAt <= startsAt) errors[`endsAt-${number}`] = words.errors.endFirst
  }
  return errors
}

/** The five slots of a period. */
export const slotsOfPeriod = (number: number): number[] => WEEKDAYS.map((weekday) => weekday * 10 + number)

export interface ClassOfSchool {
  id: string
  grade: number
  number: number
}

/** Base care that stands: which class, and the period its slots lie in. */
export interface CareGroup {
  homeClass: string
  period: number
}

export interface MissingCare {
  homeClass: ClassOfSchool
  period: number
  kind: CareKind
}

/** The groups that classes still lack. @param wanted by period number. */
export const missingCare = (
  classes: readonly ClassOfSchool[],
  wanted: ReadonlyMap<number, CareKind>,
  groups: readonly CareGroup[],
): MissingCare[] => {
  const there = new Set(groups.map(({ homeClass, period }) => `${homeClass} ${period}`))
  return [...wanted].flatMap(([period, kind]) =>
    classes
      .filter(({ id }) => !there.has(`${id} ${period}`))
      .map((homeClass): MissingCare => ({ homeClass, period, kind })),
  )
}
