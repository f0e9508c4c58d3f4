import type { ProviderState } from '#db/schema/index'
import { addDays, daysBetween, isDay } from '~/shared/day'
import { providerErrors as words } from './provider-words'

/** The way of an outside provider to the district's whitelist and off it, and what each step needs. Pure. */

/** Where a provider stands on a day; what a date decides is never stored. */
export type ProviderStage = 'applied' | 'selected' | 'coming' | 'listed' | 'ended' | 'refused' | 'withdrawn'

export interface ProviderDates {
  state: ProviderState
  listedFrom: string
  listedUntil: string
}

/** @returns the stage: a listed provider may not have begun yet, or be off the list by date. */
export const providerStage = ({ state, listedFrom, listedUntil }: ProviderDates, today: string): ProviderStage => {
  if (state !== 'listed') return state
  if (today > listedUntil) return 'ended'
  return today < listedFrom ? 'coming' : 'listed'
}

export const providerDeeds = ['select', 'list', 'refuse', 'prolong', 'withdraw'] as const
export type ProviderDeed = (typeof providerDeeds)[number]

/** What an officer can do where; what is missing cannot be done. One whose time is over comes back by prolonging. */
const way: Record<ProviderStage, Partial<Record<ProviderDeed, ProviderState>>> = {
  applied: { select: 'selected', refuse: 'refused' },
  selected: { list: 'listed', refuse: 'refused' },
  coming: { prolong: 'listed', withdraw: 'withdrawn' },
  listed: { prolong: 'listed', withdraw: 'withdrawn' },
  ended: { prolong: 'listed', withdraw: 'withdrawn' },
  refused: {},
  withdrawn: {},
}

/** @returns the state after the deed, or null where it cannot be done. */
export const stateAfter = (stage: ProviderStage, deed: ProviderDeed): ProviderState | null => way[stage][deed] ?? null

/** What can be done at a stage, in the order of the way. */
export const deedsAt = (stage: ProviderStage): ProviderDeed[] => providerDeeds.filter((deed) => way[stage][deed])

/** Families can rely on it on this day. */
export const isOnList = (dates: ProviderDates, day: string): boolean => providerStage(dates, day) === 'listed'

const REASON_LEAST = 5
const REASON_MOST = 200

/** @returns the sentence for a reason that is too short or too long, else undefined. */
export const whyNotReason = (reason: string): string | undefined => {
  const { length } = [...reason.trim()]
  if (length < REASON_LEAST) return words.reasonShort
  return length > REASON_MOST ? words.reasonLong : undefined
}

/** The longest time on the list that one decision gives. */
const MOST_DAYS = 366 * 3

export interface ListDates {
  from: string
  until: string
}

/** What is wrong with the days of a listing. @param before its last day so far, when it is prolonged. */
export const listErrors = (
  { from, until }: ListDates,
  today: string,
  before?: string,
): Partial<Record<keyof ListDates, string>> => {
  const errors: Partial<Record<keyof ListDates, string>> = {}
  if (!isDay(from)) errors.from = words.day
  if (!isDay(until)) errors.until = words.day
  else if (isDay(from) && until < from) errors.until = words.endFirst
  else if (until < today) errors.until = words.endPast
  else if (before !== undefined && until <= before) errors.until = words.notLater
  else if (daysBetween(today, until) > MOST_DAYS) errors.until = words.tooLong
  return errors
}

/** The alphabet of GB 32100-2015: digits and capitals without I, O, S, V, Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LICENCE_LENGTH = 18

/** The check digit of the first 17 signs of a 统一社会信用代码; null where a sign is not of its alphabet. */
export const licenceCheckDigit = (first: string): string | null => {
  let sum = 0
  let weight = 1
  for (const sign of first) {
    const value = SIGNS.indexOf(sign)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % SIGNS.length
  }
  return SIGNS.charAt((SIGNS.length - (sum % SIGNS.length)) % SIGNS.length)
}

/** As it is kept: capitals, no spaces. */
export const foldLicence = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** @returns the sentence for a licence that cannot be one; an empty one is allowed (the officer is warned). */
export const whyNotLicence = (licence: string): string | undefined => {
  if (licence === '') return undefined
  if (licence.length !== LICENCE_LENGTH) return words.licenceLength
  const given = licence.charAt(LICENCE_LENGTH - 1)
  return licenceCheckDigit(licence.slice(0, -1)) === given ? undefined : words.licenceWrong
}

/** Names that people take for the same one: width, case, spaces and brackets do not tell providers apart. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s()（）【】[\]·•.．,，、_-]/gu, '')
    .toLowerCase()

export type CheckStanding =
  | { kind: 'none' }
  | { kind: 'over'; expiresOn: string }
  | { kind: 'soon'; expiresOn: string; days: number }
  | { kind: 'good'; expiresOn: string }

/**
 * What the latest 准入查询 says on a day.
 * @param expiresOn its last day; null: there is none. @param remindDays how long before its end it counts as running out.
 */
export const checkStanding = (expiresOn: string | null, today: string, remindDays: number): CheckStanding => {
  if (expiresOn === null) return { kind: 'none' }
  if (expiresOn < today) return { kind: 'over', expiresOn }
  const days = daysBetween(today, expiresOn)
  return days <= remindDays ? { kind: 'soon', expiresOn, days } : { kind: 'good', expiresOn }
}

/** The last day whose end is near enough to remind of. */
export const remindUntil = (today: string, remindDays: number): string => addDays(today, remindDays)

export interface CheckDates {
  checkedOn: string
  expiresOn: string
}

/** What is wrong with the days of a check: it was made, and it still counts. */
export const checkErrors = (
  { checkedOn, expiresOn }: CheckDates,
  today: string,
): Partial<Record<keyof CheckDates, string>> => {
  const errors: Partial<Record<keyof CheckDates, string>> = {}
  if (!isDay(checkedOn)) errors.checkedOn = words.day
  else if (checkedOn > today) errors.checkedOn = words.checkedLater
  if (!isDay(expiresOn)) errors.expiresOn = words.day
  else if (isDay(checkedOn) && expiresOn < checkedOn) errors.expiresOn = words.endFirst
  else if (expiresOn < today) errors.expiresOn = words.checkOver
  else if (daysBetween(today, expiresOn) > MOST_DAYS) errors.expiresOn = words.tooLong
  return errors
}

/** Why an outside instructor cannot be picked for a course; null where they can. */
export type WhyNotInstructor = 'not-chosen' | 'not-listed' | 'withdrawn' | 'ended'

export interface InstructorsProvider extends ProviderDates {
  /** The school chose it for the term. */
  chosen: boolean
}

/** @param provider of the instructor; null for the school's own people and those it asked itself. */
export const whyNotInstructor = (provider: InstructorsProvider | null, today: string): WhyNotInstructor | null => {
  if (provider === null) return null
  const stage = providerStage(provider, today)
  if (stage === 'withdrawn' || stage === 'ended') return stage
  if (stage !== 'listed' && stage !== 'coming') return 'not-listed'
  return provider.chosen ? null : 'not-chosen'
}
