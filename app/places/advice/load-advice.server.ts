import { desc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { autumnOf } from '../autumn-rules'
import { officerNames } from '../officer-names.server'
import { phaseWords } from '../phase-words'
import { type Phase, phases } from '../phases'
import type { ProjectFacts } from '../plan/district-facts'
import { readDistrictFacts } from '../plan/read-facts.server'
import { latestWorks, type PlanningWork } from '../runs/planning-work.server'
import { scenarioWords } from '../scenarios/scenario-words'
import { streetWord } from '../street-words'
import type { TimingFrame } from './advice-form'
import type { Advice } from './advice-nouns'
import { adviceSays } from './advice-says-rules'
import { many, adviceWords as words } from './advice-words'
import { adviceOf } from './stored-advice-rules'
import { notBegun } from './timing-rules'

/** A draft or decided proposal of the portal. */
export interface ProposalRow {
  id: string
  name: string
  kind: Advice['kind'] | null
  says: string
  state: 'draft' | 'accepted' | 'left'
  reason: string
  by: string
  at: number
}

export interface TimedProject {
  id: string
  title: string
  street: string
  places: string
  /** 万元, as the form starts with it; '' where no budget is known. */
  cost: string
}

export interface VersionRow {
  id: string
  name: string
  phase: Phase
  effectiveFrom: string
  by: string
  invented: boolean
}

export interface AdvicePage {
  work: Pick<PlanningWork, 'state' | 'done' | 'total' | 'sentence'> | null
  rows: ProposalRow[]
  projects: TimedProject[]
  streets: { code: string; name: string }[]
  /** The next calendar year: the first in which something can start. */
  firstYear: number
  /** Autumns for which catchments can be proposed. */
  autumns: number[]
  versions: VersionRow[]
}

const AUTUMNS_AHEAD = 3
const FEN_PER_WAN = 1_000_000

/** Proposals, the newest first. Refuses FORBIDDEN. */
export const loadProposals = async (context: Context, actor: Actor): Promise<ProposalRow[]> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { scenario } = store.tables
  const rows = await store.db
    .select()
    .from(scenario)
    .where(eq(scenario.district, district))
    .orderBy(desc(scenario.at), desc(scenario.id))
  const people = await officerNames(context, store.db)
  return rows
    .filter(({ source }) => source === 'advice')
    .map(({ id, name, state, reason, by, at, advice: stored }) => {
      const advice = adviceOf(stored)
      return {
        ...{ id, name, state, reason, at },
        kind: advice?.kind ?? null,
        says: advice ? adviceSays(advice) : words.gone,
        by: people.get(by) ?? '',
      }
    })
}

const lastWork = async (context: Context): Promise<AdvicePage['work']> => {
  const works = [...(await latestWorks(context, 'timing', 1)), ...(await latestWorks(context, 'catchments', 1))]
  return works.sort((a, b) => b.at - a.at)[0] ?? null
}

const placesOf = ({ places }: ProjectFacts): string =>
  places.map(({ phase, places }) => `${phaseWords[phase]} ${many(places)} 个学位`).join('、')

interface Timed extends TimingFrame {
  rows: TimedProject[]
  names: Map<string, string>
}

/** What the timing form offers and is read against. */
export const loadTimingFrame = async (context: Context): Promise<Timed> => {
  const { store, district } = context
  const { project } = store.tables
  const facts = await readDistrictFacts(context, store.db)
  const names = new Map(facts.streets.map(({ code, name }) => [code, streetWord(name)]))
  const money = await store.db
    .select({ id: project.id, fen: project.budgetFen })
    .from(project)
    .where(eq(project.district, district))
  const fenOf = new Map(money.map(({ id, fen }) => [id, fen]))
  const timed = facts.projects.filter(notBegun)
  return {
    projects: timed.map(({ id }) => id),
    streets: facts.streets.map(({ code }) => code),
    names,
    rows: timed.map((one): TimedProject => {
      const fen = fenOf.get(one.id) ?? null
      return {
        id: one.id,
        title: one.title,
        street: names.get(one.street) ?? one.street,
        places: placesOf(one),
        cost: fen === null ? '' : String(Math.round(fen / (FEN_PER_WAN / 100)) / 100),
      }
    }),
  }
}

const versionsOf = async (context: Context): Promise<VersionRow[]> => {
  const { store, district } = context
  const { catchment } = store.tables
  const rows = await store.db
    .select()
    .from(catchment)
    .where(eq(catchment.district, district))
    .orderBy(desc(catchment.effectiveFrom), desc(catchment.at))
  const people = await officerNames(context, store.db)
  return rows
    .map(({ id, name, phase, effectiveFrom, by, invented }) => ({
      ...{ id, name, phase, effectiveFrom, invented },
      by: people.get(by) ?? '',
    }))
    .sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
}

/** Everything of the advice page. Refuses FORBIDDEN. */
export const loadAdvicePage = async (context: Context, actor: Actor): Promise<AdvicePage> => {
  const rows = await loadProposals(context, actor)
  const frame = await loadTimingFrame(context)
  const today = dayOf(context.clock.now())
  const next = autumnOf(today) + 1
  return {
    work: await lastWork(context),
    rows,
    projects: frame.rows,
    streets: [...frame.names].map(([code, name]) => ({ code, name })),
    firstYear: Number(today.slice(0, 4)) + 1,
    autumns: Array.from({ length: AUTUMNS_AHEAD }, (_, i) => next + i),
    versions: await versionsOf(context),
  }
}

/** The list as it is shown, as a sheet. */
export const proposalsSheet = (rows: readonly ProposalRow[]): SheetToWrite => ({
  name: words.file,
  columns: [
    { head: words.columns.name, width: 24 },
    { head: words.columns.kind },
    { head: words.columns.says, width: 48 },
    { head: words.columns.why, width: 40 },
    { head: words.columns.who, width: 14 },
    { head: words.sheetColumns.when, width: 14 },
    { head: words.columns.state },
  ],
  rows: rows.map(({ name, kind, says, reason, by, at, state }) => [
    name,
    kind ? words.kinds[kind] : '',
    says,
    reason,
    by,
    dayOf(at),
    scenarioWords.states[state],
  ]),
})
