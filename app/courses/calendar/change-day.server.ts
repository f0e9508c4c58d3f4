import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import type { DayOverride } from '../calendar-rules'
import { loadCalendar } from '../school-calendar.server'
import { nameOf } from '../section-record.server'
import type { DayValues } from './calendar-form'
import { calendarWords as words } from './calendar-words'
import { changedCounts } from './day-rules'

export interface ChangedSection {
  id: string
  school: string
  name: string
  /** Planned sessions before and after. */
  from: number
  to: number
  /** As published; it stays. */
  feeFen: number
}

export type DayAnswer<Done> = ({ ok: true } & Done) | { ok: false; errors: Record<string, string> }

/** The district's word as the form has it; null takes it back. */
const saidOf = ({ kind, follows }: DayValues): DayOverride | null =>
  kind === 'clear'
    ? null
    : { schoolDay: kind === 'school', followsWeekday: kind === 'school' && follows ? Number(follows) : null }

const findTerm = async ({ store, district }: Context, db: Db, day: string) => {
  const { term } = store.tables
  const [row] = await db
    .select()
    .from(term)
    .where(and(eq(term.district, district), lte(term.startsOn, day), gte(term.endsOn, day)))
    .orderBy(asc(term.startsOn))
  return row
}

/**
 * What would change in published courses if a day were changed: nothing is written.
 * Refuses FORBIDDEN. A day outside every term, or before today, is answered beside its field.
 */
export const previewDay = async (
  context: Context,
  actor: Actor,
  values: DayValues,
): Promise<DayAnswer<{ sections: ChangedSection[] }>> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  if (values.day < dayOf(clock.now())) return { ok: false, errors: { day: words.past } }
  const term = await findTerm(context, store.db, values.day)
  if (!term) return { ok: false, errors: { day: words.outside } }
  const { section, course, school, sectionSlot } = store.tables
  const mine = and(
    eq(section.district, district),
    eq(section.term, term.id),
    eq(section.state, 'published'),
    eq(section.base, false),
  )
  const rows = await store.db
    .select({ section, title: course.title, school: school.name, slot: sectionSlot.slot })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .innerJoin(school, and(eq(school.district, district), eq(school.id, section.school)))
    .innerJoin(sectionSlot, and(eq(sectionSlot.district, district), eq(sectionSlot.section, section.id)))
    .where(mine)
    .orderBy(asc(school.name), asc(course.title), asc(section.label), asc(section.id), asc(sectionSlot.slot))
  const sections = new Map<string, Omit<ChangedSection, 'from' | 'to'> & SectionDatesToCount>()
  for (const { section: one, title, school: schoolName, slot } of rows) {
    const known = sections.get(one.id)
    if (known) known.slots.push(slot)
    else {
      const { id, label, startsOn, endsOn, feeFen } = one
      sections.set(id, {
        id,
        school: schoolName,
        name: nameOf({ title, label }),
        feeFen,
        startsOn,
        endsOn,
        slots: [slot],
      })
    }
  }
  const calendar = await loadCalendar(context, term)
  const changed = changedCounts([...sections.values()], calendar, values.day, saidOf(values))
  return {
    ok: true,
    sections: changed.map(({ id, school: of, name, from, to, feeFen }) => ({ id, school: of, name, from, to, feeFen })),
  }
}

interface SectionDatesToCount {
  startsOn: string
  endsOn: string
  slots: number[]
}

/**
 * 改一天: the district says whether school is kept on a day and which timetable it follows, or takes its word back.
 * Published fees stay. Refuses FORBIDDEN; a day outside every term, before today, or nothing to take back: an answer.
 */
export const changeDay = async (context: Context, actor: Actor, values: DayValues): Promise<DayAnswer<object>> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { calendarOverride: rows, term: terms } = store.tables
  const { day, note } = values
  if (day < dayOf(clock.now())) return { ok: false, errors: { day: words.past } }
  return store.transaction(async (tx): Promise<DayAnswer<object>> => {
    const term = await findTerm(context, tx, day)
    if (!term) return { ok: false, errors: { day: words.outside } }
    await tx.lock({ district: terms.district, key: terms.id }, district, [term.id])
    const here = and(eq(rows.district, district), eq(rows.day, day))
    const [before] = await tx.select().from(rows).where(here)
    const said = saidOf(values)
    if (!said && !before) return { ok: false, errors: { kind: words.nothingToClear } }
    await tx.delete(rows).where(here)
    if (said) await tx.insert(rows).values({ district, day, ...said, note })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'calendar.changed',
        subject: `day:${day}`,
        detail: { kind: values.kind, follows: said?.followsWeekday ?? null, note, before: before?.schoolDay ?? null },
      },
    ])
    return { ok: true }
  })
}
