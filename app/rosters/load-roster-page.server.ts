import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { latestImports, loadImport } from '~/shared/sheet/imports.server'
import { requireRoster } from './preview-roster.server'
import { loadPromotions, type SchoolPromotion } from './promote-school.server'
import type { Stage } from './roster-rules'
import type { RosterSeen } from './roster-summary'

export interface ImportLine {
  id: string
  fileName: string
  at: number
  state: 'reading' | 'ready' | 'applying' | 'applied' | 'failed'
}

const importLines = async (context: Context, school: string): Promise<ImportLine[]> => {
  const rows = await latestImports(context, school, ['roster'])
  return rows.map(({ id, fileName, at, state }) => ({ id, fileName, at, state }))
}

export interface RosterPage {
  school: string
  schools: { id: string; name: string }[]
  latest: ImportLine[]
  promotion: SchoolPromotion | null
}

/** A school's roster page. @param asked school: the first of one's own when empty. Refuses FORBIDDEN. */
export const loadRosterPage = async (
  context: Context,
  actor: Actor,
  asked: { school: string },
): Promise<RosterPage> => {
  const school = asked.school || (actor.administers[0] ?? '')
  if (!actor.administers.includes(school)) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { school: schools } = store.tables
  const own = await store.db
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(and(eq(schools.district, district), store.among(schools.id, actor.administers)))
    .orderBy(asc(schools.name))
  const [promotion] = await loadPromotions(context, store.db, [school])
  return { school, schools: own, latest: await importLines(context, school), promotion: promotion ?? null }
}

export interface SchoolLineOnPage {
  id: string
  name: string
  stage: Stage
  street: string
  classes: number
  pupils: number
  staff: number
}

export interface SchoolsPage {
  schools: SchoolLineOnPage[]
  pupils: number
  latest: ImportLine[]
  promotions: SchoolPromotion[]
}

/** The district's schools with what is counted of each. Refuses FORBIDDEN. */
export const loadSchoolsPage = async (context: Context, actor: Actor): Promise<SchoolsPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district } = context
  const { school, street, homeClass, pupil, staff } = store.tables
  const rows = await store.db
    .select({ id: school.id, name: school.name, stage: school.stage, street: street.name })
    .from(school)
    .leftJoin(street, and(eq(street.district, district), eq(street.code, school.street)))
    .where(eq(school.district, district))
    .orderBy(asc(school.name))
  const classes = await store.db
    .select({ school: homeClass.school, many: count() })
    .from(homeClass)
    .where(and(eq(homeClass.district, district), eq(homeClass.leftYear, 0)))
    .groupBy(homeClass.school)
  const pupils = await store.db
    .select({ school: pupil.school, many: count() })
    .from(pupil)
    .where(and(eq(pupil.district, district), isNull(pupil.leftOn)))
    .groupBy(pupil.school)
  const people = await store.db
    .select({ school: staff.school, many: count() })
    .from(staff)
    .where(and(eq(staff.district, district), isNull(staff.leftOn)))
    .groupBy(staff.school)
  const of = (counts: readonly { school: string; many: number }[], id: string): number =>
    counts.find((one) => one.school === id)?.many ?? 0
  const lines = rows.map(({ street: where, ...row }) => ({
    ...row,
    street: where ?? '',
    classes: of(classes, row.id),
    pupils: of(pupils, row.id),
    staff: of(people, row.id),
  }))
  return {
    schools: lines,
    pupils: lines.reduce((sum, line) => sum + line.pupils, 0),
    latest: await importLines(context, ''),
    promotions: await loadPromotions(context, store.db),
  }
}

export interface RosterPreviewPage extends ImportLine {
  school: string
  schoolName: string
  done: number
  total: number
  /** What it changes; null while it is read and where it failed. */
  seen: RosterSeen | null
  /** Why it failed. */
  sentence: string
}

/** An import as it stands. Refuses FORBIDDEN, NOT_FOUND. */
export const loadRosterPreview = async (context: Context, actor: Actor, id: string): Promise<RosterPreviewPage> => {
  const row = await loadImport(context, id, ['roster'])
  requireRoster(actor, row.school)
  const { school } = context.store.tables
  const [place] = await context.store.db
    .select({ name: school.name })
    .from(school)
    .where(and(eq(school.district, context.district), eq(school.id, row.school)))
  const summary = row.summary as Partial<RosterSeen> & { sentence?: string }
  return {
    id,
    fileName: row.fileName,
    at: row.at,
    state: row.state,
    school: row.school,
    schoolName: place?.name ?? '',
    done: row.done,
    total: row.total,
    seen: summary.parts ? { parts: summary.parts } : null,
    sentence: summary.sentence ?? '',
  }
}
