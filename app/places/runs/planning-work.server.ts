import { randomUUID } from 'node:crypto'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Context } from '~/shared/context'
import { Refusal } from '~/shared/refusal'
import type { Progress } from '~/shared/sheet/imports.server'
import { workWords as words } from './run-words'

/** A long reckoning that somebody waits for: it goes on behind their back, and a row says how far it is. */

export type PlanningWork = Schema['planningWork']['$inferSelect']

type Faults = { reportFault?: (error: unknown) => void }

/** How long a press waits: a short reckoning is done before the page comes. Tests have it wait until the end. */
export const patience = { ms: 1_500 }
/** No reckoning takes as long as this: its process is gone. */
export const STUCK_MS = 5 * 60_000

/** How far the works of this process are; the database only learns of their ends. */
const underWay = new Map<string, { done: number; total: number }>()
const running = new Set<Promise<void>>()

/** Waits until nothing is reckoned in this process: before the portal closes its database. */
export const planningAtRest = async (): Promise<void> => {
  while (running.size > 0) await Promise.all(running)
}

const end = async (
  { store, district, clock }: Context,
  id: string,
  set: Pick<PlanningWork, 'state' | 'result' | 'sentence'>,
): Promise<void> => {
  const { planningWork } = store.tables
  const { done = 0, total = 0 } = underWay.get(id) ?? {}
  await store.transaction(async (tx) => {
    await tx
      .update(planningWork)
      .set({ ...set, done: set.state === 'done' ? total : done, total, changedAt: clock.now() })
      .where(and(eq(planningWork.district, district), eq(planningWork.id, id), eq(planningWork.state, 'running')))
  })
}

/**
 * Starts a reckoning and waits a moment for it.
 * @param body does the work and returns the id of what came out; a refusal it throws is told to the person, anything
 * else is a fault. @returns the id of the work; it may still be `running`.
 */
export const startPlanningWork = async (
  context: Context & Faults,
  { kind, by }: Pick<PlanningWork, 'kind' | 'by'>,
  body: (progress: Progress) => Promise<string>,
): Promise<string> => {
  const { store, district, clock } = context
  const id = randomUUID()
  const now = clock.now()
  await store.transaction(async (tx) => {
    await tx.insert(store.tables.planningWork).values({
      district,
      id,
      kind,
      by,
      state: 'running',
      done: 0,
      total: 0,
      result: '',
      sentence: '',
      at: now,
      changedAt: now,
    })
  })
  underWay.set(id, { done: 0, total: 0 })
  const work = async (): Promise<void> => {
    try {
      const result = await body((done, total) => underWay.set(id, { done, total }))
      await end(context, id, { state: 'done', result, sentence: '' })
    } catch (error) {
      if (!(error instanceof Refusal)) context.reportFault?.(error)
      const sentence = error instanceof Refusal ? error.message : words.broken
      // The database cannot be had: the tick marks it later.
      await end(context, id, { state: 'failed', result: '', sentence }).catch((fault) => context.reportFault?.(fault))
    } finally {
      underWay.delete(id)
    }
  }
  await patiently(work())
  return id
}

/** Waits for the work, but no longer than a person likes to. */
const patiently = async (work: Promise<void>): Promise<void> => {
  running.add(work)
  void work.finally(() => running.delete(work))
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise<void>((wake) => {
      timer = setTimeout(wake, patience.ms)
    }),
  ])
  clearTimeout(timer)
}

/** The latest works of a kind, with how far they are. */
export const latestWorks = async (
  { store, district }: Context,
  kind: PlanningWork['kind'],
  many = 5,
): Promise<PlanningWork[]> => {
  const { planningWork } = store.tables
  const rows = await store.db
    .select()
    .from(planningWork)
    .where(and(eq(planningWork.district, district), eq(planningWork.kind, kind)))
    .orderBy(desc(planningWork.at), desc(planningWork.id))
    .limit(many)
  return rows.map((row) => ({ ...row, ...underWay.get(row.id) }))
}

/** A work by its id; null where there is none. */
export const loadPlanningWork = async ({ store, district }: Context, id: string): Promise<PlanningWork | null> => {
  const { planningWork } = store.tables
  const [row] = await store.db
    .select()
    .from(planningWork)
    .where(and(eq(planningWork.district, district), eq(planningWork.id, id)))
  return row ? { ...row, ...underWay.get(id) } : null
}

/** Marks works as failed whose process is gone. Called by the tick; safe at any time. */
export const failStaleWorks = async (context: Context): Promise<number> => {
  const { store, district, clock } = context
  const { planningWork } = store.tables
  const stale = await store.db
    .select({ id: planningWork.id })
    .from(planningWork)
    .where(
      and(
        eq(planningWork.district, district),
        eq(planningWork.state, 'running'),
        lt(planningWork.changedAt, clock.now() - STUCK_MS),
      ),
    )
  const gone = stale.filter(({ id }) => !underWay.has(id))
  for (const { id } of gone) await end(context, id, { state: 'failed', result: '', sentence: words.gone })
  return gone.length
}
