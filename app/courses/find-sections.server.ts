import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { loadCards } from './load-cards.server'
import { foldSearch } from './search-text'
import type { SectionCard } from './section-card'
import { CARDS_A_PAGE, type ShelfFilters } from './shelf-filters'

/** Where the shelf stands: a child's school, another school, or ('' and no child) the whole district. */
export interface ShelfScope {
  term: string
  school: string
  /** With a child, its own class's base care is on the shelf, too. */
  child?: ShelfChild | undefined
}

export interface ShelfChild {
  grade: number
  homeClass: string
  /** Slots in which the child holds a course. */
  heldSlots: readonly number[]
  /** Slots of the courses in its basket, and these courses. */
  basketSlots: readonly number[]
  basket: readonly string[]
}

export interface Grid {
  cards: SectionCard[]
  total: number
  page: number
  pages: number
}

export interface Aisle {
  weekday: number
  /** Courses of the day, however many are shown. */
  total: number
  cards: SectionCard[]
}

const WORDS_OF_A_QUERY = 5

/** A LIKE pattern that takes `%`, `_` and `\` for what they are. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const narrowed = (context: Context, scope: ShelfScope, filters: ShelfFilters): (SQL | undefined)[] => {
  const { section, seatCount, course, sectionSlot } = context.store.tables
  const { child } = scope
  const words = foldSearch(filters.q).split(/\s+/).filter(Boolean).slice(0, WORDS_OF_A_QUERY)
  const slotIs = (condition: SQL): SQL =>
    sql`exists (select 1 from ${sectionSlot} as meets where meets.district = ${section.district} and meets.section = ${section.id} and ${condition})`
  return [
    eq(section.district, context.district),
    eq(section.term, scope.term),
    eq(section.state, 'published'),
    scope.school ? eq(section.school, scope.school) : undefined,
    child ? or(eq(section.base, false), eq(section.homeClass, child.homeClass)) : eq(section.base, false),
    child && filters.fit !== 'all' ? sql`(${section.grades} & ${1 << child.grade}) <> 0` : undefined,
    child && filters.fit === 'only' ? nothingInTheWay(context, child, slotIs) : undefined,
    ...words.map((word) => sql`${section.searchText} like ${containing(word)} escape '\\'`),
    // A day and a period together mean one slot.
    filters.day && filters.period ? slotIs(sql`meets.slot = ${filters.day * 10 + filters.period}`) : undefined,
    filters.day && !filters.period ? slotIs(sql`meets.slot / 10 = ${filters.day}`) : undefined,
    filters.period && !filters.day ? slotIs(sql`meets.slot % 10 = ${filters.period}`) : undefined,
    filters.category
      ? sql`exists (select 1 from ${course} as taught where taught.district = ${section.district} and taught.id = ${section.course} and taught.category = ${filters.category})`
      : undefined,
    filters.price === 'free' ? eq(section.feeFen, 0) : undefined,
    filters.price === '50' || filters.price === '100' ? lte(section.feeFen, Number(filters.price) * 100) : undefined,
    filters.left
      ? or(
          isNull(seatCount.capacity),
          sql`${seatCount.waiting} = 0 and ${seatCount.enrolled} + ${seatCount.offered} < ${seatCount.capacity}`,
        )
      : undefined,
  ]
}

/** What lies in the basket itself stays in sight: there it is taken out again. */
const nothingInTheWay = (
  { store }: Context,
  { heldSlots, basketSlots, basket }: ShelfChild,
  slotIs: (condition: SQL) => SQL,
): SQL | undefined => {
  const taken = [...new Set([...heldSlots, ...basketSlots])]
  if (taken.length === 0) return undefined
  const free = sql`not ${slotIs(sql`meets.slot in ${taken}`)}`
  return basket.length > 0 ? or(free, inArray(store.tables.section.id, [...basket])) : free
}

/**
 * What can be had first: no held course in the way, then places left. The basket does not count, or the shelf would
 * change its order at every press.
 */
const rankOf = (context: Context, scope: ShelfScope): SQL<number> => {
  const { section, seatCount, sectionSlot } = context.store.tables
  const taken = scope.child?.heldSlots ?? []
  const clash = taken.length
    ? sql`case when exists (select 1 from ${sectionSlot} as taken where taken.district = ${section.district} and taken.section = ${section.id} and taken.slot in ${[...taken]}) then 2 else 0 end`
    : sql`0`
  const full = sql`case when ${seatCount.capacity} is not null and (${seatCount.waiting} > 0 or ${seatCount.enrolled} + ${seatCount.offered} >= ${seatCount.capacity}) then 1 else 0 end`
  return sql<number>`${clash} + ${full}`
}

