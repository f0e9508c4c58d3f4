import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import ical, { ICalCalendarMethod } from 'ical-generator'
import type { Actor } from '~/people'
import { actorOf } from '~/people/index.server'
import type { Context } from '~/shared/context'
import { daysFrom } from './calendar-rules'
import { loadHousehold } from './load-household.server'
import { loadSectionDates, spanOf } from './load-section-dates.server'
import { placeWords } from './place-words'
import { feedHash } from './renew-calendar-feed.server'
import { loadCalendar } from './school-calendar.server'
import { type SectionForWeek, sessionsOn } from './week-rules'

const ZONE = 'Asia/Shanghai'
const HOURS_BETWEEN_LOOKS = 6

/** China keeps UTC+8 all year. */
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

/**
 * The calendar behind a secret address: every dated session of every child of the account in the term, as held now.
 * The same session keeps its identity from one look to the next.
 * @returns the iCalendar text; null for a secret that nobody has or had, or of an account that may no longer see it.
 */
export const calendarFeed = async (context: Context, secret: string): Promise<string | null> => {
  const feed = await accountBehind(context, secret)
  if (!feed) return null
  const actor = await actorOf(context, feed.account, feed.name)
  if (!actor.consented || actor.children.length === 0) return null
  const calendar = ical({
    name: placeWords.feed.name(feed.portal),
    prodId: { company: feed.portal, product: 'after-school', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOURS_BETWEEN_LOOKS * 3600,
    timezone: { name: ZONE, generator: () => VTIMEZONE },
  })
  for (const event of await eventsOf(context, actor)) {
    calendar.createEvent({ ...event, timezone: ZONE })
  }
  // The generator writes stamps in the calendar's zone, but the format wants UTC; a fixed one keeps the text the same.
  const stamp = new Date(feed.createdAt).toISOString().replace(/[-:]|\.\d+/g, '')
  return calendar.toString().replace(/^DTSTAMP:\w+/gm, `DTSTAMP:${stamp}`)
}

const accountBehind = async ({ store, district }: Context, secret: string) => {
  const { calendarFeed: feeds, account, district: districts } = store.tables
  const [row] = await store.db
    .select({ account: account.id, name: account.name, createdAt: feeds.createdAt, portal: districts.portalName })
    .from(feeds)
    .innerJoin(account, and(eq(account.district, feeds.district), eq(account.id, feeds.account)))
    .innerJoin(districts, eq(districts.id, feeds.district))
    .where(and(eq(feeds.district, district), eq(feeds.secretHash, feedHash(secret)), isNull(account.disabledAt)))
  return row
}

interface FeedEvent {
  id: string
  start: Date
  end: Date
  summary: string
  location: string
}

const eventsOf = async (context: Context, actor: Actor): Promise<FeedEvent[]> => {
  const household = await loadHousehold(context, actor)
  if (!household) return []
  const dates = await loadSectionDates(context, [...household.cards.keys()])
  const span = spanOf(dates.values())
  if (!span) return []
  const calendar = await loadCalendar(context, span)
  const sections = new Map(
    [...household.cards.values()].flatMap((card): [string, SectionForWeek][] => {
      const runs = dates.get(card.id)
      return runs ? [[card.id, { base: card.base, slots: card.slots, ...runs }]] : []
    }),
  )
  return daysFrom(span.startsOn, span.endsOn).flatMap((day) =>
    household.children.flatMap((child) =>
      sessionsOn(day, child.held, { sections, calendar }).flatMap(({ slot, section, startsAt, endsAt }) => {
        const card = household.cards.get(section)
        if (!card) return []
        return [
          {
            id: eventId(context.district, child.pupil, section, day, slot),
            start: wallClock(day, startsAt),
            end: wallClock(day, endsAt),
            summary: placeWords.feed.event(child.name, card.title),
            location: placeWords.feed.place(card.schoolName, card.room),
          },
        ]
      }),
    ),
  )
}

/** The same for the same session at every look; says nothing about the child. */
const eventId = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

/** A date whose own clock shows the given time: the generator writes it down as such, beside the zone's name. */
const wallClock = (day: string, time: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return new Date(year, month - 1, date, hour, minute)
}
