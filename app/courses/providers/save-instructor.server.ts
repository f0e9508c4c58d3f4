import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Tx } from '#db/store'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { loadTerm } from '../load-term.server'
import { searchTextOf } from '../search-text'
import type { InstructorDraft } from './provider-form'
import { livingSections } from './provider-record.server'
import { providerStage } from './provider-rules'
import { providerErrors as words } from './provider-words'

export interface InstructorToSave {
  school: string
  /** '' for a new one. */
  instructor: string
  draft: InstructorDraft
}

export type SaveInstructorAnswer =
  | { ok: true; instructor: string }
  | { ok: false; errors: Partial<Record<keyof InstructorDraft, string>> }

type InstructorRow = Schema['instructor']['$inferSelect']

/** An outside instructor on the school's list, under lock. Refuses NOT_FOUND. */
const openInstructor = async (
  { store, district }: Context,
  tx: Tx,
  school: string,
  id: string,
): Promise<InstructorRow> => {
  const { instructor } = store.tables
  await tx.lock({ district: instructor.district, key: instructor.id }, district, [id])
  const [row] = await tx
    .select()
    .from(instructor)
    .where(
      and(
        eq(instructor.district, district),
        eq(instructor.id, id),
        eq(instructor.school, school),
        isNull(instructor.account),
        isNull(instructor.leftOn),
      ),
    )
  if (!row) throw refuse('NOT_FOUND')
  return row
}

/**
 * 外聘老师: a school writes who comes from outside: name, the provider they are of (one it chose for the term, or none)
 * and one line that families read. Their provider changes only while no section of theirs lives.
 * @returns the instructor, or what has to be changed first.
 * Refuses FORBIDDEN (another school's), NOT_FOUND, INSTRUCTOR_IN_USE (another provider for somebody who teaches).
 */
export const saveInstructor = async (
  context: Context,
  actor: Actor,
  { school, instructor: id, draft }: InstructorToSave,
): Promise<SaveInstructorAnswer> => {
  requireSchool(actor, school)
  const { store, district } = context
  const { instructor } = store.tables
  const term = await loadTerm(context)
  return store.transaction(async (tx): Promise<SaveInstructorAnswer> => {
    const before = id === '' ? null : await openInstructor(context, tx, school, id)
    const provider = draft.provider === '' ? null : draft.provider
    if (provider !== null && provider !== before?.provider) {
      const wrong = await whyNotProvider(context, tx, { school, provider, term: term?.id ?? '' })
      if (wrong) return { ok: false, errors: { provider: wrong } }
    }
    const others = await tx
      .select({ id: instructor.id, provider: instructor.provider })
      .from(instructor)
      .where(
        and(
          eq(instructor.district, district),
          eq(instructor.school, school),
          eq(instructor.name, draft.name),
          isNull(instructor.account),
          isNull(instructor.leftOn),
        ),
      )
    if (others.some((one) => one.id !== id && one.provider === provider))
      return { ok: false, errors: { name: words.personTaken(draft.name) } }
    const row = { name: draft.name, provider, about: draft.about }
    const saved = before?.id ?? randomUUID()
    if (before) {
      const living = await livingSections(context, tx, { instructor: saved })
      if (before.provider !== provider && living.length > 0)
        throw refuse('INSTRUCTOR_IN_USE', { name: before.name, sections: living.map(({ name }) => name).join('、') })
      await tx
        .update(instructor)
        .set(row)
        .where(and(eq(instructor.district, district), eq(instructor.id, saved)))
      if (before.name !== draft.name) await renameInSearch(context, tx, saved, draft.name)
    } else await tx.insert(instructor).values({ ...row, district, id: saved, account: null, school, leftOn: null })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'instructor.saved',
        subject: `school:${school}/instructor:${saved}`,
        detail: { provider, fresh: before === null },
      },
    ])
    return { ok: true, instructor: saved }
  })
}

/** Families find a course by its teacher's name. */
const renameInSearch = async ({ store, district }: Context, tx: Tx, id: string, name: string): Promise<void> => {
  const { section, course } = store.tables
  const taught = await tx
    .select({ id: section.id, title: course.title, label: section.label, category: course.category })
    .from(section)
    .innerJoin(course, and(eq(course.district, district), eq(course.id, section.course)))
    .where(and(eq(section.district, district), eq(section.instructor, id)))
  for (const { id: one, title, label, category } of taught)
    await tx
      .update(section)
      .set({ searchText: searchTextOf({ title: label ? `${title} ${label}` : title, category, instructor: name }) })
      .where(and(eq(section.district, district), eq(section.id, one)))
}

const whyNotProvider = async (
  { store, district, clock }: Context,
  tx: Tx,
  { school, provider: id, term }: { school: string; provider: string; term: string },
): Promise<string | undefined> => {
  const { provider, schoolProvider } = store.tables
  const [row] = await tx
    .select({ provider })
    .from(schoolProvider)
    .innerJoin(provider, and(eq(provider.district, district), eq(provider.id, schoolProvider.provider)))
    .where(
      and(
        eq(schoolProvider.district, district),
        eq(schoolProvider.school, school),
        eq(schoolProvider.provider, id),
        eq(schoolProvider.term, term),
      ),
    )
  if (!row) return words.foreignProvider
  const stage = providerStage(row.provider, dayOf(clock.now()))
  return stage === 'listed' || stage === 'coming' ? undefined : words.notListed
}

/**
 * Takes an outside instructor off the school's list; what they taught and their checks stay in the records.
 * Refuses FORBIDDEN (another school's), NOT_FOUND, INSTRUCTOR_IN_USE.
 */
export const removeInstructor = async (
  context: Context,
  actor: Actor,
  { school, instructor: id }: { school: string; instructor: string },
): Promise<void> => {
  requireSchool(actor, school)
  const { store, district, clock } = context
  const { instructor } = store.tables
  await store.transaction(async (tx) => {
    const { name } = await openInstructor(context, tx, school, id)
    const living = await livingSections(context, tx, { instructor: id })
    if (living.length > 0)
      throw refuse('INSTRUCTOR_IN_USE', { name, sections: living.map((section) => section.name).join('、') })
    await tx
      .update(instructor)
      .set({ leftOn: dayOf(clock.now()) })
      .where(and(eq(instructor.district, district), eq(instructor.id, id)))
    await writeAudit(context, tx, [
      { actor: actor.account, action: 'instructor.removed', subject: `school:${school}/instructor:${id}` },
    ])
  })
}
