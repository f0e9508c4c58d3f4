import { and, desc, eq, gte } from 'drizzle-orm'
import type { Actor, ChildOfActor } from '~/people'
import type { Context } from '~/shared/context'
import { addDays, dayOf } from '~/shared/day'
import { loadPupilDays } from '../pupil-days/load-pupil-days.server'
import type { SessionOfPupil } from '../pupil-days/pupil-day-rules'
import { leaveHours } from './leave-hours.server'
import { coveredAlready, firstStart, leaveEnds } from './leave-rules'

export interface LeaveOfFamily {
  id: string
  pupil: string
  name: string
  position: number
  day: string
  /** '' for everything of the day. */
  title: string
  reason: string
  state: 'stands' | 'withdrawn' | 'past'
  /** Until when it can be withdrawn; null where the list is settled. */
  until: number | null
}

const DAYS_BACK = 60
const DAYS_AHEAD = 21

const sectionTitles = async ({ store, district }: Context, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const { section, course } = store.tables
  const rows = await store.db
    .select({ id: section.id, title: course.title })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .where(and(eq(section.district, district), store.among(section.id, ids)))
  return new Map(rows.map(({ id, title }) => [id, title]))
}

const leaveRows = ({ store, district }: Context, pupils: readonly string[], from: string) => {
  const { leaveRequest: leave } = store.tables
  return store.db
    .select()
    .from(leave)
    .where(and(eq(leave.district, district), store.among(leave.pupil, pupils), gte(leave.day, from)))
    .orderBy(desc(leave.day), desc(leave.at))
}

/** What a family asked for: what is to come, and the last two months. */
export const loadLeave = async (
  context: Context,
  actor: Actor,
): Promise<{ hours: number; coming: LeaveOfFamily[]; past: LeaveOfFamily[] }> => {
  const now = context.clock.now()
  const today = dayOf(now)
  const hours = await leaveHours(context)
  const rows =
    actor.children.length === 0
      ? []
      : await leaveRows(
          context,
          actor.children.map(({ pupil }) => pupil),
          addDays(today, -DAYS_BACK),
        )
  const titles = await sectionTitles(
    context,
    rows.flatMap(({ section }) => (section ? [section] : [])),
  )
  const living = rows.filter(({ withdrawnAt, day }) => withdrawnAt === null && day >= today)
  const days = living.map(({ day }) => day).sort()
  const [first] = days
  const last = days.at(-1)
  const sessions =
    first && last
      ? await loadPupilDays(context, { pupils: living.map(({ pupil }) => pupil) }, { from: first, to: last })
      : []
  const all = rows.flatMap((row): LeaveOfFamily[] => {
    const child = actor.children.find(({ pupil }) => pupil === row.pupil)
    if (!child) return []
    const start = firstStart(sessions.filter(({ pupil, heldOn }) => pupil === row.pupil && heldOn === row.day))
    const until = start === undefined ? null : leaveEnds(start, hours)
    const state = row.day < today ? 'past' : row.withdrawnAt === null ? 'stands' : 'withdrawn'
    return [
      {
        id: row.id,
        pupil: row.pupil,
        name: child.name,
        position: child.position,
        day: row.day,
        title: row.section === '' ? '' : (titles.get(row.section) ?? ''),
        reason: row.reason,
        state: row.withdrawnAt === null ? state : 'withdrawn',
        until: state === 'stands' && until !== null && until >= now ? until : null,
      },
    ]
  })
  return {
    hours,
    coming: all.filter(({ day, state }) => day >= today && state === 'stands').reverse(),
    past: all.filter(({ day, state }) => day < today || state !== 'stands'),
  }
}

export interface DayToLeave {
  day: string
  sessions: { section: string; title: string; startsAt: string; endsAt: string }[]
  until: number
}

/** The days of the next three weeks for which a child can still be given leave, each with what it would miss. */
export const daysToLeave = async (context: Context, { pupil }: Pick<ChildOfActor, 'pupil'>): Promise<DayToLeave[]> => {
  const now = context.clock.now()
  const today = dayOf(now)
  const hours = await leaveHours(context)
  const [sessions, rows] = await Promise.all([
    loadPupilDays(context, { pupils: [pupil] }, { from: today, to: addDays(today, DAYS_AHEAD) }),
    leaveRows(context, [pupil], today),
  ])
  const byDay = new Map<string, SessionOfPupil[]>()
  for (const one of sessions) byDay.set(one.heldOn, [...(byDay.get(one.heldOn) ?? []), one])
  return [...byDay].flatMap(([day, held]): DayToLeave[] => {
    const start = firstStart(held)
    const until = start === undefined ? now - 1 : leaveEnds(start, hours)
    const standing = rows.filter((row) => row.day === day && row.withdrawnAt === null)
    const left = held.filter(({ section }) => !coveredAlready(standing, { section }))
    if (until < now || left.length === 0) return []
    return [
      {
        day,
        until,
        sessions: left.map(({ section, title, startsAt, endsAt }) => ({ section, title, startsAt, endsAt })),
      },
    ]
  })
}
