import type { Page } from '@playwright/test'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { DISTRICT, TERM } from '#db/makers/rows'
import type { Scenario } from '#db/makers/scenario'
import type { EnrolmentState } from '#db/schema/index'
import type { Store } from '#db/store'
import { checkInvariants } from '~/courses/index.server'
import { addDays, dayOf } from '~/shared/day'
import { expect } from '../journey'

/** What the family journeys share: a term that runs today, filled courses, queues, and a look into the rows. */

/** What the makers need of a world. */
export interface Made {
  store: Store
  scenario: Scenario
}

/** Dates of a course that runs around today, for `scenario.section`. */
export const runningNow = (): { startsOn: string; endsOn: string; cutOffOn: string } => {
  const today = dayOf(Date.now())
  return { startsOn: addDays(today, -30), endsOn: addDays(today, 60), cutOffOn: addDays(today, 40) }
}

/** Gives these children places in a course, as an earlier press of their families would have. */
export const seat = async ({ store }: Made, section: string, pupils: readonly string[]): Promise<void> => {
  const { enrolment, heldSlot, seatCount, section: priced, sectionSlot } = store.tables
  await store.transaction(async (tx) => {
    const slots = await tx
      .select({ slot: sectionSlot.slot })
      .from(sectionSlot)
      .where(and(eq(sectionSlot.district, DISTRICT), eq(sectionSlot.section, section)))
    const [fee] = await tx
      .select({ feeFen: priced.feeFen })
      .from(priced)
      .where(and(eq(priced.district, DISTRICT), eq(priced.id, section)))
    for (const pupil of pupils) {
      await tx.insert(enrolment).values({ ...recordOf(section, pupil), ...fee, state: 'enrolled' })
      for (const { slot } of slots) {
        await tx.insert(heldSlot).values({ district: DISTRICT, term: TERM, pupil, slot, section, base: null })
      }
    }
    await tx
      .update(seatCount)
      .set({ enrolled: sql`${seatCount.enrolled} + ${pupils.length}` })
      .where(and(eq(seatCount.district, DISTRICT), eq(seatCount.section, section)))
  })
}

/** Lets these children wait for a course, in this order. */
export const queue = async ({ store }: Made, section: string, pupils: readonly string[]): Promise<void> => {
  const { enrolment, seatCount } = store.tables
  await store.transaction(async (tx) => {
    const here = and(eq(seatCount.district, DISTRICT), eq(seatCount.section, section))
    const [seats] = await tx.select().from(seatCount).where(here)
    const last = seats?.lastPlace ?? 0
    for (const [i, pupil] of pupils.entries()) {
      await tx.insert(enrolment).values({ ...recordOf(section, pupil), state: 'waitlisted', place: last + i + 1 })
    }
    await tx
      .update(seatCount)
      .set({ waiting: (seats?.waiting ?? 0) + pupils.length, lastPlace: last + pupils.length })
      .where(here)
  })
}

const recordOf = (section: string, pupil: string) => ({
  district: DISTRICT,
  pupil,
  section,
  term: TERM,
  place: null,
  offerEndsAt: null,
  feeFen: 6_400,
  requestKey: '',
  changedAt: 0,
})

/** `count` children of a school that belong to no family of the journey. @returns their ids */
export const crowd = async ({ scenario }: Made, school: string, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, (_, i) => `${school}-c${i + 1}`)
  for (const id of ids) await scenario.child(id, { school, grade: 5, classNumber: 1 })
  return ids
}

/** What the rows say of these children: `child section` → state. */
export const statesOf = async ({ store }: Made, pupils: readonly string[]): Promise<Record<string, EnrolmentState>> => {
  const { enrolment } = store.tables
  const rows = await store.db
    .select({ pupil: enrolment.pupil, section: enrolment.section, state: enrolment.state })
    .from(enrolment)
    .where(and(eq(enrolment.district, DISTRICT), inArray(enrolment.pupil, [...pupils])))
  return Object.fromEntries(rows.map(({ pupil, section, state }) => [`${pupil} ${section}`, state]))
}

/** What the rows say of these children's afternoons: `child slot` → section. */
export const slotsOf = async ({ store }: Made, pupils: readonly string[]): Promise<Record<string, string>> => {
  const { heldSlot } = store.tables
  const rows = await store.db
    .select({ pupil: heldSlot.pupil, slot: heldSlot.slot, section: heldSlot.section })
    .from(heldSlot)
    .where(and(eq(heldSlot.district, DISTRICT), inArray(heldSlot.pupil, [...pupils])))
  return Object.fromEntries(rows.map(({ pupil, slot, section }) => [`${pupil} ${slot}`, section]))
}

/** Nothing is oversold, no place is given twice, every seat counted has its row. */
export const expectSound = async ({ store }: Made): Promise<void> => {
  for (const report of await checkInvariants(store, DISTRICT)) expect(report.broken, report.id).toEqual([])
}

/** Gives a place back, as a family does it: the link, the question, yes. */
export const leavePlace = async (page: Page, pupil: string, section: string): Promise<void> => {
  await page.goto(`/family/${pupil}/${section}`)
  await page.getByRole('link', { name: '退掉这门课' }).click()
  await page.getByRole('button', { name: '退掉', exact: true }).click()
  await expect(page.getByText('退好了。')).toBeVisible()
}
