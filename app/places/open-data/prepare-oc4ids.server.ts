import { createHash } from 'node:crypto'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { loadDocumentIds, loadRecordFrame, loadRecords } from './load-records.server'
import type { OpenRecord, RecordFrame } from './open-record'
import type { JsonObject } from './plain-json'
import { readOc4ids } from './read-oc4ids'
import { type ProjectTaken, takeOc4ids } from './take-oc4ids'
import { toOc4ids } from './write-oc4ids'

export interface PreparedOc4ids {
  taken: ProjectTaken[]
  before: ReadonlyMap<string, OpenRecord>
  /** Streets that a district without any takes from the file. */
  streets: { code: string; name: string }[]
  /** What the difference is, and from which state. */
  fingerprint: string
}

/** What the projects of a file do now: worked out for the page, and again inside the transaction that writes it. */
export const prepareOc4ids = async (
  context: Context & { origin: string },
  db: Db,
  projects: readonly JsonObject[],
): Promise<PreparedOc4ids> => {
  const now = context.clock.now()
  const ids = projects.map(({ id }) => String(id))
  const frame = await loadRecordFrame(context, db)
  const before = new Map((await loadRecords(context, db, ids)).map((one) => [one.id, one]))
  const documents = await loadDocumentIds(context, db, ids)
  const moment = { now, today: dayOf(now) }
  const streets = newStreets(projects.flatMap((file) => readOc4ids(file, null, frame, moment).street ?? []))
  const named: RecordFrame = {
    ...frame,
    streets: new Map([...frame.streets, ...streets.map(({ code, name }): [string, string] => [code, name])]),
  }
  const taken = projects.map((file, i) =>
    takeOc4ids(file, { before: before.get(ids[i] ?? '') ?? null, frame, named, documents, ...moment }),
  )
  const facts = taken.map(({ kind, id, changes }) => {
    const was = before.get(id)
    return [kind, id, changes, was ? toOc4ids(was, frame) : null]
  })
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([facts, streets]))
    .digest('base64url')
    .slice(0, 22)
  return { taken, before, streets, fingerprint }
}

const newStreets = (found: readonly { code: string; name: string }[]): { code: string; name: string }[] => {
  const byStreet = new Map<string, string>()
  for (const { code, name } of found) if (!byStreet.has(code)) byStreet.set(code, name)
  return [...byStreet].map(([code, name]) => ({ code, name }))
}
