import { createHash, randomInt } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { ConstraintError, StoreBusyError, type Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { type Refusal, refuse } from '~/shared/refusal'
import { decide, WorldMovedError } from './allotment-rules'
import { loadWorld } from './allotment-world.server'
import { writeWorld } from './allotment-writes.server'
import type { EnrolmentAnswer, EnrolmentDesk, EnrolmentOperation, EnrolmentRequest } from './enrolment'
import { referenceNumber } from './reference'
import { settle } from './seat-rules'
import { settleSections } from './waitlist.server'

/** Measured best on both engines (docs/decisions): larger batches gain little and make the first in line wait. */
const LARGEST_BATCH = 256
/** About a second of work; beyond it people are told to come back rather than kept hanging. */
const LONGEST_QUEUE = 5_000
const MOST_TRIES = 4
const KEY = /^[A-Za-z0-9_-]{16,64}$/

interface Waiting {
  request: EnrolmentRequest
  resolve: (answer: EnrolmentAnswer) => void
  reject: (error: unknown) => void
}

interface Settled {
  answer?: EnrolmentAnswer
  refusal?: Refusal
}

export interface DeskOptions {
  /** Requests decided in one transaction at most; 1 decides each alone. */
  largestBatch?: number
}

/**
 * Opens the desk through which every change of places goes. Requests that arrive together are decided in order of
 * arrival on one loaded world and committed once; a batch that cannot be written is done again one request at a time.
 */
export const openEnrolmentDesk = (
  context: Context,
  { largestBatch = LARGEST_BATCH }: DeskOptions = {},
): EnrolmentDesk => {
  const queue: Waiting[] = []
  let running: Promise<void> | null = null
  let closed = false

  const run = async (): Promise<void> => {
    // One turn of the event loop lets everything that has already arrived into the first batch.
    await new Promise((next) => setImmediate(next))
    while (queue.length > 0) await serve(context, queue.splice(0, largestBatch))
    running = null
  }

  return {
    submit: (request) => {
      if (!KEY.test(request.key)) return Promise.reject(refuse('BAD_REQUEST'))
      if (closed || queue.length >= LONGEST_QUEUE) return Promise.reject(refuse('BUSY'))
      return new Promise((resolve, reject) => {
        queue.push({ request, resolve, reject })
        running ??= run()
      })
    },
    tick: () => settleSections(context),
    close: async () => {
      closed = true
      while (running) await running
    },
  }
}

const serve = async (context: Context, batch: Waiting[]): Promise<void> => {
  try {
    const settled = await retried(() =>
      decideBatch(
        context,
        batch.map(({ request }) => request),
      ),
    )
    for (const [i, one] of settled.entries()) {
      if (one.answer) batch[i]?.resolve(one.answer)
      else batch[i]?.reject(one.refusal)
    }
  } catch (error) {
    if (batch.length > 1 && !(error instanceof StoreBusyError)) for (const one of batch) await serve(context, [one])
    else for (const { reject } of batch) reject(error instanceof StoreBusyError ? refuse('BUSY') : error)
  }
}

/** Another process moved between loading and writing: load again, a few times, rather than fail. */
const retried = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const moved = error instanceof WorldMovedError || error instanceof ConstraintError
      if (!moved || attempt === MOST_TRIES) throw error
    }
  }
}

const hashOf = (request: EnrolmentRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([request.account, request.operation, ...(request.onBehalf ? [request.onBehalf] : [])]))
    .digest('base64url')

const pairsOf = (operation: EnrolmentOperation): { pupil: string; section: string }[] =>
  operation.kind === 'enrol'
    ? operation.lines.map(({ pupil, section }) => ({ pupil, section }))
    : operation.kind === 'transfer'
      ? [operation.from, operation.to].map((section) => ({ pupil: operation.pupil, section }))
      : [{ pupil: operation.pupil, section: operation.section }]

/** The courses a swap may have to leave: they must be locked with the rest. */
const swappedSections = async (
  { district, store }: Context,
  tx: Tx,
  requests: readonly EnrolmentRequest[],
): Promise<string[]> => {
  const swapping = requests.flatMap(({ operation }) =>
    operation.kind === 'accept' && operation.swap ? [operation.pupil] : [],
  )
  if (swapping.length === 0) return []
  const { enrolment } = store.tables
  const rows = await tx
    .select({ section: enrolment.section })
    .from(enrolment)
    .where(
      and(eq(enrolment.district, district), store.among(enrolment.pupil, swapping), eq(enrolment.state, 'enrolled')),
    )
  return rows.map(({ section }) => section)
}

const decideBatch = (context: Context, requests: readonly EnrolmentRequest[]): Promise<Settled[]> =>
  context.store.transaction(async (tx) => {
    const { district, store } = context
    const { seatCount, pupil, enrolmentRequest } = store.tables
    const pairs = requests.flatMap(({ operation }) => pairsOf(operation))
    const swapped = await swappedSections(context, tx, requests)
    const sections = [...new Set([...pairs.map((pair) => pair.section), ...swapped])]
    const pupils = [...new Set(pairs.map((pair) => pair.pupil))]
    // Always in this order, whoever asks: seats, pupils, the end of the audit chain.
    await tx.lock({ district: seatCount.district, key: seatCount.section }, district, sections)
    await tx.lock({ district: pupil.district, key: pupil.id }, district, pupils)

    const keys = [...new Set(requests.map(({ key }) => key))]
    const earlier = await tx
      .select({ key: enrolmentRequest.key, bodyHash: enrolmentRequest.bodyHash, answer: enrolmentRequest.answer })
      .from(enrolmentRequest)
      .where(and(eq(enrolmentRequest.district, district), store.among(enrolmentRequest.key, keys)))
    const answers = new Map(
      earlier.map(({ key, bodyHash, answer }) => [key, { bodyHash, answer: answer as EnrolmentAnswer }]),
    )

    const freeing = new Set(
      requests
        .flatMap(({ operation }) =>
          operation.kind === 'enrol' ? [] : pairsOf(operation).map(({ section }) => section),
        )
        .concat(swapped),
    )
    const world = await loadWorld(context, tx, { sections, pupils, freeing })
    for (const section of world.sections.values()) settle(world, section)

    const fresh: (typeof enrolmentRequest.$inferInsert)[] = []
    const settled = requests.map((request): Settled => {
      const bodyHash = hashOf(request)
      const known = answers.get(request.key)
      if (known) return known.bodyHash === bodyHash ? { answer: known.answer } : { refusal: refuse('KEY_REUSED') }
      const { key, account, onBehalf } = request
      const lines = decide(world, request.operation, { key, account, ...(onBehalf ? { onBehalf } : {}) })
      const year = Number(dayOf(world.now).slice(0, 4))
      const reference = referenceNumber(world.referencePrefix, year, () => randomInt(2 ** 31) / 2 ** 31)
      const answer: EnrolmentAnswer = { reference, at: world.now, lines, ...(onBehalf ? { onBehalf } : {}) }
      answers.set(key, { bodyHash, answer })
      fresh.push({ district, key, account, bodyHash, reference, answer, at: world.now })
      return { answer }
    })
    await tx.writeMany(enrolmentRequest, fresh)
    await writeWorld(context, tx, world)
    return settled
  })
