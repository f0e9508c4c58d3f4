import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { type ImportRow, latestImports, loadImport } from '~/shared/sheet/imports.server'
import { requireOfficer } from '../projects/project-record.server'
import { OC4IDS_IMPORTS, type Oc4idsSeen } from './preview-oc4ids.server'

export interface Oc4idsPage {
  all: number
  /** Of them, public. */
  open: number
  latest: { id: string; fileName: string; at: number; state: ImportRow['state']; counts: Oc4idsSeen['counts'] | null }[]
}

/** 开放数据: what can be taken, what came in lately. Refuses FORBIDDEN. */
export const loadOc4idsPage = async (context: Context, actor: Actor): Promise<Oc4idsPage> => {
  requireOfficer(actor)
  const { store, district } = context
  const { project } = store.tables
  const own = eq(project.district, district)
  const latest = await latestImports(context, '', OC4IDS_IMPORTS)
  return {
    all: await store.db.$count(project, own),
    open: await store.db.$count(project, and(own, eq(project.published, true))),
    latest: latest.map(({ id, fileName, at, state, summary }) => ({
      id,
      fileName,
      at,
      state,
      counts: (summary as Partial<Oc4idsSeen>).counts ?? null,
    })),
  }
}

export interface Oc4idsPreviewPage {
  fileName: string
  state: ImportRow['state']
  done: number
  total: number
  seen: Oc4idsSeen | null
  /** Why it failed. */
  sentence: string
}

/** An import as it stands. Refuses FORBIDDEN, NOT_FOUND. */
export const loadOc4idsPreview = async (context: Context, actor: Actor, id: string): Promise<Oc4idsPreviewPage> => {
  requireOfficer(actor)
  const { fileName, state, done, total, summary } = await loadImport(context, id, OC4IDS_IMPORTS)
  const { sentence, ...seen } = summary as Partial<Oc4idsSeen> & { sentence?: string }
  return { fileName, state, done, total, seen: seen.counts ? (seen as Oc4idsSeen) : null, sentence: sentence ?? '' }
}
