import { and, desc, eq, lt } from 'drizzle-orm'
import type { Db, Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { type AuditFact, writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type CareKind, missingCare, type Period } from '../afternoon/afternoon-rules'
import { readAfternoon } from '../afternoon/load-afternoon.server'
import { openCare } from '../afternoon/set-up-care.server'
import { loadSchools, type SchoolName } from '../load-schools.server'
import { loadTerm, type TermNow } from '../load-term.server'
import { insertOwnSection } from '../own-section.server'
import { loadCalendar } from '../school-calendar.server'
import { priceBy } from '../section-fee-rules'
import { loadFrame, nameOf, type SectionRecord, sectionsOfTerm } from '../section-record.server'
import type { SchoolFrame } from '../section-rules'
import { copyDraft, counterpart, notTakenOver, shiftDay, wasOffered } from './copy-rules'
import { draftOf } from './sheet-world.server'

export interface TermName {
  id: string
  name: string
  startsOn: string
  endsOn: string
}

export interface CopyLine {
  section: string
  name: string
  slots: SectionRecord['slotTimes']
  room: string
  instructorName: string
  lessonFen: number
  startsOn: string
  endsOn: string
  /** What it is in this term already. */
  there: { section: string; missing: string[] } | null
  /** It was closed for want of children. */
  closed: boolean
}

export interface CopyPage {
  school: string
  schools: SchoolName[]
  termName: string
  terms: TermName[]
  from: string
  lines: CopyLine[]
  /** Base care of the earlier term for today's classes. */
  care: { there: boolean; classes: number; missing: number }
  /** This term has no periods yet: they come along. */
  periodsToo: boolean
}

const earlierTerms = async (
  { store, district }: Context,
  db: Db,
  { school, before }: { school: string; before: string },
): Promise<TermName[]> => {
  const { term, section } = store.tables
  return db
    .selectDistinct({ id: term.id, name: term.name, startsOn: term.startsOn, endsOn: term.endsOn })
    .from(term)
    .innerJoin(section, and(eq(section.district, district), eq(section.term, term.id), eq(section.school, school)))
    .where(and(eq(term.district, district), lt(term.startsOn, before)))
    .orderBy(desc(term.startsOn))
}

/** The earlier term's sections and what of it this term has. */
const readCopy = async (
  context: Context,
  db: Db,
  { school, from, to }: { school: string; from: string; to: string },
) => {
  const offered = (await sectionsOfTerm(context, db, { school, term: from })).filter(({ stage }) => wasOffered(stage))
  const now = await sectionsOfTerm(context, db, { school, term: to })
  const before = await readAfternoon(context, db, { school, term: from })
  const today = await readAfternoon(context, db, { school, term: to })
  const own = await loadFrame(context, db, { school, term: to })
  const periodsToo = own.periods.length === 0 && before.periods.length > 0
  const frame: SchoolFrame = periodsToo ? { ...own, periods: before.periods } : own
  const served = new Set(frame.periods.map(({ number }) => number))
  const care = new Map<number, CareKind>(
    before.groups.filter(({ period }) => served.has(period)).map(({ period, kind }) => [period, kind]),
  )
  const missing = missingCare(today.classes, care, today.groups).length
  return {
    offered,
    now,
    frame,
    periods: periodsToo ? before.periods : [],
    care,
    classes: today.classes.length,
    missing,
  }
}

const sentencesOf = (before: SectionRecord, now: SectionRecord, frame: SchoolFrame): string[] =>
  notTakenOver({ ...draftOf(before), instructorName: before.instructorName }, draftOf(now), frame)

/**
 * The courses of an earlier term, to be taken over into this one, and what of those taken over needs a hand.
 * @param asked school: the first of one's own when empty; from: the newest earlier term when it is none.
 * Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const loadCopy = async (
  context: Context,
  actor: Actor,
  asked: { school: string; from: string },
): Promise<CopyPage> => {
  const { db } = context.store
  const school = asked.school || (actor.administers[0] ?? '')
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  const terms = await earlierTerms(context, db, { school, before: term.startsOn })
  const from = terms.find(({ id }) => id === asked.from) ?? terms[0]
  const page = { school, schools: await loadSchools(context, actor.administers), termName: term.name, terms }
  const noCare = { there: false, classes: 0, missing: 0 }
  if (!from) return { ...page, from: '', lines: [], care: noCare, periodsToo: false }
  const { offered, now, frame, periods, care, classes, missing } = await readCopy(context, db, {
    school,
    from: from.id,
    to: term.id,
  })
  return {
    ...page,
    from: from.id,
    lines: offered.map((one): CopyLine => {
      const there = counterpart(one, now)
      const missingNow = there?.copiedFrom === one.id ? sentencesOf(one, there, frame) : []
      return {
        section: one.id,
        name: nameOf(one),
        slots: one.slotTimes,
        room: one.room,
        instructorName: one.instructorName,
        lessonFen: one.lessonFen,
        startsOn: shiftDay(one.startsOn, from, term),
        endsOn: shiftDay(one.endsOn, from, term),
        there: there ? { section: there.id, missing: missingNow } : null,
        closed: one.stage === 'closed',
      }
    }),
    care: { there: care.size > 0, classes, missing },
    periodsToo: periods.length > 0,
  }
}

export interface CopyAsked {
  school: string
  /** The earlier term. */
  from: string
  sections: readonly string[]
  /** Base care, too, for today's classes. */
  care: boolean
}

