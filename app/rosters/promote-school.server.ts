import { and, asc, count, desc, eq, gte, inArray, isNull } from 'drizzle-orm'
import { ConstraintError, type Db, type Tx } from '#db/store'
import { endEnrolmentsOf } from '~/courses/index.server'
import { type Actor, requireSchool } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayInWords, dayOf, instantOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import {
  type GradeToPromote,
  gradesToPromote,
  lastGradeOf,
  type PromotionPhase,
  promotionOpensOn,
  promotionPhase,
  promotionYear,
  seenPromotion,
} from './promotion-rules'

export interface SchoolPromotion {
  school: string
  name: string
  phase: PromotionPhase
  year: number
  opensOn: string
  /** When its classes went up this year; null before. */
  promotedAt: number | null
  /** When a roster of pupils was last taken in since the year could go up: it may well be of the new year. */
  importedAt: number | null
  /** Highest first. */
  grades: GradeToPromote[]
  graduates: number
  /** What a press has to carry back. */
  seen: string
}

interface ClassCount {
  school: string
  grade: number
  pupils: number
}

const classCounts = async ({ store, district }: Context, db: Db, schools: readonly string[]): Promise<ClassCount[]> => {
  const { homeClass, pupil } = store.tables
  const classes = await db
    .select({ id: homeClass.id, school: homeClass.school, grade: homeClass.grade })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), store.among(homeClass.school, schools), eq(homeClass.leftYear, 0)))
  const counts = await db
    .select({ homeClass: pupil.homeClass, pupils: count() })
    .from(pupil)
    .where(and(eq(pupil.district, district), store.among(pupil.school, schools), isNull(pupil.leftOn)))
    .groupBy(pupil.homeClass)
  const byClass = new Map(counts.map((one) => [one.homeClass, one.pupils]))
  return classes.map(({ id, school, grade }) => ({ school, grade, pupils: byClass.get(id) ?? 0 }))
}

/** What a promotion would do at these schools, counted; of all schools in scope when none is named. */
export const loadPromotions = async (
  context: Context,
  db: Db = context.store.db,
  only?: readonly string[],
): Promise<SchoolPromotion[]> => {
  const { store, district, clock } = context
  const { school, promotion, sheetImport } = store.tables
  const today = dayOf(clock.now())
  const year = promotionYear(today)
  const schools = await db
    .select({ id: school.id, name: school.name, stage: school.stage })
    .from(school)
    .where(and(eq(school.district, district), only ? store.among(school.id, only) : eq(school.inScope, true)))
    .orderBy(asc(school.id))
  const ids = schools.map(({ id }) => id)
  const done = await db
    .select({ school: promotion.school, at: promotion.at })
    .from(promotion)
    .where(and(eq(promotion.district, district), eq(promotion.year, year), store.among(promotion.school, ids)))
  const imports = await db
    .select({ school: sheetImport.school, at: sheetImport.changedAt })
    .from(sheetImport)
    .where(
      and(
        eq(sheetImport.district, district),
        inArray(sheetImport.kind, ['roster', 'one_roster']),
        eq(sheetImport.state, 'applied'),
        gte(sheetImport.changedAt, instantOf(promotionOpensOn(year))),
      ),
    )
    .orderBy(desc(sheetImport.changedAt))
  const counts = await classCounts(context, db, ids)
  return schools.map(({ id, name, stage }) => {
    const classes = counts.filter((one) => one.school === id)
    const grades = gradesToPromote(stage, classes)
    const promotedAt = done.find((one) => one.school === id)?.at ?? null
    return {
      school: id,
      name,
      phase: promotionPhase(today, promotedAt !== null, classes.length),
      year,
      opensOn: promotionOpensOn(year),
      promotedAt,
      importedAt: imports.find((one) => one.school === id || one.school === '')?.at ?? null,
      grades,
      graduates: grades.filter(({ to }) => to === null).reduce((sum, { pupils }) => sum + pupils, 0),
      seen: seenPromotion(grades),
    }
  })
}

export interface Promoted {
  /** Classes that went up. */
  classes: number
  pupils: number
  graduates: number
}

/** Marks the year first: whoever comes second, in whatever process, finds it marked. */
const markYear = async (
  { store, district, clock }: Context,
  tx: Tx,
  { school, name, year, actor }: { school: string; name: string; year: number; actor: string },
): Promise<void> => {
  try {
    await tx.insert(store.tables.promotion).values({ district, school, year, promotedBy: actor, at: clock.now() })
  } catch (error) {
    if (error instanceof ConstraintError) throw refuse('PROMOTED_ALREADY', { school: name })
    throw error
  }
}

