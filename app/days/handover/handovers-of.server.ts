import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm'
import type { HandoverWay } from '#db/schema/index'
import type { Db } from '#db/store'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'

export interface HandoverRow {
  id: string
  pupil: string
  school: string
  day: string
  way: HandoverWay
  /** As it was read then: 外婆 张某; '' for a child that went alone. */
  personName: string
  by: string
  at: number
}

/**
 * When and to whom children were handed over, mistakes left out, in order of time.
 * @param who children by id, or all of a school; the caller has found that the reader may see them
 */
export const handoversOf = async (
  { store, district }: Context,
  who: { pupils: readonly string[] } | { school: string },
  { from, to }: { from: string; to: string },
  db: Db = store.db,
): Promise<HandoverRow[]> => {
  if ('pupils' in who && who.pupils.length === 0) return []
  const { handover } = store.tables
  return db
    .select({
      id: handover.id,
      pupil: handover.pupil,
      school: handover.school,
      day: handover.day,
      way: handover.way,
      personName: handover.personName,
      by: handover.by,
      at: handover.at,
    })
    .from(handover)
    .where(
      and(
        eq(handover.district, district),
        'pupils' in who ? store.among(handover.pupil, who.pupils) : eq(handover.school, who.school),
        gte(handover.day, from),
        lte(handover.day, to),
        isNull(handover.takenBackAt),
      ),
    )
    .orderBy(asc(handover.at), asc(handover.id))
}

/** The hand-overs of a family's own children in these days, in order of time. */
export const handoversOfFamily = async (
  context: Context,
  actor: Actor,
  days: { from: string; to: string },
): Promise<(Pick<HandoverRow, 'pupil' | 'day' | 'way' | 'personName' | 'at'> & { name: string })[]> => {
  const names = new Map(actor.children.map(({ pupil, name }) => [pupil, name]))
  const rows = await handoversOf(context, { pupils: [...names.keys()] }, days)
  return rows.map(({ pupil, day, way, personName, at }) => ({
    pupil,
    day,
    way,
    personName,
    at,
    name: names.get(pupil) ?? '',
  }))
}