/** The matching sections, 24 a page. A page past the end shows the last one. */
export const findSections = async (context: Context, scope: ShelfScope, filters: ShelfFilters): Promise<Grid> => {
  const found = await readPage(context, scope, filters, filters.page)
  const total = found.total ?? (await countSections(context, scope, filters))
  const pages = Math.max(1, Math.ceil(total / CARDS_A_PAGE))
  const page = Math.min(filters.page, pages)
  const { ids } = page === filters.page ? found : await readPage(context, scope, filters, page)
  const cards = await loadCards(context, ids)
  return { cards: ids.flatMap((id) => cards.get(id) ?? []), total, page, pages }
}

/** A page's ids with the number of all that match, in one query; no number where the page is past the end. */
const readPage = async (context: Context, scope: ShelfScope, filters: ShelfFilters, page: number) => {
  const { section, seatCount } = context.store.tables
  const rows = await context.store.db
    .select({ id: section.id, total: sql<number>`count(*) over ()` })
    .from(section)
    .innerJoin(seatCount, and(eq(seatCount.district, section.district), eq(seatCount.section, section.id)))
    .where(and(...narrowed(context, scope, filters)))
    .orderBy(rankOf(context, scope), asc(section.base), asc(section.id))
    .limit(CARDS_A_PAGE)
    .offset((page - 1) * CARDS_A_PAGE)
  const [first] = rows
  return { ids: rows.map(({ id }) => id), total: first ? Number(first.total) : page === 1 ? 0 : undefined }
}

const countSections = async (context: Context, scope: ShelfScope, filters: ShelfFilters): Promise<number> => {
  const { section, seatCount } = context.store.tables
  const [row] = await context.store.db
    .select({ total: sql<number>`count(*)` })
    .from(section)
    .innerJoin(seatCount, and(eq(seatCount.district, section.district), eq(seatCount.section, section.id)))
    .where(and(...narrowed(context, scope, filters)))
  return Number(row?.total ?? 0)
}

/**
 * The first courses of each weekday and how many there are, in one query for all five days.
 * @param aDay courses shown a day. Base care of the child's class is put at the end of each of its days.
 */
export const loadAisles = async (
  context: Context,
  scope: ShelfScope,
  filters: ShelfFilters,
  aDay: number,
): Promise<Aisle[]> => {
  const days = await readDays(context, scope, filters)
  const care = await careOf(context, scope)
  const shown = days.map((ids) => ids.slice(0, aDay))
  const cards = await loadCards(context, [...shown.flat(), ...care])
  return days.map((ids, i) => {
    const careOfDay = care.flatMap((id) => {
      const card = cards.get(id)
      return card?.slots.some(({ slot }) => Math.floor(slot / 10) === i + 1) ? [card] : []
    })
    return {
      weekday: i + 1,
      total: ids.length,
      cards: [...(shown[i] ?? []).flatMap((id) => cards.get(id) ?? []), ...careOfDay],
    }
  })
}

/**
 * The ids of each weekday's courses in the order of the shelf. One row a day and rank, the ids in one string: numbering
 * two thousand rows in the database takes it three times as long.
 */
const readDays = async (context: Context, scope: ShelfScope, filters: ShelfFilters): Promise<string[][]> => {
  const { section, seatCount, sectionSlot } = context.store.tables
  const weekday = sql<number>`${sectionSlot.slot} / 10`
  const rank = rankOf(context, scope)
  const rows = await context.store.db
    .select({
      weekday: weekday.as('weekday'),
      rank: rank.as('shelf_rank'),
      ids: sql<string>`string_agg(${section.id}, ',')`,
    })
    .from(section)
    .innerJoin(seatCount, and(eq(seatCount.district, section.district), eq(seatCount.section, section.id)))
    .innerJoin(sectionSlot, and(eq(sectionSlot.district, section.district), eq(sectionSlot.section, section.id)))
    .where(and(...narrowed(context, scope, filters), eq(section.base, false)))
    .groupBy(sql`weekday`, sql`shelf_rank`)
    .orderBy(sql`shelf_rank`)
  return [1, 2, 3, 4, 5].map((day) =>
    // A course may meet twice on a day.
    rows.filter((row) => Number(row.weekday) === day).flatMap(({ ids }) => [...new Set(ids.split(','))].sort()),
  )
}

const careOf = async (context: Context, { term, school, child }: ShelfScope): Promise<string[]> => {
  if (!child) return []
  const { section } = context.store.tables
  const rows = await context.store.db
    .select({ id: section.id })
    .from(section)
    .where(
      and(
        eq(section.district, context.district),
        eq(section.term, term),
        eq(section.school, school),
        inArray(section.state, ['published']),
        eq(section.base, true),
        eq(section.homeClass, child.homeClass),
      ),
    )
    .orderBy(asc(section.id))
  return rows.map(({ id }) => id)
}