/**
 * Takes sections of an earlier term over into this one: text, grades, times, room, teacher, places and prices as they
 * were, dates as far from the start of term. They are where the school's own new section is; nothing is sent. What the
 * school has already is left alone, so pressing twice makes nothing twice. Periods come along where this term has none.
 * @returns how many were made. Refuses FORBIDDEN, NOT_FOUND (no such term), BAD_REQUEST (a section of elsewhere).
 */
export const copySections = async (
  context: Context,
  actor: Actor,
  { school, from: fromId, sections, care: withCare }: CopyAsked,
): Promise<{ sections: number; groups: number }> => {
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  const calendar = await loadCalendar(context, term)
  const { store, district } = context
  return store.transaction(async (tx) => {
    await tx.lock({ district: store.tables.school.district, key: store.tables.school.id }, district, [school])
    const from = (await earlierTerms(context, tx, { school, before: term.startsOn })).find(({ id }) => id === fromId)
    if (!from) throw refuse('NOT_FOUND')
    const { offered, now, frame, periods, care } = await readCopy(context, tx, { school, from: from.id, to: term.id })
    const wanted = new Set(sections)
    const picked = offered.filter(({ id }) => wanted.has(id))
    if (picked.length < wanted.size) throw refuse('BAD_REQUEST')
    const facts: AuditFact[] = await takePeriods(context, tx, actor, { school, term, periods })
    let made = 0
    for (const one of picked) {
      // Held against what stood before this press: two of one name in the earlier term are both wanted.
      if (counterpart(one, now)) continue
      const draft = copyDraft(draftOf(one), from, frame)
      const opened = await insertOwnSection(context, tx, actor, {
        school,
        term: term.id,
        frame,
        draft: priceBy(draft, calendar),
        sisterOf: one,
        copiedFrom: one.id,
      })
      facts.push(...opened.facts)
      made += 1
    }
    const groups = withCare && care.size > 0 ? await openCare(context, tx, actor, { school, term, care }) : undefined
    await writeAudit(context, tx, [...facts, ...(groups?.facts ?? [])])
    return { sections: made, groups: groups?.groups ?? 0 }
  })
}

const takePeriods = async (
  { store, district }: Context,
  tx: Tx,
  actor: Actor,
  { school, term, periods }: { school: string; term: TermNow; periods: readonly Period[] },
): Promise<AuditFact[]> => {
  if (periods.length === 0) return []
  await tx
    .insert(store.tables.servicePeriod)
    .values(periods.map((period) => ({ ...period, district, term: term.id, school })))
  const times = periods.map(({ number, startsAt, endsAt }) => [number, `${startsAt}-${endsAt}`])
  const subject = `school:${school}/${term.id}`
  return [{ actor: actor.account, action: 'periods.set', subject, detail: Object.fromEntries(times) }]
}
