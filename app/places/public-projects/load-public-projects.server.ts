import { eq } from 'drizzle-orm'
import type { Phase, ProjectKind, ProjectStage } from '#db/schema/index'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { tileLayout } from '../desk/tile-rules'
import { phases } from '../phases'
import { readControlTotals } from '../projects/load-projects.server'
import type { Tone } from '../projects/milestone-rules'
import { readProjectFacts } from '../projects/project-record.server'
import { placesOf, statesPlaces } from '../projects/project-rules'
import { type Reconciled, reconcile } from '../projects/reconciliation-rules'
import { streetWord } from '../street-words'
import { type Building, drawBuilding } from './building-drawing'
import { middleOf, ranksFrom, type Spot } from './near-rules'
import { answerOf, groupOf, type PublicGroup } from './public-project-rules'

/** A project on the list: what, where, when, how many places. */
export interface PublicCard {
  id: string
  title: string
  kind: ProjectKind
  stage: ProjectStage
  street: string
  streetName: string
  split: { phase: Phase; places: number }[]
  /** Σ over phases; null where nobody has said. */
  places: number | null
  /** The day on which it is of use; null where none is known. */
  day: string | null
  tone: Tone
  sentence: string
  building: Building
  invented: boolean
}

/** What was announced, against what is listed. */
export interface PublicTotal {
  amount: number
  source: string
  publishedOn: string
  listed: number
  difference: number
}

export interface PublicProjects {
  /** The chosen street, or null. */
  street: { code: string; name: string } | null
  streets: { code: string; name: string }[]
  /** Projects that are being built in the chosen street, or everywhere, and their places. */
  building: { count: number; places: number }
  groups: { group: PublicGroup; cards: PublicCard[] }[]
  announced: PublicTotal[]
  apart: PublicTotal[]
}

const totalOf = ({ total, listed, difference }: Reconciled): PublicTotal => ({
  amount: total.amount,
  source: total.source,
  publishedOn: total.publishedOn,
  listed,
  difference,
})

/** The middle of every street: of its grid cells where all have some, else of its tile on the district's map. */
const spotsOf = async (
  { store, district }: Context,
  streets: readonly { code: string }[],
): Promise<Map<string, Spot>> => {
  const { gridCell } = store.tables
  const cells = await store.db
    .select({ street: gridCell.street, x: gridCell.x, y: gridCell.y })
    .from(gridCell)
    .where(eq(gridCell.district, district))
  const inCells = new Map(
    streets.flatMap(({ code }): [string, Spot][] => {
      const middle = middleOf(cells.filter(({ street }) => street === code))
      return middle ? [[code, middle]] : []
    }),
  )
  if (inCells.size === streets.length) return inCells
  const { tiles } = tileLayout(
    district,
    streets.map(({ code }) => code),
  )
  return new Map([...tiles].map(([code, { x, y, width, height }]) => [code, { x: x + width / 2, y: y + height / 2 }]))
}

const GROUPS: readonly PublicGroup[] = ['building', 'running', 'cancelled']

/** Every public project, the nearest to a street first. @param asked its code; any other text chooses none. */
export const loadPublicProjects = async (context: Context, asked: string): Promise<PublicProjects> => {
  const { store, district, clock } = context
  const { tables } = store
  const today = dayOf(clock.now())
  const rows = await store.db.select().from(tables.street).where(eq(tables.street.district, district))
  const streets = rows
    .map(({ code, name }) => ({ code, name: streetWord(name) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  const nameOf = new Map(streets.map(({ code, name }) => [code, name]))
  const street = streets.find(({ code }) => code === asked) ?? null
  const open = (await readProjectFacts(context, store.db)).filter(({ row }) => row.published)
  const split = await readSplit(context)
  const cards = open.map((project): PublicCard => {
    const { day, tone, sentence } = answerOf(project, today)
    const own = phases.flatMap((phase) => split.filter((one) => one.project === project.id && one.phase === phase))
    return {
      id: project.id,
      title: project.title,
      kind: project.kind,
      stage: project.stage,
      street: project.street,
      streetName: nameOf.get(project.street) ?? '',
      split: own.filter(({ places }) => places > 0).map(({ phase, places }) => ({ phase, places })),
      places: statesPlaces(project) ? placesOf(project) : null,
      day,
      tone,
      sentence,
      building: drawBuilding(
        project.id,
        own.reduce((sum, { classes }) => sum + classes, 0),
        project.stage,
      ),
      invented: project.row.invented,
    }
  })
  const ranks = street
    ? ranksFrom(
        street.code,
        streets.map(({ code }) => code),
        await spotsOf(context, streets),
      )
    : new Map<string, number>()
  const ordered = inOrder(cards, ranks)
  const here = ordered.filter((one) => groupOf(one.stage) === 'building' && (!street || one.street === street.code))
  const { places, apart } = reconcile(
    open.map((project) => ({
      ...project,
      places: statesPlaces(project) ? placesOf(project) : null,
      budgetFen: project.row.budgetFen,
    })),
    await readControlTotals(context),
  )
  return {
    street,
    streets,
    building: { count: here.length, places: here.reduce((sum, one) => sum + (one.places ?? 0), 0) },
    groups: GROUPS.map((group) => ({ group, cards: ordered.filter(({ stage }) => groupOf(stage) === group) })).filter(
      (one) => one.cards.length > 0,
    ),
    announced: places.map(totalOf),
    apart: apart.map(totalOf),
  }
}

const readSplit = ({ store, district }: Context) => {
  const { projectPlaces } = store.tables
  return store.db.select().from(projectPlaces).where(eq(projectPlaces.district, district))
}

/** By how far their streets lie, then by the day they are of use; what has no street or no day comes last. */
const inOrder = (cards: readonly PublicCard[], ranks: ReadonlyMap<string, number>): PublicCard[] => {
  const key = ({ street, day, id }: PublicCard): string =>
    [String(ranks.get(street) ?? ranks.size).padStart(4, '0'), day ?? '9999', id].join('\n')
  return [...cards].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
