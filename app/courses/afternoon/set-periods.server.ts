import { and, eq, inArray, ne } from 'drizzle-orm'
import type { SectionState } from '#db/schema/index'
import type { Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { loadTerm } from '../load-term.server'
import { isEmptyPeriod, type Period, type PeriodErrors, periodErrors, type TypedPeriod } from './afternoon-rules'
import { afternoonWords as words } from './afternoon-words'
import { readAfternoon } from './load-afternoon.server'

export type PeriodsAnswer = { ok: true } | { ok: false; errors: PeriodErrors }

/** Families and the bureau have seen the time of these. */
const SEEN: readonly SectionState[] = ['filed', 'published']

interface SectionInPeriod {
  id: string
  slot: number
  seen: boolean
}

/**
 * Sets a school's periods of the term. Sections that nobody outside the school has seen yet move with their period.
 * @returns done, or one sentence a field: a period with filed or published sections keeps its time, one with sections stays.
 * Refuses FORBIDDEN, NOT_FOUND (no term).
 */
export const setPeriods = async (
  context: Context,
  actor: Actor,
  { school, typed }: { school: string; typed: readonly TypedPeriod[] },
): Promise<PeriodsAnswer> => {
  requireSchool(actor, school)
  const term = await loadTerm(context)
  if (!term) throw refuse('NOT_FOUND')
  const { store, district } = context
  const wrong = periodErrors(typed)
  if (Object.keys(wrong).length > 0) return { ok: false, errors: wrong }
  const wanted = typed.filter((period) => !isEmptyPeriod(period))
  return store.transaction(async (tx): Promise<PeriodsAnswer> => {
    await tx.lock({ district: store.tables.school.district, key: store.tables.school.id }, district, [school])
    const { periods } = await readAfternoon(context, tx, { school, term: term.id })
    const inside = await sectionsByPeriod(context, tx, { school, term: term.id })
    const errors = standing(periods, wanted, inside)
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    const { servicePeriod, sectionSlot } = store.tables
    await tx
      .delete(servicePeriod)
      .where(
        and(eq(servicePeriod.district, district), eq(servicePeriod.term, term.id), eq(servicePeriod.school, school)),
      )
    await tx.insert(servicePeriod).values(wanted.map((period) => ({ ...period, district, term: term.id, school })))
    for (const { number, startsAt, endsAt } of wanted) {
      for (const { id, slot } of inside.get(number) ?? [])
        await tx
          .update(sectionSlot)
          .set({ startsAt, endsAt })
          .where(and(eq(sectionSlot.district, district), eq(sectionSlot.section, id), eq(sectionSlot.slot, slot)))
    }
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'periods.set',
        subject: `school:${school}/${term.id}`,
        detail: Object.fromEntries(wanted.map(({ number, startsAt, endsAt }) => [number, `${startsAt}-${endsAt}`])),
      },
    ])
    return { ok: true }
  })
}

/** What the sections that stand do not let happen to their periods. */
const standing = (
  before: readonly Period[],
  wanted: readonly Period[],
  inside: ReadonlyMap<number, readonly SectionInPeriod[]>,
): PeriodErrors => {
  const errors: PeriodErrors = {}
  for (const period of before) {
    const sections = inside.get(period.number) ?? []
    const seen = new Set(sections.filter((one) => one.seen).map(({ id }) => id)).size
    const all = new Set(sections.map(({ id }) => id)).size
    const after = wanted.find(({ number }) => number === period.number)
    const field = `startsAt-${period.number}` as const
    if (!after) {
      if (seen > 0) errors[field] = words.errors.taken(seen)
      else if (all > 0) errors[field] = words.errors.used(all)
    } else if (seen > 0 && (after.startsAt !== period.startsAt || after.endsAt !== period.endsAt))
      errors[field] = words.errors.taken(seen)
  }
  return errors
}

const sectionsByPeriod = async (
  { store, district }: Context,
  tx: Tx,
  { school, term }: { school: string; term: string },
): Promise<Map<number, SectionInPeriod[]>> => {
  const { section, sectionSlot } = store.tables
  const rows = await tx
    .select({ id: section.id, slot: sectionSlot.slot, state: section.state, supplement: section.supplement })
    .from(section)
    .innerJoin(sectionSlot, and(eq(sectionSlot.district, district), eq(sectionSlot.section, section.id)))
    .where(
      and(
        eq(section.district, district),
        eq(section.term, term),
        eq(section.school, school),
        ne(section.state, 'closed'),
        inArray(section.state, ['draft', 'submitted', 'approved', 'returned', 'filed', 'published']),
      ),
    )
  const found = new Map<number, SectionInPeriod[]>()
  for (const { id, slot, state, supplement } of rows) {
    // What lies with the bureau is seen, too: it files the times it was sent.
    const seen = SEEN.includes(state) || (state === 'approved' && supplement !== null)
    found.set(slot % 10, [...(found.get(slot % 10) ?? []), { id, slot, seen }])
  }
  return found
}