const graduate = async (
  context: Context,
  tx: Tx,
  { school, last, year, actor }: { school: string; last: number; year: number; actor: string },
): Promise<{ graduates: number; ended: number }> => {
  const { store, district, clock } = context
  const { homeClass, pupil } = store.tables
  const ofLastGrade = and(
    eq(homeClass.district, district),
    eq(homeClass.school, school),
    eq(homeClass.leftYear, 0),
    gte(homeClass.grade, last),
  )
  const classes = await tx.select({ id: homeClass.id }).from(homeClass).where(ofLastGrade)
  if (classes.length === 0) return { graduates: 0, ended: 0 }
  const theirs = await tx
    .select({ id: pupil.id })
    .from(pupil)
    .where(
      and(
        eq(pupil.district, district),
        eq(pupil.school, school),
        isNull(pupil.leftOn),
        store.among(
          pupil.homeClass,
          classes.map(({ id }) => id),
        ),
      ),
    )
  const pupils = theirs.map(({ id }) => id)
  const ended = await endEnrolmentsOf(context, tx, { pupils, actor })
  if (pupils.length > 0) {
    await tx
      .update(pupil)
      .set({ leftOn: dayOf(clock.now()), leftFor: 'graduated' })
      .where(and(eq(pupil.district, district), store.among(pupil.id, pupils)))
  }
  await tx.update(homeClass).set({ leftYear: year }).where(ofLastGrade)
  return { graduates: pupils.length, ended }
}

/**
 * Passes a school's classes up for the new school year: the last grade graduates, what graduates still held ends and
 * goes to those in line, every other class is a grade higher. Once a year; undone only by a new roster.
 * Allowed to the school's administrators and to officers.
 * Refuses FORBIDDEN, NOT_FOUND, PROMOTION_EARLY (before 1 July), PROMOTED_ALREADY, CONFLICT (not what was seen).
 * @param asked.seen the counts that the person saw; null for a press for all schools.
 */
export const promoteSchool = async (
  context: Context,
  actor: Actor,
  { school: id, seen }: { school: string; seen: string | null },
): Promise<Promoted> => {
  if (!actor.officer) requireSchool(actor, id)
  const { store, district } = context
  const { homeClass, school } = store.tables
  return store.transaction(async (tx) => {
    const [row] = await tx
      .select({ name: school.name, stage: school.stage })
      .from(school)
      .where(and(eq(school.district, district), eq(school.id, id)))
    const [now] = await loadPromotions(context, tx, [id])
    if (!row || !now) throw refuse('NOT_FOUND')
    if (now.phase === 'done') throw refuse('PROMOTED_ALREADY', { school: row.name })
    if (now.phase === 'early') throw refuse('PROMOTION_EARLY', { opens: dayInWords(now.opensOn) })
    if (now.phase === 'empty' || (seen !== null && seen !== now.seen)) throw refuse('CONFLICT')
    const { year } = now
    await markYear(context, tx, { school: id, name: row.name, year, actor: actor.account })
    const last = lastGradeOf(row.stage)
    const gone = await graduate(context, tx, { school: id, last, year, actor: actor.account })
    for (const { grade, to } of now.grades) {
      if (to === null) continue
      await tx
        .update(homeClass)
        .set({ grade: to })
        .where(
          and(
            eq(homeClass.district, district),
            eq(homeClass.school, id),
            eq(homeClass.leftYear, 0),
            eq(homeClass.grade, grade),
          ),
        )
    }
    const up = now.grades.filter(({ to }) => to !== null)
    const promoted = {
      classes: up.reduce((sum, { classes }) => sum + classes, 0),
      pupils: up.reduce((sum, { pupils }) => sum + pupils, 0),
      graduates: gone.graduates,
    }
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'school.promoted',
        subject: `school:${id}`,
        detail: { year, ...promoted, ended: gone.ended },
      },
    ])
    return promoted
  })
}

/**
 * Passes up every school in scope that was not yet, one after the other: pressed again it goes on where it stopped.
 * A school that took a roster in since 1 July is left to itself: its classes may well be of the new year already.
 * Refuses FORBIDDEN, PROMOTION_EARLY.
 */
export const promoteAllSchools = async (context: Context, actor: Actor): Promise<Promoted & { schools: number }> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const all = await loadPromotions(context)
  const early = all.find(({ phase }) => phase === 'early')
  if (early) throw refuse('PROMOTION_EARLY', { opens: dayInWords(early.opensOn) })
  const sum = { schools: 0, classes: 0, pupils: 0, graduates: 0 }
  for (const { school } of all.filter(({ phase, importedAt }) => phase === 'ready' && importedAt === null)) {
    const { classes, pupils, graduates } = await promoteSchool(context, actor, { school, seen: null })
    sum.schools += 1
    sum.classes += classes
    sum.pupils += pupils
    sum.graduates += graduates
  }
  return sum
}
