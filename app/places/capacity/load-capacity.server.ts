import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { CapacityTier } from '#db/schema/index'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { autumnOf } from '../autumn-rules'
import { officerNames } from '../officer-names.server'
import { type Phase, phases } from '../phases'
import type { DistrictFacts } from '../plan/district-facts'
import { inUseProjects, projectSupplies, promisedPlaces } from '../plan/project-supply-rules'
import { readDistrictFacts } from '../plan/read-facts.server'
import { streetWord } from '../street-words'
import type { CapacitySearch } from './capacity-form'
import { eventsThatHold, holdsIn, ledgerSupply, sumOfSupplies } from './supply-rules'

export interface CapacityRow {
  id: string
  school: string
  street: string
  phase: Phase
  tier: CapacityTier
  change: DistrictFacts['capacity'][number]['change']
  grade: number | null
  places: number
  classes: number
  from: string
  until: string | null
  ramp: boolean
  why: string
  by: string
  at: number
  invented: boolean
  /** Counts in the year looked at; or why it does not. */
  state: 'holds' | 'notNow' | 'taken' | 'takes'
}

export interface CapacityTotal {
  street: string
  name: string
  /** In the order of the phases. */
  places: number[]
  sum: number
  /** Of the sum, places of projects that are in use. */
  projects: number
}

export interface CapacityPage {
  search: CapacitySearch
  year: number
  years: number[]
  streets: { code: string; name: string }[]
  schools: { id: string; name: string; street: string }[]
  totals: CapacityTotal[]
  total: CapacityTotal
  rows: CapacityRow[]
  /** A press of the form carries it. */
  key: string
}

/** Autumns one may look at, before and after this one. */
const BEFORE = 10
const AFTER = 12

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Places of every street in one autumn: the ledger's, and those of projects that are in use (standard places only). */
export const totalsOf = (facts: DistrictFacts, year: number, tier: CapacityTier): CapacityTotal[] => {
  const ledger = ledgerSupply(facts, [year]).filter((one) => one.tier === tier)
  const opened = tier === 'standard' ? projectSupplies(inUseProjects(facts.projects), [year], () => 1) : []
  return facts.streets.map(({ code, name }) => {
    const projects = phases.map((phase) =>
      sum(
        opened
          .filter((one) => one.street === code && one.phase === phase)
          .flatMap((one) => promisedPlaces(one, [year], 0)),
      ),
    )
    const places = phases.map((phase, i) => {
      const own = ledger.filter((one) => one.street === code && one.phase === phase)
      return sum(sumOfSupplies(own, phase, 1)[0] ?? []) + (projects[i] ?? 0)
    })
    return { street: code, name: streetWord(name), places, sum: sum(places), projects: sum(projects) }
  })
}

/** The ledger as its page shows it. Refuses FORBIDDEN to all but officers. */
export const loadCapacity = async (context: Context, actor: Actor, search: CapacitySearch): Promise<CapacityPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { capacityEvent } = store.tables
  const facts = await readDistrictFacts(context, store.db)
  const events = await store.db.select().from(capacityEvent).where(eq(capacityEvent.district, district))
  const nameOf = new Map([
    ...(await officerNames(context, store.db)),
    ...facts.streets.map(({ code, name }) => [code, streetWord(name)] as const),
    ...facts.schools.map(({ id, name }) => [id, name] as const),
  ])
  const autumn = autumnOf(dayOf(clock.now()))
  const year = search.year === '' ? autumn : Number(search.year)
  const holding = new Set(eventsThatHold(facts.capacity).map(({ id }) => id))
  const rows = events
    .map(({ district: _district, takesBack, ...event }): CapacityRow => {
      const stands = holding.has(event.id)
      const state = takesBack !== '' ? 'takes' : !stands ? 'taken' : holdsIn(event, year) ? 'holds' : 'notNow'
      return {
        ...event,
        school: nameOf.get(event.school) ?? event.school,
        street: nameOf.get(event.street) ?? event.street,
        by: nameOf.get(event.by) ?? '',
        state,
      }
    })
    .filter((_, i) => {
      const event = events[i]
      return (
        (search.street === '' || event?.street === search.street) &&
        (search.phase === '' || event?.phase === search.phase) &&
        event?.tier === search.tier
      )
    })
    .filter(({ state }) => search.show === 'all' || state === 'holds')
    .sort((a, b) => b.at - a.at || (a.school < b.school ? -1 : a.school > b.school ? 1 : a.id < b.id ? -1 : 1))
  const totals = totalsOf(facts, year, search.tier)
  return {
    search,
    year,
    years: Array.from({ length: BEFORE + AFTER + 1 }, (_, i) => autumn - BEFORE + i),
    streets: facts.streets.map(({ code, name }) => ({ code, name: streetWord(name) })),
    schools: [...facts.schools],
    totals,
    total: {
      street: '',
      name: '',
      places: phases.map((_, i) => sum(totals.map(({ places }) => places[i] ?? 0))),
      sum: sum(totals.map((one) => one.sum)),
      projects: sum(totals.map((one) => one.projects)),
    },
    rows,
    key: randomUUID(),
  }
}
