import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { ProviderState } from '#db/schema/index'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf, daysBetween } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { remindDaysOn } from '../checks/rules-in-force.server'
import { loadTerm } from '../load-term.server'
import { type LivingSection, livingSections } from './provider-record.server'
import {
  type CheckStanding,
  checkStanding,
  deedsAt,
  type ProviderDeed,
  type ProviderStage,
  providerStage,
} from './provider-rules'

export interface ProviderLine {
  id: string
  name: string
  stage: ProviderStage
  licence: string
  contact: string
  phone: string
  offer: string
  listedFrom: string
  listedUntil: string
  /** Days left on the list where they are few; null otherwise. */
  daysLeft: number | null
  /** That chose it for the term, or where one of its people has a living section. */
  schools: number
  sections: number
  /** Different children enrolled or with an offer. */
  children: number
}

export interface ProvidersPage {
  termName: string
  /** applied, then selected. */
  queue: ProviderLine[]
  /** By last day. */
  listed: ProviderLine[]
  /** Off the list, refused, withdrawn. */
  gone: ProviderLine[]
}

/** Every provider of the district with what hangs on it. Refuses FORBIDDEN. */
export const loadProviders = async (context: Context, actor: Actor): Promise<ProvidersPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { provider, schoolProvider, enrolment } = store.tables
  const today = dayOf(clock.now())
  const remindDays = await remindDaysOn(context, context.store.db, today)
  const term = await loadTerm(context)
  const rows = await store.db
    .select()
    .from(provider)
    .where(eq(provider.district, district))
    .orderBy(asc(provider.listedUntil), asc(provider.name), asc(provider.id))
  const chosen = await store.db
    .select({ provider: schoolProvider.provider, school: schoolProvider.school })
    .from(schoolProvider)
    .where(and(eq(schoolProvider.district, district), eq(schoolProvider.term, term?.id ?? '')))
  const sections = (await livingSections(context, store.db, {})).filter((section) => section.provider !== null)
  const places = await store.db
    .select({ section: enrolment.section, pupil: enrolment.pupil })
    .from(enrolment)
    .where(
      and(
        eq(enrolment.district, district),
        store.among(
          enrolment.section,
          sections.map(({ id }) => id),
        ),
        inArray(enrolment.state, ['enrolled', 'offered']),
      ),
    )
  const providerOf = new Map(sections.map(({ id, provider: of }) => [id, of]))
  const lines = rows.map((row): ProviderLine => {
    const mine = sections.filter((section) => section.provider === row.id)
    const stage = providerStage(row, today)
    return {
      id: row.id,
      name: row.name,
      stage,
      licence: row.licence,
      contact: row.contact,
      phone: row.phone,
      offer: row.offer,
      listedFrom: row.listedFrom,
      listedUntil: row.listedUntil,
      daysLeft: daysLeft(stage, row.listedUntil, today, remindDays),
      schools: new Set([
        ...chosen.filter((one) => one.provider === row.id).map(({ school }) => school),
        ...mine.map(({ school }) => school),
      ]).size,
      sections: mine.length,
      children: new Set(places.filter(({ section }) => providerOf.get(section) === row.id).map(({ pupil }) => pupil))
        .size,
    }
  })
  const at = (...stages: ProviderStage[]): ProviderLine[] => lines.filter(({ stage }) => stages.includes(stage))
  return {
    termName: term?.name ?? '',
    queue: [...at('applied'), ...at('selected')],
    listed: at('coming', 'listed'),
    gone: [...at('ended'), ...at('withdrawn'), ...at('refused')],
  }
}

const daysLeft = (stage: ProviderStage, until: string, today: string, remindDays: number): number | null => {
  const days = daysBetween(today, until)
  return stage === 'listed' && days <= remindDays ? days : null
}

export interface ProviderStepLine {
  step: ProviderState | 'prolonged'
  at: number
  name: string
  remark: string
}

export interface InstructorLine {
  id: string
  name: string
  about: string
  school: string
  schoolName: string
  provider: string
  providerName: string
  check: CheckStanding
  /** Every check, the latest first. */
  checks: { number: string; checkedOn: string; expiresOn: string; by: string; at: number }[]
  sections: LivingSection[]
}

export interface ProviderPage extends Omit<ProviderLine, 'schools' | 'sections' | 'children'> {
  today: string
  termName: string
  deeds: ProviderDeed[]
  steps: ProviderStepLine[]
  /** Schools that chose it for the term. */
  chosenBy: { id: string; name: string }[]
  sections: LivingSection[]
  instructors: InstructorLine[]
}

