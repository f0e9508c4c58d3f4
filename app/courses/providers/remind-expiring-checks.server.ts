import { and, eq, gt, isNull, lte, ne } from 'drizzle-orm'
import type { Tx } from '#db/store'
import { type NoticeToWrite, writeNotices } from '~/messages/index.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { pathTo } from '~/site'
import { remindDaysOn } from '../checks/rules-in-force.server'
import { administratorsOf, choosingSchools, officersOf, openProvider } from './provider-record.server'
import { checkStanding, providerStage, remindUntil } from './provider-rules'
import { remindNotice } from './provider-words'

/**
 * Part of the tick: so many days before the last 准入查询 of an outside instructor or a provider's time on the list runs out,
 * the school's administrators are told, once; the officers, too, where it is a provider. Safe at any time and in several
 * processes: what was reminded of is marked in the same transaction.
 * @returns how many checks and providers people were reminded of.
 */
export const remindExpiringChecks = async (context: Context): Promise<number> =>
  (await remindOfChecks(context)) + (await remindOfProviders(context))

const latestChecks = async ({ store, district }: Context, db: Pick<Tx, 'select'>, school?: string) => {
  const { instructor, backgroundCheck } = store.tables
  const rows = await db
    .select({
      instructor: instructor.id,
      name: instructor.name,
      school: instructor.school,
      sequence: backgroundCheck.sequence,
      expiresOn: backgroundCheck.expiresOn,
      remindedAt: backgroundCheck.remindedAt,
    })
    .from(backgroundCheck)
    .innerJoin(
      instructor,
      and(
        eq(instructor.district, district),
        eq(instructor.id, backgroundCheck.instructor),
        isNull(instructor.account),
        isNull(instructor.leftOn),
      ),
    )
    .where(
      and(eq(backgroundCheck.district, district), school === undefined ? undefined : eq(instructor.school, school)),
    )
    .orderBy(instructor.school, instructor.name, instructor.id, backgroundCheck.sequence)
  return [...new Map(rows.map((row) => [row.instructor, row])).values()]
}

const remindOfChecks = async (context: Context): Promise<number> => {
  const { store, district, clock } = context
  const today = dayOf(clock.now())
  const remindDays = await remindDaysOn(context, store.db, today)
  const until = remindUntil(today, remindDays)
  const isDue = (row: { expiresOn: string; remindedAt: number | null }): boolean =>
    row.expiresOn <= until && row.remindedAt === null
  const schools = [...new Set((await latestChecks(context, store.db)).filter(isDue).map(({ school }) => school))].sort()
  const { school: schools_, backgroundCheck } = store.tables
  let told = 0
  for (const school of schools) {
    told += await store.transaction(async (tx) => {
      await tx.lock({ district: schools_.district, key: schools_.id }, district, [school])
      const due = (await latestChecks(context, tx, school)).filter(isDue)
      const people = await administratorsOf(context, tx, [school])
      const notices = due.flatMap(({ name, expiresOn }) => {
        const standing = checkStanding(expiresOn, today, remindDays)
        return people.map(
          ({ account }): NoticeToWrite => ({
            account,
            kind: 'check-expiring',
            title: standing.kind === 'over' ? remindNotice.checkOver(name) : remindNotice.checkSoon(name),
            body: remindNotice.checkBody(expiresOn),
            link: pathTo('staffing', {}, { school }),
          }),
        )
      })
      await writeNotices(context, tx, notices)
      for (const { instructor, sequence } of due)
        await tx
          .update(backgroundCheck)
          .set({ remindedAt: clock.now() })
          .where(
            and(
              eq(backgroundCheck.district, district),
              eq(backgroundCheck.instructor, instructor),
              eq(backgroundCheck.sequence, sequence),
            ),
          )
      return due.length
    })
  }
  return told
}

const remindOfProviders = async (context: Context): Promise<number> => {
  const { store, district, clock } = context
  const { provider } = store.tables
  const today = dayOf(clock.now())
  const until = remindUntil(today, await remindDaysOn(context, store.db, today))
  const due = await store.db
    .select({ id: provider.id })
    .from(provider)
    .where(
      and(
        eq(provider.district, district),
        eq(provider.state, 'listed'),
        lte(provider.listedUntil, until),
        gt(provider.listedUntil, ''),
        ne(provider.remindedOf, provider.listedUntil),
      ),
    )
    .orderBy(provider.id)
  let told = 0
  for (const { id } of due) {
    told += await store.transaction(async (tx) => {
      const now = await openProvider(context, tx, id)
      if (now.state !== 'listed' || now.remindedOf === now.listedUntil || now.listedUntil > until) return 0
      const over = providerStage(now, today) === 'ended'
      const schools = await administratorsOf(context, tx, await choosingSchools(context, tx, id))
      const officers = await officersOf(context, tx)
      const said = {
        kind: 'provider-expiring' as const,
        title: over ? remindNotice.providerOver(now.name) : remindNotice.providerSoon(now.name),
      }
      await writeNotices(context, tx, [
        ...officers.map((account) => ({
          ...said,
          account,
          body: remindNotice.providerBody(now.listedUntil, 'bureau'),
          link: pathTo('provider', { provider: id }),
        })),
        ...schools.map(({ school, account }) => ({
          ...said,
          account,
          body: remindNotice.providerBody(now.listedUntil, 'school'),
          link: pathTo('staffing', {}, { school }),
        })),
      ])
      await tx
        .update(provider)
        .set({ remindedOf: now.listedUntil })
        .where(and(eq(provider.district, district), eq(provider.id, id)))
      return 1
    })
  }
  return told
}
