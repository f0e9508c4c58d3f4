import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { writeNotices } from '~/messages/index.server'
import type { Context } from '~/shared/context'
import { pathTo } from '~/site'
import type { WarningRow } from './warning-record.server'
import { streetWords as words } from './warning-words'

/**
 * One notice a street to each guardian of a child at its schools, where something there is tight or short. Written in the
 * transaction of the publishing.
 */
export const tellGuardians = async (
  context: Context,
  tx: Tx,
  rows: readonly WarningRow[],
  names: ReadonlyMap<string, string>,
): Promise<void> => {
  const { store, district } = context
  const { guardianship, pupil, school } = store.tables
  const pressing = rows.filter(({ colour }) => colour !== 'green')
  for (const street of new Set(pressing.map((row) => row.street))) {
    const first = pressing.find((row) => row.street === street)
    if (!first) continue
    const guardians = await tx
      .selectDistinct({ account: guardianship.account })
      .from(guardianship)
      .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, guardianship.pupil), isNull(pupil.leftOn)))
      .innerJoin(school, and(eq(school.district, district), eq(school.id, pupil.school), eq(school.street, street)))
      .where(and(eq(guardianship.district, district), isNull(guardianship.endedAt)))
    const notices = guardians.map(({ account }) => ({
      account,
      kind: 'place-warning' as const,
      title: words.notice(names.get(street) ?? street),
      body: words.noticeBody(first.sentence),
      link: pathTo('street', { street }),
    }))
    await writeNotices(context, tx, notices)
  }
}
