import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { autumnOf } from '../autumn-rules'
import { type Phase, phases } from '../phases'
import type { OfficialColour } from '../plan/colour-rules'
import { streetNames } from '../street-names.server'
import { livingWarnings, stateOf, type WarningRow } from './warning-record.server'
import { LEAST_SHOWN } from './warning-rules'

/** What families are told of one phase and autumn: nothing else of a warning leaves the bureau. */
export interface ToldCell {
  phase: Phase
  year: number
  colour: OfficialColour
  surplus: boolean
  /** Children and places; null where there are too few children to be told. */
  numbers: { registered: number; plan: number } | null
  sentence: string
  alternatives: string
  publishedAt: number
}

export interface StreetLine {
  code: string
  name: string
  /** The next autumn that anything is told of, by phase. */
  next: ToldCell[]
}

export interface StreetsPage {
  /** Where the schools of one's own children are. */
  mine: StreetLine[]
  streets: StreetLine[]
}

const toldCell = (row: WarningRow): ToldCell => ({
  phase: row.phase,
  year: row.year,
  colour: row.colour,
  surplus: row.kind === 'surplus',
  numbers: row.registered < LEAST_SHOWN ? null : { registered: row.registered, plan: row.plan },
  sentence: row.sentence,
  alternatives: row.alternatives,
  publishedAt: row.publishedAt ?? 0,
})

/** What is published of autumns to come, street by street. */
const toldByStreet = async (context: Context): Promise<Map<string, ToldCell[]>> => {
  const told = new Map<string, ToldCell[]>()
  const autumn = autumnOf(dayOf(context.clock.now()))
  for (const row of await livingWarnings(context, context.store.db))
    if (stateOf(row) === 'published' && row.year > autumn)
      told.set(row.street, [...(told.get(row.street) ?? []), toldCell(row)])
  for (const cells of told.values())
    cells.sort((a, b) => a.year - b.year || phases.indexOf(a.phase) - phases.indexOf(b.phase))
  return told
}

/** Every street with its next autumn; for guardians those of their children's schools first. @param actor null for anybody */
export const loadStreetsPage = async (context: Context, actor: Actor | null): Promise<StreetsPage> => {
  const names = await streetNames(context, context.store.db)
  const told = await toldByStreet(context)
  const streets = [...names].map(([code, name]): StreetLine => {
    const cells = told.get(code) ?? []
    const year = cells[0]?.year
    return { code, name, next: cells.filter((cell) => cell.year === year) }
  })
  const own = await streetsOfChildren(context, actor)
  return { mine: streets.filter(({ code }) => own.has(code)), streets }
}

const streetsOfChildren = async ({ store, district }: Context, actor: Actor | null): Promise<ReadonlySet<string>> => {
  const schools = actor?.children.map(({ school }) => school) ?? []
  if (schools.length === 0) return new Set()
  const { school } = store.tables
  const rows = await store.db
    .select({ street: school.street })
    .from(school)
    .where(and(eq(school.district, district), store.among(school.id, schools)))
  return new Set(rows.map(({ street }) => street))
}

export interface StreetPage {
  code: string
  name: string
  /** By year and phase, the first year first. */
  cells: ToldCell[]
  /** When the newest of them was published; 0 where none is. */
  publishedAt: number
}

/** What families of one street are told. Refuses NOT_FOUND. */
export const loadStreetPage = async (context: Context, code: string): Promise<StreetPage> => {
  const names = await streetNames(context, context.store.db)
  const name = names.get(code)
  if (name === undefined) throw refuse('NOT_FOUND')
  const cells = (await toldByStreet(context)).get(code) ?? []
  return { code, name, cells, publishedAt: Math.max(0, ...cells.map(({ publishedAt }) => publishedAt)) }
}
