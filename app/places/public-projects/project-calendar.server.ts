import { createHash } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { consequenceOf, dayThatCounts } from '../projects/milestone-rules'
import { readProjectFacts } from '../projects/project-record.server'
import { milestoneWords } from '../projects/project-words'
import { calendarWords as words } from './public-words'

const HOURS_BETWEEN_LOOKS = 12

/**
 * The four days of a public project for a phone's calendar. A day that moves keeps its identity, so that the phone moves
 * it, too; a cancelled project's days are struck out.
 * Refuses PROJECT_UNKNOWN, also for one that is not public.
 */
export const projectCalendar = async (context: Context & { origin: string }, id: string): Promise<string> => {
  const { store, district, clock, origin } = context
  const [project] = await readProjectFacts(context, store.db, [id])
  if (!project?.row.published) throw refuse('PROJECT_UNKNOWN')
  const { title, stage, row } = project
  const url = `${origin}${pathTo('publicProject', { project: id })}`
  const calendar = ical({
    name: words.name(title),
    prodId: { company: origin, product: 'projects', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOURS_BETWEEN_LOOKS * 3600,
  })
  const { sentence } = consequenceOf(project, dayOf(clock.now()))
  for (const milestone of project.milestones) {
    const day = dayThatCounts(milestone)
    if (day === null) continue
    calendar.createEvent({
      id: createHash('sha256')
        .update(JSON.stringify([district, id, milestone.kind]))
        .digest('hex')
        .slice(0, 32),
      sequence: milestone.revisions.length,
      start: wholeDay(day),
      allDay: true,
      summary: words.event(title, milestoneWords[milestone.kind], milestone.metOn !== null),
      description: `${sentence}\n${url}`,
      url,
      status: stage === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  // The same days give the same text: the stamp is that of the last change, not of the look.
  const stamp = new Date(row.changedAt).toISOString().replace(/[-:]|\.\d+/gu, '')
  return calendar.toString().replace(/^DTSTAMP:\w+/gmu, `DTSTAMP:${stamp}`)
}

/** A date whose own clock shows the day: the generator writes it down as such. */
const wholeDay = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}
