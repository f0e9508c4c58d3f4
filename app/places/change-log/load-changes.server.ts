import { and, asc, desc, eq, gte, lt, type SQL } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { addDays, instantOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { type ChangeSearch, type ChangeSubject, DISTRICT_ONLY } from './change-search'

/** A line of 留痕 as people read it. */
export interface ChangeLine {
  id: string
  subject: ChangeSubject
  of: string
  /** '' for the whole district. */
  street: string
  streetName: string
  title: string
  reason: string
  effectPlaces: number | null
  effectYear: number | null
  /** '' for the system. */
  who: string
  at: number
}

export interface ChangesPage {
  lines: ChangeLine[]
  total: number
  page: number
  pages: number
  streets: { id: string; name: string }[]
  /** Everybody who ever changed something. */
  people: { id: string; name: string }[]
}

const PAGE = 50
/** As many as a workbook of them can be read. */
const MOST_EXPORTED = 20_000

const wanted = ({ store, district }: Context, { subject, street, who, from, to }: ChangeSearch): SQL | undefined => {
  const { placesChange } = store.tables
  return and(
    eq(placesChange.district, district),
    subject === '' ? undefined : eq(placesChange.subject, subject),
    street === '' ? undefined : eq(placesChange.street, street === DISTRICT_ONLY ? '' : street),
    who === '' ? undefined : eq(placesChange.by, who),
    from === '' ? undefined : gte(placesChange.at, instantOf(from)),
    to === '' ? undefined : lt(placesChange.at, instantOf(addDays(to, 1))),
  )
}

const linesOf = async (
  context: Context,
  where: SQL | undefined,
  { most, after = 0 }: { most: number; after?: number },
): Promise<ChangeLine[]> => {
  const { store, district } = context
  const { placesChange, account, street } = store.tables
  const rows = await store.db
    .select({ change: placesChange, who: account.name, streetName: street.name })
    .from(placesChange)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, placesChange.by)))
    .leftJoin(street, and(eq(street.district, district), eq(street.code, placesChange.street)))
    .where(where)
    .orderBy(desc(placesChange.at), desc(placesChange.id))
    .limit(most)
    .offset(after)
  return rows.map(({ change: { district: _, by: _by, ...change }, who, streetName }) => ({
    ...change,
    who: who ?? '',
    streetName: streetName ?? change.street,
  }))
}

/** The newest lines, for the screen. Refuses FORBIDDEN. */
export const loadLatestChanges = async (context: Context, actor: Actor, most: number): Promise<ChangeLine[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { placesChange } = context.store.tables
  return linesOf(context, eq(placesChange.district, context.district), { most })
}

/** The newest lines about one thing, for its own page. Refuses FORBIDDEN. */
export const loadChangesOf = async (
  context: Context,
  actor: Actor,
  { subject, of }: { subject: ChangeSubject; of: string },
  most: number,
): Promise<ChangeLine[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { placesChange } = context.store.tables
  const where = and(
    eq(placesChange.district, context.district),
    eq(placesChange.subject, subject),
    eq(placesChange.of, of),
  )
  return linesOf(context, where, { most })
}

/** A page of the log with what it can be searched by; a page beyond the last is the last. Refuses FORBIDDEN. */
export const loadChanges = async (context: Context, actor: Actor, search: ChangeSearch): Promise<ChangesPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { placesChange, account, street } = store.tables
  const where = wanted(context, search)
  const total = await store.db.$count(placesChange, where)
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const page = Math.min(search.page, pages)
  const people = await store.db
    .selectDistinct({ id: account.id, name: account.name })
    .from(placesChange)
    .innerJoin(account, and(eq(account.district, district), eq(account.id, placesChange.by)))
    .where(eq(placesChange.district, district))
    .orderBy(asc(account.name), asc(account.id))
  const streets = await store.db
    .select({ id: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
    .orderBy(asc(street.code))
  return {
    lines: await linesOf(context, where, { most: PAGE, after: (page - 1) * PAGE }),
    total,
    page,
    pages,
    streets,
    people,
  }
}

/** Every line that the search finds, for the export. Refuses FORBIDDEN. */
export const exportChanges = async (context: Context, actor: Actor, search: ChangeSearch): Promise<ChangeLine[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  return linesOf(context, wanted(context, search), { most: MOST_EXPORTED })
}
