import { and, eq, gte, isNull, lte } from 'drizzle-orm'
import { writeNotices } from '~/messages/index.server'
import type { Context } from '~/shared/context'
import { dayOf, instantOf } from '~/shared/day'
import { pathTo } from '~/site'
import { loadSchoolSessions } from '../pupil-days/load-pupil-days.server'
import { sessionsSignedOut } from './handover-rules'
import { handoverWords as words } from './handover-words'
import { loadChildrenOfDay } from './load-day.server'

/** How long after a school's last session its administrators are told of children without a hand-over. */
const GRACE_MS = 30 * 60_000
/** How often the ends of the day are looked up again: a session may have moved. */
const LOOK_AGAIN_MS = 15 * 60_000
const MOST_NAMED = 5

/** The schools with sections that run on a day. */
const schoolsOn = async ({ store, district }: Context, day: string): Promise<string[]> => {
  const { section } = store.tables
  const rows = await store.db
    .selectDistinct({ school: section.school })
    .from(section)
    .where(
      and(
        eq(section.district, district),
        eq(section.state, 'published'),
        lte(section.startsOn, day),
        gte(section.endsOn, day),
      ),
    )
    .orderBy(section.school)
  return rows.map(({ school }) => school)
}

/**
 * Tells the administrators of a school once a day how many children were not handed over; nobody where all were.
 * Safe in several processes: what was told is looked up under the school's lock. @returns how many notices were written
 */
export const tellOpenHandovers = async (context: Context, school: string, day: string): Promise<number> => {
  const { store, district } = context
  const { school: schools, roleGrant, notice } = store.tables
  const children = await loadChildrenOfDay(context, { school }, day)
  const open = children.filter(({ standing }) => standing === 'open').length
  if (open === 0) return 0
  const sessions = sessionsSignedOut(children).filter((one) => one.open > 0)
  const named = sessions.slice(0, MOST_NAMED)
  const said = {
    kind: 'handover-open' as const,
    title: words.notice.title(open),
    body: words.notice.body(
      named.map(({ title, startsAt, endsAt, room, here, open: left }) => {
        const one = words.school.session(`${startsAt}–${endsAt}`, title, room)
        return `${one}，${words.school.left(left, here)}`
      }),
    ),
    link: pathTo('schoolHandover', {}, { school, day }),
  }
  return store.transaction(async (tx) => {
    await tx.lock({ district: schools.district, key: schools.id }, district, [school])
    const people = await tx
      .select({ account: roleGrant.account })
      .from(roleGrant)
      .where(
        and(
          eq(roleGrant.district, district),
          eq(roleGrant.role, 'school_admin'),
          eq(roleGrant.school, school),
          isNull(roleGrant.endedAt),
        ),
      )
      .orderBy(roleGrant.account)
    const told = await tx
      .select({ account: notice.account })
      .from(notice)
      .where(
        and(
          eq(notice.district, district),
          eq(notice.kind, said.kind),
          eq(notice.link, said.link),
          store.among(
            notice.account,
            people.map(({ account }) => account),
          ),
        ),
      )
    const known = new Set(told.map(({ account }) => account))
    const fresh = people.filter(({ account }) => !known.has(account))
    await writeNotices(
      context,
      tx,
      fresh.map(({ account }) => ({ account, ...said })),
    )
    return fresh.length
  })
}

/**
 * The tick's part: half an hour after the last session of a school, its administrators are told what is open, the same
 * evening. What a process has seen to it does not look at again that day.
 */
export const openHandoverChore = (context: Context): (() => Promise<number>) => {
  let known = { day: '', at: 0, ends: new Map<string, number>(), done: new Set<string>() }
  return async () => {
    const now = context.clock.now()
    const day = dayOf(now)
    if (known.day !== day || now - known.at >= LOOK_AGAIN_MS) {
      const done = known.day === day ? known.done : new Set<string>()
      const ends = new Map<string, number>()
      for (const school of await schoolsOn(context, day)) {
        if (done.has(school)) continue
        const sessions = await loadSchoolSessions(context, school, { from: day, to: day })
        const last = Math.max(...sessions.map(({ endsAt }) => instantOf(day, endsAt)))
        if (Number.isFinite(last)) ends.set(school, last + GRACE_MS)
      }
      known = { day, at: now, ends, done }
    }
    let told = 0
    for (const [school, due] of known.ends) {
      if (due > now || known.done.has(school)) continue
      told += await tellOpenHandovers(context, school, day)
      known.done.add(school)
    }
    return told
  }
}