/** One provider with its way, its sections and its people. Refuses FORBIDDEN, NOT_FOUND. */
export const loadProvider = async (context: Context, actor: Actor, id: string): Promise<ProviderPage> => {
  if (!actor.officer) throw refuse('FORBIDDEN')
  const { store, district, clock } = context
  const { provider, providerStep, account, schoolProvider, school } = store.tables
  const [row] = await store.db
    .select()
    .from(provider)
    .where(and(eq(provider.district, district), eq(provider.id, id)))
  if (!row) throw refuse('NOT_FOUND')
  const today = dayOf(clock.now())
  const remindDays = await remindDaysOn(context, context.store.db, today)
  const term = await loadTerm(context)
  const steps = await store.db
    .select({ step: providerStep.step, at: providerStep.at, name: account.name, remark: providerStep.remark })
    .from(providerStep)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, providerStep.actor)))
    .where(and(eq(providerStep.district, district), eq(providerStep.provider, id)))
    .orderBy(asc(providerStep.sequence))
  const chosenBy = await store.db
    .select({ id: school.id, name: school.name })
    .from(schoolProvider)
    .innerJoin(school, and(eq(school.district, district), eq(school.id, schoolProvider.school)))
    .where(
      and(
        eq(schoolProvider.district, district),
        eq(schoolProvider.provider, id),
        eq(schoolProvider.term, term?.id ?? ''),
      ),
    )
    .orderBy(asc(school.name), asc(school.id))
  const stage = providerStage(row, today)
  const { name, licence, contact, phone, offer, listedFrom, listedUntil } = row
  return {
    id,
    name,
    stage,
    licence,
    contact,
    phone,
    offer,
    listedFrom,
    listedUntil,
    daysLeft: daysLeft(stage, listedUntil, today, remindDays),
    today,
    termName: term?.name ?? '',
    deeds: deedsAt(stage),
    steps: steps.map((step) => ({ ...step, name: step.name ?? '' })),
    chosenBy,
    sections: await livingSections(context, store.db, { provider: id }),
    instructors: await outsideInstructors(context, { provider: id }),
  }
}

/** Outside instructors with their checks and living sections, those without a valid check first. */
export const outsideInstructors = async (
  context: Context,
  which: { school?: string; provider?: string },
): Promise<InstructorLine[]> => {
  const { store, district, clock } = context
  const { instructor, provider, school, backgroundCheck, account } = store.tables
  const today = dayOf(clock.now())
  const asked = and(
    eq(instructor.district, district),
    isNull(instructor.account),
    isNull(instructor.leftOn),
    which.school === undefined ? undefined : eq(instructor.school, which.school),
    which.provider === undefined ? undefined : eq(instructor.provider, which.provider),
  )
  const people = await store.db
    .select({
      id: instructor.id,
      name: instructor.name,
      about: instructor.about,
      school: instructor.school,
      schoolName: school.name,
      provider: instructor.provider,
      providerName: provider.name,
    })
    .from(instructor)
    .innerJoin(school, and(eq(school.district, district), eq(school.id, instructor.school)))
    .leftJoin(provider, and(eq(provider.district, district), eq(provider.id, instructor.provider)))
    .where(asked)
    .orderBy(asc(school.name), asc(instructor.name), asc(instructor.id))
  const checks = await store.db
    .select({ check: backgroundCheck, by: account.name })
    .from(backgroundCheck)
    .innerJoin(instructor, and(eq(instructor.district, district), eq(instructor.id, backgroundCheck.instructor)))
    .leftJoin(account, and(eq(account.district, district), eq(account.id, backgroundCheck.recordedBy)))
    .where(and(eq(backgroundCheck.district, district), asked))
    .orderBy(asc(backgroundCheck.sequence))
  const sections = await livingSections(context, store.db, which)
  const remindDays = await remindDaysOn(context, store.db, today)
  const rank = { none: 0, over: 1, soon: 2, good: 3 }
  return people
    .map((person): InstructorLine => {
      const mine = checks.filter(({ check }) => check.instructor === person.id).reverse()
      return {
        ...person,
        provider: person.provider ?? '',
        providerName: person.providerName ?? '',
        check: checkStanding(mine[0]?.check.expiresOn ?? null, today, remindDays),
        checks: mine.map(({ check: { number, checkedOn, expiresOn, at }, by }) => ({
          number,
          checkedOn,
          expiresOn,
          at,
          by: by ?? '',
        })),
        sections: sections.filter((section) => section.instructor === person.id),
      }
    })
    .sort((a, b) => rank[a.check.kind] - rank[b.check.kind])
}
