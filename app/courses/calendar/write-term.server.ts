import { and, asc, eq, gt, lt, ne, or } from 'drizzle-orm'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { type TermDraft, termIdOf } from './calendar-form'
import { calendarWords as words } from './calendar-words'

export type TermAnswer = { ok: true; term: string } | { ok: false; errors: Record<string, string> }

/**
 * The bureau sets the dates of a term, or of a new one. A term that has begun keeps its first day; sections stay inside.
 * Refuses FORBIDDEN, NOT_FOUND (no such term); dates that cannot be are answered beside their fields.
 */
export const writeTerm = async (context: Context, actor: Actor, draft: TermDraft): Promise<TermAnswer> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { term: terms, district: districts, section } = store.tables
  const today = dayOf(clock.now())
  const { name, startsOn, endsOn } = draft
  return store.transaction(async (tx) => {
    await tx.lock({ district: districts.id, key: districts.id }, district, [district])
    const all = await tx.select().from(terms).where(eq(terms.district, district)).orderBy(asc(terms.startsOn))
    const before = all.find(({ id }) => id === draft.term)
    if (draft.term !== '' && !before) throw refuse('NOT_FOUND')
    const id = before?.id ?? termIdOf(startsOn)
    const errors: Record<string, string> = {}
    const others = all.filter((one) => one.id !== before?.id)
    const same = others.find((one) => one.id === id)
    const clash = others.find((one) => one.startsOn <= endsOn && startsOn <= one.endsOn)
    if (same) errors.startsOn = words.sameTerm(same.name)
    else if (clash) errors.startsOn = words.overlaps(clash.name)
    if (before && before.startsOn <= today && startsOn !== before.startsOn) errors.startsOn = words.begun
    if (endsOn < today && endsOn !== before?.endsOn) errors.endsOn = words.endPast
    if (before && !errors.startsOn && !errors.endsOn) {
      await tx.lock({ district: terms.district, key: terms.id }, district, [id])
      const outside = await tx
        .select({ id: section.id })
        .from(section)
        .where(
          and(
            eq(section.district, district),
            eq(section.term, id),
            ne(section.state, 'closed'),
            or(lt(section.startsOn, startsOn), gt(section.endsOn, endsOn)),
          ),
        )
      if (outside.length > 0) errors.endsOn = words.sectionsOutside(outside.length)
    }
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    if (before)
      await tx
        .update(terms)
        .set({ name, startsOn, endsOn })
        .where(and(eq(terms.district, district), eq(terms.id, id)))
    else await tx.insert(terms).values({ district, id, name, startsOn, endsOn })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: before ? 'term.changed' : 'term.created',
        subject: `term:${id}`,
        detail: { name, startsOn, endsOn },
      },
    ])
    return { ok: true, term: id }
  })
}
