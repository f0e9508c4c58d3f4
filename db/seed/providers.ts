import type { TermDates } from '~/courses/calendar-rules'
import { licenceCheckDigit } from '~/courses/providers/provider-rules'
import { addDays, instantOf } from '~/shared/day'
import { DISTRICT } from '../makers/rows'
import type { ProviderState } from '../schema/index'
import { LIUAN } from './places'
import type { Rows } from './rows'
import { OFFICER, providers } from './staff'

/** The demo's providers on their way to the district's list, on it and off it, and which schools chose them. */

interface Coming {
  id: string
  name: string
  state: 'applied' | 'selected'
  /** Left out where the officer has to ask for it. */
  licensed: boolean
  offer: string
}

/** Two that the officer finds in the queue. */
const coming: readonly Coming[] = [
  {
    id: 'provider-8',
    name: '趵突童声（示例）',
    state: 'applied',
    licensed: false,
    offer: '合唱，三到六年级，每周一次。',
  },
  {
    id: 'provider-9',
    name: '黄河风筝坊（示例）',
    state: 'selected',
    licensed: true,
    offer: '风筝扎制和放飞，四到六年级。',
  },
]

const offers: Record<string, string> = {
  sport: '轮滑、篮球和体适能。',
  tech: '机器人和编程。',
  mind: '围棋和象棋。',
  read: '戏剧、朗诵和口才。',
  music: '古筝和葫芦丝。',
  craft: '布艺和陶艺。',
}

const LISTED_SINCE = 420
const CHOSEN_BEFORE = 20

/** A code with a check digit that fits; the name says that nobody holds it. */
const licenceOf = (nth: number): string => {
  const first = `91370105MA3EX${String(nth).padStart(4, '0')}`
  return first + (licenceCheckDigit(first) ?? '')
}

/** Every provider of the district with the steps behind it. */
export const addProviders = (rows: Rows, today: string): void => {
  const step = (provider: string, sequence: number, state: ProviderState, daysAgo: number): void => {
    const actor = state === 'applied' ? `admin-${LIUAN}` : OFFICER
    const at = instantOf(addDays(today, -daysAgo), '00:00')
    const remark = state === 'selected' ? '材料看过了，合适。' : ''
    rows.add('providerStep', { district: DISTRICT, provider, sequence, step: state, actor, at, remark })
  }
  const about = { district: DISTRICT, contact: '示例', phone: '0531-00000000' }
  for (const [i, { id, name, category, listedFor }] of providers.entries()) {
    const since = listedFor > 0 ? LISTED_SINCE : LISTED_SINCE * 2
    rows.add('provider', {
      ...about,
      id,
      name,
      state: 'listed',
      licence: licenceOf(i + 1),
      offer: offers[category ?? 'sport'] ?? '',
      listedFrom: addDays(today, -since),
      listedUntil: addDays(today, listedFor),
    })
    for (const [nth, state] of (['applied', 'selected', 'listed'] as const).entries())
      step(id, nth + 1, state, since + 30 - nth * 10)
  }
  for (const [i, { id, name, state, licensed, offer }] of coming.entries()) {
    const licence = licensed ? licenceOf(providers.length + i + 1) : ''
    rows.add('provider', { ...about, id, name, state, licence, offer, listedFrom: today, listedUntil: today })
    step(id, 1, 'applied', 12 - i)
    if (state === 'selected') step(id, 2, 'selected', 4)
  }
}

/** Schools chose the providers whose people teach there: those of the running term, and those of earlier ones. */
export const addChosenProviders = (rows: Rows, terms: readonly TermDates[], now: number): void => {
  const chosen = new Set<string>()
  const choose = (school: string, provider: string, term: TermDates): void => {
    const key = `${school} ${provider} ${term.id}`
    if (chosen.has(key)) return
    chosen.add(key)
    const chosenAt = Math.min(now, instantOf(addDays(term.startsOn, -CHOSEN_BEFORE), '10:00'))
    const row = { district: DISTRICT, school, provider, term: term.id }
    rows.add('schoolProvider', { ...row, chosenBy: `admin-${school}`, chosenAt })
  }
  const providerOf = new Map(rows.of('instructor').map(({ id, provider }) => [id, provider ?? null]))
  const [current] = terms
  if (current) for (const { school, provider } of rows.of('instructor')) if (provider) choose(school, provider, current)
  for (const { school, term: id, instructor } of rows.of('section')) {
    const provider = providerOf.get(instructor)
    const term = terms.find((one) => one.id === id)
    if (provider && term) choose(school, provider, term)
  }
}
