import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { addDays, dayOf, daysBetween, isDay, mondayOf, weekdayOf } from '~/shared/day'
import { type Calendar, daysFrom, timetableOf } from './calendar-rules'
import type { Category } from './categories'
import { timeSpan, words } from './family-words'
import { type ChildAtHome, loadHousehold } from './load-household.server'
import { loadSectionDates } from './load-section-dates.server'
import type { TermNow } from './load-term.server'
import { placeWords } from './place-words'
import { calendarFeedSince } from './renew-calendar-feed.server'
import { loadCalendar } from './school-calendar.server'
import type { SectionCard } from './section-card'
import { coverCategory } from './ware-view'
import { daysShown, minutesOf, type SectionForWeek, sessionsOn, ticksOf, timesOf } from './week-rules'

export interface WeekBar {
  section: string
  title: string
  category: Category
  /** Minutes since midnight. */
  from: number
  until: number
  time: string
  room: string
  state: 'course' | 'base' | 'wait'
}

export interface WeekLane {
  pupil: string
  name: string
  position: number
  bars: WeekBar[]
  /** What it waits for while a course is held at the same time. */
  notes: string[]
  /** When the child comes out; null on a day without sessions. */
  out: number | null
}

export interface WeekDay {
  day: string
  weekday: number
  today: boolean
  /** The weekday whose timetable a make-up day follows; null on ordinary days. */
  follows: number | null
  school: boolean
  lanes: WeekLane[]
}

export interface WeekView {
  monday: string
  /** The week that runs now. */
  current: boolean
  heading: string
  /** Mondays; null where the term has no more weeks. */
  previous: string | null
  next: string | null
  summary: string
  days: WeekDay[]
  minutes: number[]
  ticks: number[]
  feedSince: number | null
}

/**
 * One week of all children of a family, day by day: courses, base care, and what they wait for.
 * @param week any day of the week wanted; anything else means the week of today, or the nearest of the term.
 */
export const loadWeek = async (
  context: Context,
  actor: Actor,
  { week, elder }: { week: string; elder: boolean },
): Promise<WeekView> => {
  const household = await loadHousehold(context, actor)
  const today = dayOf(context.clock.now())
  const monday = mondayShown(week, today, household?.term)
  const friday = addDays(monday, 4)
  const span = { startsOn: monday, endsOn: addDays(monday, 6) }
  const cards = household?.cards ?? new Map<string, SectionCard>()
  const [calendar, dates, feedSince] = await Promise.all([
    loadCalendar(context, span),
    loadSectionDates(context, [...cards.keys()]),
    calendarFeedSince(context, actor.account),
  ])
  const sections = new Map(
    [...cards.values()].flatMap((card): [string, SectionForWeek][] => {
      const runs = dates.get(card.id)
      return runs ? [[card.id, { base: card.base, slots: card.slots, ...runs }]] : []
    }),
  )
  const world = { cards, sections, calendar, elder }
  const days = daysShown(daysFrom(span.startsOn, span.endsOn), calendar).map((day) => ({
    ...aboutDay(day, today, calendar),
    lanes: (household?.children ?? []).map((child) => laneOf(child, day, world)),
  }))
  const bars = days.flatMap(({ lanes }) => lanes.flatMap((lane) => lane.bars))
  const minutes = bars.flatMap(({ from, until }) => [from, until])
  return {
    monday,
    current: monday === mondayOf(today),
    heading: headingOf(household?.term, monday, friday),
    ...neighbours(household?.term, monday),
    summary: summaryOf(days),
    days,
    minutes,
    ticks: ticksOf(minutes),
    feedSince,
  }
}

const mondayShown = (asked: string, today: string, term: TermNow | undefined): string => {
  const day = isDay(asked) ? asked : today
  if (!term) return mondayOf(day)
  const [, nearest = day] = [term.startsOn, day, term.endsOn].sort()
  return mondayOf(nearest)
}

const neighbours = (term: TermNow | undefined, monday: string): { previous: string | null; next: string | null } => {
  const [previous, next] = [addDays(monday, -7), addDays(monday, 7)]
  return {
    previous: term && previous >= mondayOf(term.startsOn) ? previous : null,
    next: term && next <= term.endsOn ? next : null,
  }
}

const headingOf = (term: TermNow | undefined, monday: string, friday: string): string =>
  term
    ? words.week.week(daysBetween(mondayOf(term.startsOn), monday) / 7 + 1, monday, friday)
    : words.week.outside(monday, friday)

const aboutDay = (day: string, today: string, calendar: Calendar): Omit<WeekDay, 'lanes'> => {
  const timetable = timetableOf(day, calendar)
  const weekday = weekdayOf(day)
  return {
    day,
    weekday,
    today: day === today,
    follows: timetable !== null && timetable !== weekday ? timetable : null,
    school: timetable !== null,
  }
}

const summaryOf = (days: readonly WeekDay[]): string => {
  const served = days.filter(({ lanes }) => lanes.some(({ out }) => out !== null)).length
  const courses = days.flatMap(({ lanes }) =>
    lanes.flatMap(({ pupil, bars }) =>
      bars.flatMap(({ state, section }) => (state === 'course' ? [`${pupil} ${section}`] : [])),
    ),
  )
  return served === 0 ? words.week.none : words.week.summary(served, new Set(courses).size)
}

interface World {
  cards: ReadonlyMap<string, SectionCard>
  sections: ReadonlyMap<string, SectionForWeek>
  calendar: Calendar
  elder: boolean
}

const laneOf = (child: ChildAtHome, day: string, { cards, sections, calendar, elder }: World): WeekLane => {
  const bar = (id: string, time: { startsAt: string; endsAt: string }, waits: string | null): WeekBar[] => {
    const card = cards.get(id)
    if (!card) return []
    return [
      {
        section: id,
        title: waits ?? card.title,
        category: coverCategory(card.category),
        from: minutesOf(time.startsAt),
        until: minutesOf(time.endsAt),
        time: timeSpan(time.startsAt, time.endsAt, elder),
        room: card.room,
        state: waits ? 'wait' : card.base ? 'base' : 'course',
      },
    ]
  }
  const held = sessionsOn(day, child.held, { sections, calendar }).flatMap((session) =>
    bar(session.section, session, null),
  )
  const waits = child.records.flatMap(({ section: id, state }) => {
    const [card, section] = [cards.get(id), sections.get(id)]
    if (state === 'enrolled' || !card || !section) return []
    const said = state === 'offered' ? placeWords.week.offer(card.title) : words.week.wait(card.title)
    return timesOf(section, day, calendar).flatMap((time) => bar(id, time, said))
  })
  const drawn: WeekBar[] = []
  const notes: string[] = []
  for (const wait of waits) {
    const blocked = [...held.filter(({ state }) => state === 'course'), ...drawn].some((one) => overlap(one, wait))
    if (blocked) notes.push(`${wait.title}，${wait.time}`)
    else drawn.push(wait)
  }
  // Care that a waiting bar would cover goes into the words below, so that nobody thinks the child stands outside.
  const covered = held.filter((one) => drawn.some((wait) => overlap(one, wait)))
  notes.push(...covered.map(({ title, time }) => placeWords.week.meanwhile(title, time)))
  return {
    pupil: child.pupil,
    name: child.name,
    position: child.position,
    bars: [...held.filter((one) => !covered.includes(one)), ...drawn].sort((a, b) => a.from - b.from),
    notes,
    out: held.length > 0 ? Math.max(...held.map(({ until }) => until)) : null,
  }
}

const overlap = (a: WeekBar, b: WeekBar): boolean => a.from < b.until && b.from < a.until
