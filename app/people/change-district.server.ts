import { eq } from 'drizzle-orm'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Actor } from './actor'
import type { DistrictDraft } from './district-form'
import { parseDistrictSettings } from './district-settings'

export interface DistrictPage extends DistrictDraft {
  name: string
}

/** What the district set, defaults where it did not. Refuses FORBIDDEN. */
export const loadDistrict = async ({ store, district: id }: Context, actor: Actor): Promise<DistrictPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { district } = store.tables
  const [row] = await store.db.select().from(district).where(eq(district.id, id))
  if (!row) throw refuse('NOT_FOUND')
  const { referencePrefix: _prefix, filingPrefix: _filing, ...numbers } = parseDistrictSettings(row.settings)
  const { name, portalName, hotline } = row
  return { name, portalName, hotline, ...numbers }
}

/**
 * An officer changes what the whole district goes by; what is already given out stays as it was promised.
 * The record keeps each value that differs, before and after. Refuses FORBIDDEN.
 */
export const changeDistrict = async (context: Context, actor: Actor, draft: DistrictDraft): Promise<void> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district: id } = context
  const { district } = store.tables
  await store.transaction(async (tx) => {
    await tx.lock({ district: district.id, key: district.id }, id, [id])
    const [row] = await tx.select().from(district).where(eq(district.id, id))
    if (!row) throw refuse('NOT_FOUND')
    const { portalName, hotline, ...numbers } = draft
    const before = { ...parseDistrictSettings(row.settings), portalName: row.portalName, hotline: row.hotline }
    const detail: Record<string, string> = {}
    for (const [key, value] of Object.entries(draft)) {
      const old = before[key as keyof DistrictDraft]
      if (old !== value) detail[key] = `${old} → ${value}`
    }
    if (Object.keys(detail).length === 0) return
    const settings = { ...(row.settings as object), ...numbers }
    await tx.update(district).set({ portalName, hotline, settings }).where(eq(district.id, id))
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'district.changed', subject: `district:${id}`, detail },
    ])
  })
}
