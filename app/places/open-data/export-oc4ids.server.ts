import { createHash } from 'node:crypto'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { requireOfficer } from '../projects/project-record.server'
import { loadRecordFrame, loadRecords } from './load-records.server'
import { jsonText, oc4idsPackage } from './write-oc4ids'

type Opened = Context & { origin: string }

const packageText = async (context: Opened, only: (project: { id: string; published: boolean }) => boolean) => {
  const { db } = context.store
  const all = await loadRecords(context, db)
  const shown = all.filter(only)
  const uri = `${context.origin}${pathTo('projectsFeed')}`
  return jsonText(oc4idsPackage({ all, shown }, await loadRecordFrame(context, db), uri))
}

/** Every project of the district as an OC4IDS package; the same rows give the same bytes. Refuses FORBIDDEN. */
export const exportOc4ids = async (context: Opened, actor: Actor): Promise<string> => {
  requireOfficer(actor)
  return packageText(context, () => true)
}

/** The same of all that is public. */
export const publicOc4ids = (context: Opened): Promise<string> => packageText(context, ({ published }) => published)

/** One public project as a package of its own. Refuses PROJECT_UNKNOWN, also for one that is not public. */
export const publicOc4idsOf = async (context: Opened, id: string): Promise<string> => {
  const { db } = context.store
  const all = await loadRecords(context, db, [id])
  const [one] = all.filter(({ published }) => published)
  if (!one) throw refuse('PROJECT_UNKNOWN')
  const uri = `${context.origin}${pathTo('projectData', { project: id })}`
  const frame = await loadRecordFrame(context, db)
  return jsonText(oc4idsPackage({ all: [one], shown: [one] }, frame, uri))
}

/** For anybody, from any site; asked after within five minutes again. */
export const openHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'public, max-age=300',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** A resource that asks whether it changed: 304 where the caller has it already. @param headers of both answers. */
export const openAnswer = (request: Request, body: string, headers: Record<string, string>): Response => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const all = { ...headers, ETag: etag }
  const known = (request.headers.get('If-None-Match') ?? '').split(',').map((one) => one.trim().replace(/^W\//u, ''))
  return known.includes(etag) || known.includes('*')
    ? new Response(null, { status: 304, headers: all })
    : new Response(body, { headers: all })
}
