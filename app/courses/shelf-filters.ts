/** What an address of the shelf asks for. Whatever stands in the address, it reads as one of these. */
export interface ShelfFilters {
  /** '' : the first child. */
  child: string
  q: string
  /** 1–5; 0: every day. */
  day: number
  /** 1–9; 0: every period. */
  period: number
  category: string
  school: string
  price: PriceFilter
  /** Only where a place is left. */
  left: boolean
  fit: FitFilter
  page: number
}

export const priceFilters = ['', 'free', '50', '100'] as const
export type PriceFilter = (typeof priceFilters)[number]

/** '' meant for the child (school and grade) · only: and nothing in the way · all: everything the school has. */
export const fitFilters = ['', 'only', 'all'] as const
export type FitFilter = (typeof fitFilters)[number]

export const CARDS_A_PAGE = 24
const LONGEST_QUERY = 40
const HIGHEST_PAGE = 500
const ID = /^[\w.:-]{1,64}$/
const within = (text: string | null, low: number, high: number, fallback: number): number =>
  text !== null && /^\d{1,4}$/.test(text) ? Math.min(Math.max(Number(text), low), high) : fallback

const oneOf = <Choice extends string>(text: string | null, choices: readonly Choice[]): Choice =>
  choices.find((choice) => choice === text) ?? (choices[0] as Choice)

const idOf = (text: string | null): string => (text !== null && ID.test(text) ? text : '')

/** A letter that a database takes: no control characters, no half of a surrogate pair. */
const isPlain = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0
  return code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff)
}

const plainText = (text: string): string => [...text].filter(isPlain).join('').trim()

/** Reads the filters out of an address. Never throws: what cannot be meant is left out. */
export const readShelfFilters = (search: URLSearchParams): ShelfFilters => ({
  child: idOf(search.get('child')),
  q: [...plainText((search.get('q') ?? '').slice(0, 200))].slice(0, LONGEST_QUERY).join('').trim(),
  day: within(search.get('day'), 0, 5, 0),
  period: within(search.get('period'), 0, 9, 0),
  category: /^[a-z]{2,12}$/.test(search.get('category') ?? '') ? (search.get('category') ?? '') : '',
  school: idOf(search.get('school')),
  price: oneOf(search.get('price'), priceFilters),
  left: search.get('left') === '1',
  fit: oneOf(search.get('fit'), fitFilters),
  page: within(search.get('page'), 1, HIGHEST_PAGE, 1),
})

/** The query of an address with these filters: defaults are left out, so that one view has one address. */
export const shelfQuery = (filters: Partial<ShelfFilters>): Record<string, string | number | undefined> => ({
  child: filters.child || undefined,
  q: filters.q || undefined,
  day: filters.day || undefined,
  period: filters.period || undefined,
  category: filters.category || undefined,
  school: filters.school || undefined,
  price: filters.price || undefined,
  left: filters.left ? 1 : undefined,
  fit: filters.fit || undefined,
  page: filters.page && filters.page > 1 ? filters.page : undefined,
})

/** Something narrower than the shelves by weekday is asked for: one grid is shown. */
export const isNarrowed = ({ q, day, period, category, price, left, page, fit }: ShelfFilters): boolean =>
  q !== '' || day > 0 || period > 0 || category !== '' || price !== '' || left || page > 1 || fit === 'only'
