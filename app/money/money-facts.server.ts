import { and, asc, eq, gt, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { Db } from '#db/store'
import { type Calendar, loadCalendar, type SessionDate, sessionDates } from '~/courses/index.server'
import type { Context } from '~/shared/context'
import { dayOf, instantOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { chargeOf, type LeftAt, leftAtOf, type PlaceEvent } from './due-rules'
import { REFUND_RULE, type RefundRuleVersion, refundRule, refundRuleOn } from './refund-rules'

/** What dues are computed from. Read outside transactions; what is counted below is then read inside them. */
export interface DueFacts {
  term: { id: string; name: string; startsOn: string; endsOn: string }
  calendar: Calendar
  rules: RefundRuleVersion[]
}

/** One child's place in one section that costs something, and the charge that should stand for it. */
export interface DueLine {
  pupil: string
  school: string
  section: string
  title: string
  state: 'enrolled' | 'waitlisted' | 'offered' | 'withdrawn' | 'transferred' | 'closed'
  feeFen: number
  lessonFen: number
  materialFen: number
  planned: number
  /** Sessions begun until the place was left; of a place that stands, until now. */
  held: number
  leftAt: LeftAt
  chargeFen: number
}

/** Calendar, refund rules and dates of a term. Refuses NOT_FOUND. */
export const loadDueFacts = async (context: Context, term: string): Promise<DueFacts> => {
  const { store, district } = context
  const { term: terms, ruleVersion } = store.tables
  const [row] = await store.db
    .select({ id: terms.id, name: terms.name, startsOn: terms.startsOn, endsOn: terms.endsOn })
    .from(terms)
    .where(and(eq(terms.district, district), eq(terms.id, term)))
  if (!row) throw refuse('NOT_FOUND')
  const versions = await store.db
    .select({ version: ruleVersion.version, effectiveOn: ruleVersion.effectiveOn, content: ruleVersion.content })
    .from(ruleVersion)
    .where(and(eq(ruleVersion.district, district), eq(ruleVersion.kind, REFUND_RULE)))
  return {
    term: row,
    calendar: await loadCalendar(context, row),
    rules: versions.map(({ content, ...version }) => ({ ...version, rule: refundRule.parse(content) })),
  }
}

export interface Whose {
  pupils?: readonly string[]
  school?: string
}

/** The charges that should stand in a term, of some pupils, of a school, or of everybody; free places are left out. */
export const readDueLines = async (
  context: Context,
  db: Db,
  { term, calendar, rules }: DueFacts,
  { pupils, school }: Whose,
): Promise<DueLine[]> => {
  const { store, district, clock } = context
  const { enrolment, section, course } = store.tables
  const rows = await db
    .select({
      pupil: enrolment.pupil,
      section: enrolment.section,
      state: enrolment.state,
      feeFen: enrolment.feeFen,
      changedAt: enrolment.changedAt,
      school: section.school,
      label: section.label,
      lessonFen: section.lessonFen,
      materialFen: section.materialFen,
      startsOn: section.startsOn,
      endsOn: section.endsOn,
      title: course.title,
    })
    .from(enrolment)
    .innerJoin(section, and(eq(section.district, enrolment.district), eq(section.id, enrolment.section)))
    .innerJoin(course, and(eq(course.district, section.district), eq(course.id, section.course)))
    .where(
      and(
        eq(enrolment.district, district),
        eq(enrolment.term, term.id),
        gt(enrolment.feeFen, 0),
        pupils ? store.among(enrolment.pupil, pupils) : undefined,
        school === undefined ? undefined : eq(section.school, school),
      ),
    )
    .orderBy(asc(enrolment.pupil), asc(enrolment.section))
  const meetings = await readMeetings(context, db, calendar, rows)
  const events = await readEvents(
    context,
    db,
    rows.filter(({ state }) => state !== 'enrolled').map(({ pupil, section: id }) => subjectOf(pupil, id)),
  )
  const now = clock.now()
  return rows.map(({ changedAt, startsOn: _from, endsOn: _to, label, title, ...row }) => {
    const leftAt = leftAtOf({ ...row, changedAt }, events.get(subjectOf(row.pupil, row.section)) ?? [])
    const begins = meetings.get(row.section) ?? []
    const until = leftAt ?? now
    const held = begins.filter((begin) => begin <= until).length
    const line = { ...row, planned: begins.length, held, leftAt, title: label ? `${title} ${label}` : title }
    return { ...line, chargeFen: chargeOf(line, leftAt, held, refundRuleOn(rules, dayOf(until))) }
  })
}

const subjectOf = (pupil: string, section: string): string => `pupil:${pupil}/section:${section}`

interface Meeting {
  section: string
  startsOn: string
  endsOn: string
}

/** When the sessions of each section begin, in order. */
const readMeetings = async (
  { store, district }: Context,
  db: Db,
  calendar: Calendar,
  rows: readonly Meeting[],
): Promise<Map<string, number[]>> => {
  const { sectionSlot } = store.tables
  const sections = new Map(rows.map((row) => [row.section, row]))
  if (sections.size === 0) return new Map()
  const slots = await db
    .select({ section: sectionSlot.section, slot: sectionSlot.slot, startsAt: sectionSlot.startsAt })
    .from(sectionSlot)
    .where(and(eq(sectionSlot.district, district), store.among(sectionSlot.section, [...sections.keys()])))
  // Many sections meet at the same times: each pattern is counted once.
  const known = new Map<string, number[]>()
  return new Map(
    [...sections].map(([id, { startsOn, endsOn }]) => {
      const own = slots.filter((slot) => slot.section === id)
      const key = `${startsOn} ${endsOn} ${own.map(({ slot, startsAt }) => `${slot}@${startsAt}`).sort()}`
      const begins = known.get(key) ?? beginsOf({ startsOn, endsOn, own }, calendar)
      known.set(key, begins)
      return [id, begins]
    }),
  )
}

const beginsOf = (
  { startsOn, endsOn, own }: { startsOn: string; endsOn: string; own: { slot: number; startsAt: string }[] },
  calendar: Calendar,
): number[] => {
  const times = new Map(own.map(({ slot, startsAt }) => [slot, startsAt]))
  return sessionDates({ startsOn, endsOn, slots: [...times.keys()] }, calendar).map(({ day, slot }: SessionDate) =>
    instantOf(day, times.get(slot)),
  )
}

const readEvents = async (
  { store, district }: Context,
  db: Db,
  subjects: readonly string[],
): Promise<Map<string, PlaceEvent[]>> => {
  const { auditEntry } = store.tables
  const found = new Map<string, PlaceEvent[]>()
  if (subjects.length === 0) return found
  const rows = await db
    .select({
      subject: auditEntry.subject,
      action: auditEntry.action,
      at: auditEntry.at,
      detail: auditEntry.detail,
    })
    .from(auditEntry)
    .where(and(eq(auditEntry.district, district), store.among(auditEntry.subject, subjects)))
    .orderBy(asc(auditEntry.sequence))
  for (const { subject, action, at, detail } of rows) {
    if (!action.startsWith('enrolment.')) continue
    const { from } = detail as { from?: unknown }
    const events = found.get(subject) ?? []
    events.push({ action, at, from: typeof from === 'string' ? from : null })
    found.set(subject, events)
  }
  return found
}

/** The approved share waived in a term, by pupil; who has none is left out. */
export const readExemptPercents = async (
  { store, district }: Context,
  db: Db,
  term: string,
  { pupils }: Pick<Whose, 'pupils'>,
): Promise<Map<string, number>> => {
  const { exemption } = store.tables
  const rows = await db
    .select({ pupil: exemption.pupil, percent: exemption.percent })
    .from(exemption)
    .where(
      and(
        eq(exemption.district, district),
        eq(exemption.term, term),
        isNotNull(exemption.approvedBy),
        isNull(exemption.endedAt),
        pupils ? store.among(exemption.pupil, pupils) : undefined,
      ),
    )
  return new Map(rows.map(({ pupil, percent }) => [pupil, percent]))
}

/** The terms of the district whose money may still move, the latest first. */
export const termsOfMoney = ({ store, district }: Context) => {
  const { term } = store.tables
  return store.db
    .select({ id: term.id, name: term.name, startsOn: term.startsOn, endsOn: term.endsOn })
    .from(term)
    .where(eq(term.district, district))
    .orderBy(asc(term.startsOn))
}

/** Sums of what the ledger holds against pupils. */
export const readPosted = async (
  { store, district }: Context,
  db: Db,
  term: string,
  { pupils, school }: Whose,
): Promise<PostedLine[]> => {
  const { ledgerEntry, ledgerLine } = store.tables
  const where: SQL | undefined = and(
    eq(ledgerEntry.district, district),
    eq(ledgerEntry.term, term),
    inArray(ledgerLine.account, ['due']),
    pupils ? store.among(ledgerEntry.pupil, pupils) : undefined,
    school === undefined ? undefined : eq(ledgerEntry.school, school),
  )
  return db
    .select({
      pupil: ledgerEntry.pupil,
      school: ledgerEntry.school,
      kind: ledgerEntry.kind,
      section: ledgerEntry.section,
      fen: ledgerLine.amountFen,
    })
    .from(ledgerEntry)
    .innerJoin(ledgerLine, and(eq(ledgerLine.district, ledgerEntry.district), eq(ledgerLine.entry, ledgerEntry.id)))
    .where(where)
}

export interface PostedLine {
  pupil: string
  school: string
  kind: 'charge' | 'exemption' | 'payment' | 'refund'
  section: string | null
  fen: number
}
