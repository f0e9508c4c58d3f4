import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { QrDrawing } from '~/shared/ui'
import { drawQr } from '~/shared/ui/qr.server'
import { sessionDates } from './calendar-rules'
import type { Category } from './categories'
import type { EnrolmentAnswer } from './enrolment'
import { slotsInWords, timeSpan, words } from './family-words'
import { loadCards } from './load-cards.server'
import { loadSectionDates, spanOf } from './load-section-dates.server'
import { loadTerm } from './load-term.server'
import { phaseOf, roundFor } from './round-rules'
import { loadCalendar } from './school-calendar.server'
import type { SectionCard } from './section-card'
import { coverCategory } from './ware-view'

/** One line of the answer, with the names that a person reads. */
export interface ConfirmedLine {
  pupil: string
  name: string
  /** Of the child in the family. */
  position: number
  section: string
  title: string
  category: Category
  times: string
}

export interface ConfirmationView {
  reference: string
  at: number
  qr: QrDrawing
  title: string
  enrolled: ConfirmedLine[]
  waiting: (ConfirmedLine & { queue: number })[]
  /** Why not, in one sentence each. */
  refused: (ConfirmedLine & { sentence: string })[]
  /** Sentences of refused lines whose child is not (or no longer) this family's: counted, never named. */
  unnamed: string[]
  /** What was left or changed by this press. */
  left: (ConfirmedLine & { outcome: 'withdrawn' | 'transferred' })[]
  /** Until when families may still change their mind; null when no round is open. */
  changesUntil: number | null
  first: { day: string; text: string } | null
  feeFen: number
}

/**
 * The stored answer to one press of a family's button: what was told then, whatever happened since.
 * Refuses NOT_FOUND for a number nobody has and for one of another family alike.
 */
export const loadConfirmation = async (
  context: Context,
  actor: Actor,
  { reference, elder }: { reference: string; elder: boolean },
): Promise<ConfirmationView> => {
  const answer = await readAnswer(context, actor.account, reference)
  if (!answer) throw refuse('NOT_FOUND')
  const cards = await loadCards(
    context,
    answer.lines.flatMap((line) => (line.outcome === 'transferred' ? [line.section, line.to] : [line.section])),
  )
  const named = (pupil: string, section: string): ConfirmedLine[] => {
    const child = actor.children.find((one) => one.pupil === pupil)
    const card = cards.get(section)
    if (!child || !card) return []
    const { name, position } = child
    const { title, slots } = card
    const category = coverCategory(card.category)
    return [{ pupil, name, position, section, title, category, times: slotsInWords(slots, elder) }]
  }
  const enrolled: ConfirmationView['enrolled'] = []
  const waiting: ConfirmationView['waiting'] = []
  const refused: ConfirmationView['refused'] = []
  const unnamed: ConfirmationView['unnamed'] = []
  const left: ConfirmationView['left'] = []
  let feeFen = 0
  for (const line of answer.lines) {
    const here = named(line.pupil, line.section)
    switch (line.outcome) {
      case 'enrolled':
        enrolled.push(...here)
        feeFen += line.feeFen
        break
      case 'waitlisted':
        waiting.push(...here.map((one) => ({ ...one, queue: line.position })))
        break
      case 'refused':
        refused.push(...here.map((one) => ({ ...one, sentence: line.sentence })))
        if (here.length === 0) unnamed.push(line.sentence)
        break
      case 'withdrawn':
        left.push(...here.map((one) => ({ ...one, outcome: line.outcome })))
        break
      case 'transferred':
        left.push(...here.map((one) => ({ ...one, outcome: line.outcome })))
        enrolled.push(...named(line.pupil, line.to))
        feeFen += line.feeFen
        break
    }
  }
  const courses = enrolled.filter(({ section }) => !cards.get(section)?.base)
  return {
    reference: answer.reference,
    at: answer.at,
    qr: drawQr(answer.reference),
    title: words.confirmation.title(courses.length, waiting.length, refused.length + unnamed.length),
    enrolled,
    waiting,
    refused,
    unnamed,
    left,
    changesUntil: await changesUntil(context, cards.get(enrolled[0]?.section ?? '')),
    first: await firstSession(context, { lines: courses, cards, from: dayOf(answer.at), elder }),
    feeFen,
  }
}

/** Only of this account: a number says nothing to anybody else. */
const readAnswer = async (
  { store, district }: Context,
  account: string,
  reference: string,
): Promise<EnrolmentAnswer | undefined> => {
  const { enrolmentRequest } = store.tables
  const [row] = await store.db
    .select({ answer: enrolmentRequest.answer })
    .from(enrolmentRequest)
    .where(
      and(
        eq(enrolmentRequest.district, district),
        eq(enrolmentRequest.account, account),
        eq(enrolmentRequest.reference, reference),
      ),
    )
  // Written by the enrolment desk alone.
  return row?.answer as EnrolmentAnswer | undefined
}

const changesUntil = async (context: Context, card: SectionCard | undefined): Promise<number | null> => {
  const term = card && (await loadTerm(context))
  if (!term) return null
  const now = context.clock.now()
  const round = roundFor(term.rounds, card.school, card.term, now)
  return round && phaseOf(round, now) === 'open' ? round.closesAt : null
}

interface Firsts {
  lines: readonly ConfirmedLine[]
  cards: ReadonlyMap<string, SectionCard>
  /** Not before this day. */
  from: string
  elder: boolean
}

/** The first session of any course that was got, by the school calendar. */
const firstSession = async (
  context: Context,
  { lines, cards, from, elder }: Firsts,
): Promise<ConfirmationView['first']> => {
  const dates = await loadSectionDates(
    context,
    lines.map(({ section }) => section),
  )
  const span = spanOf(dates.values())
  if (!span) return null
  const calendar = await loadCalendar(context, span)
  const firsts = lines.flatMap((line) => {
    const card = cards.get(line.section)
    const runs = dates.get(line.section)
    if (!card || !runs) return []
    const session = sessionDates({ ...runs, slots: card.slots.map(({ slot }) => slot) }, calendar).find(
      ({ day }) => day >= from,
    )
    const time = card.slots.find(({ slot }) => slot === session?.slot)
    if (!session || !time) return []
    const said = timeSpan(time.startsAt, time.endsAt, elder)
    return [
      {
        day: session.day,
        startsAt: time.startsAt,
        text: words.confirmation.firstOf(line.name, line.title, said, card.room),
      },
    ]
  })
  const [first] = firsts.sort((a, b) => (`${a.day} ${a.startsAt}` < `${b.day} ${b.startsAt}` ? -1 : 1))
  return first ? { day: first.day, text: first.text } : null
}
