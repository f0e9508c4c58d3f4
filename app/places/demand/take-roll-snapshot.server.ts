import { and, count, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { autumnOf } from '../autumn-rules'
import { recordChange } from '../change-log/record-change.server'
import { type DemandChange, diffDemand, factsOf } from './demand-diff-rules'
import { type DemandRow, keyOf } from './demand-kinds'
import { snapshotWords as words } from './demand-words'
import { fingerprintOf, requireOfficer } from './preview-demand.server'
import { writeDemand } from './write-demand.server'

export interface RollSnapshot {
  /** The autumn whose rolls it counts. */
  autumn: number
  /** Pupils counted, in the schools that keep them one by one. */
  counted: number
  /** What stands of those schools for that autumn. */
  recorded: number
  /** Where both differ. */
  changes: DemandChange[]
  fingerprint: string
}

/**
 * 学籍快照: the pupils there are today by school and grade, held against what is recorded of this autumn. Schools
 * without a single pupil row (kindergartens) are left as they are. @param db a transaction, or the store's reads.
 */
export const countRolls = async (context: Context, db: Db): Promise<RollSnapshot> => {
  const { store, district, clock } = context
  const { pupil, homeClass, rollCount } = store.tables
  const autumn = autumnOf(dayOf(clock.now()))
  const counted = await db
    .select({ school: homeClass.school, grade: homeClass.grade, pupils: count() })
    .from(pupil)
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .where(and(eq(pupil.district, district), isNull(pupil.leftOn)))
    .groupBy(homeClass.school, homeClass.grade)
  const schools = new Set(counted.map(({ school }) => school))
  const recorded = await db
    .select({ school: rollCount.school, year: rollCount.year, grade: rollCount.grade, pupils: rollCount.pupils })
    .from(rollCount)
    .where(and(eq(rollCount.district, district), eq(rollCount.year, autumn)))
  const standing = recorded.filter(({ school }) => schools.has(school))
  const now = counted.map(({ pupils, ...row }): DemandRow => ({ ...row, year: autumn, pupils: Number(pupils) }))
  const keys = new Set(now.map((row) => keyOf('rolls', row)))
  const gone = standing.filter((row) => !keys.has(keyOf('rolls', row)))
  const lines = [
    ...now.map((row) => ({ line: 0, key: keyOf('rolls', row), row, remove: false })),
    ...gone.map((row) => ({ line: 0, key: keyOf('rolls', row), row, remove: true })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1))
  const changes = diffDemand('rolls', lines, standing).changes.filter(({ kind }) => kind !== 'same')
  const sum = (rows: readonly { pupils?: unknown }[]): number => rows.reduce((all, row) => all + Number(row.pupils), 0)
  return {
    autumn,
    counted: sum(now),
    recorded: sum(standing),
    changes,
    fingerprint: fingerprintOf(['snapshot', autumn, factsOf('rolls', changes)]),
  }
}

/**
 * 按学籍点一次数: records this autumn's rolls as they are counted now, with 留痕 and audit; nothing where nothing differs.
 * @param asked.seen fingerprint of the difference that was shown. Refuses FORBIDDEN, CONFLICT (it differs otherwise by now).
 */
export const takeRollSnapshot = async (
  context: Context,
  actor: Actor,
  { seen, reason }: { seen: string; reason: string },
): Promise<void> => {
  requireOfficer(actor)
  const { district } = context.store.tables
  await context.store.transaction(async (tx) => {
    await tx.lock({ district: district.id, key: district.id }, context.district, [context.district])
    const { autumn, changes, counted, fingerprint } = await countRolls(context, tx)
    if (fingerprint !== seen) throw refuse('CONFLICT')
    if (changes.length === 0) return
    await writeDemand(context, tx, { kind: 'rolls', changes, by: actor.account })
    const title = words.logTitle(autumn, changes.length)
    await recordChange(context, tx, { subject: 'demand', of: 'rolls', street: '', title, reason, by: actor.account })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'demand.imported',
        subject: 'demand:rolls',
        detail: { autumn, counted, changed: changes.length },
      },
    ])
  })
}
