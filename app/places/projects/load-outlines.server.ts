import { eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { drawMap, type MapDrawing } from './draw-map.server'
import type { Outline } from './outline-rules'
import type { ProjectLine } from './project-line-rules'
import { requireOfficer } from './project-record.server'

export interface OutlineLine {
  kind: 'district' | 'streets'
  name: string
  source: string
  at: number
}

const readOutlines = async ({ store, district }: Context) => {
  const { mapOutline } = store.tables
  const rows = await store.db.select().from(mapOutline).where(eq(mapOutline.district, district))
  return (['district', 'streets'] as const).flatMap((kind) => {
    const row = rows.find(({ id }) => id === kind)
    return row ? [{ kind, name: row.name, source: row.source, at: row.at, outline: row.outline as Outline }] : []
  })
}

/** The maps that the bureau has, without their shapes. Refuses FORBIDDEN. */
export const loadOutlines = async (context: Context, actor: Actor): Promise<OutlineLine[]> => {
  requireOfficer(actor)
  return (await readOutlines(context)).map(({ outline: _, ...line }) => line)
}

/** The map of these projects: outlines and marks, ready to be drawn. */
export const loadProjectMap = async (context: Context, lines: readonly ProjectLine[]): Promise<MapDrawing> => {
  const outlines = await readOutlines(context)
  return drawMap(
    {
      district: outlines.find(({ kind }) => kind === 'district')?.outline ?? null,
      streets: outlines.find(({ kind }) => kind === 'streets')?.outline ?? null,
      sources: outlines.map(({ name, source }) => `${name}（${source}）`),
    },
    lines,
  )
}
