import { consentRow, openSession, sessionCookie } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import type { Schema } from '../schema/index'
import type { Store } from '../store'
import * as make from './rows'

const AUDIT_START = '0'.repeat(64)

type Part<Name extends keyof Schema> = Partial<Schema[Name]['$inferInsert']>

/** Builds a small world in readable lines, straight into a real database. Every call returns the id it made. */
export interface Scenario {
  /** With two periods, and one teacher from outside, `ID-instructor`, whose check counts. */
  school(id: string, given?: Part<'school'>): Promise<string>
  /** A child of a class, which is made when it is new. */
  child(id: string, of: { school: string; grade?: number; classNumber?: number; name?: string }): Promise<string>
  /** A guardian with consent given, of these children in this order. */
  guardian(id: string, children: readonly string[], given?: Part<'account'>): Promise<string>
  staff(
    id: string,
    role: 'teacher' | 'school_admin' | 'officer',
    school?: string,
    given?: Part<'account'>,
  ): Promise<string>
  /** A published section with its course, slots and seats. */
  section(
    id: string,
    of: { school: string; slots: readonly number[]; capacity?: number | null; title?: string } & Part<'section'> &
      Pick<Part<'course'>, 'category'>,
  ): Promise<string>
  /**
   * What a school's plan needs before the checks let it go: two hours and base care on five days for its classes'
   * grades. Call it after the school's children.
   */
  soundPlan(school: string): Promise<void>
  round(given?: Part<'round'>): Promise<string>
  /**
   * Signs an account in without its password.
   * @param from when, and under which address of the portal. @returns the Cookie header of its browser
   */
  signIn(account: string, from?: { at?: number; origin?: string; device?: string }): Promise<string>
}

/**
 * An empty district with one term, on a freshly migrated store.
 * @param given overrides of the district's row, such as `settings`.
 */
export const startScenario = async (store: Store, given: Part<'district'> = {}): Promise<Scenario> => {
  const { tables } = store
  const write = <Name extends keyof Schema>(name: Name, rows: Schema[Name]['$inferInsert'][]): Promise<void> =>
    store.transaction(async (tx) => {
      await tx.insert(tables[name] as Schema['account']).values(rows as Schema['account']['$inferInsert'][])
    })
  const district = { ...make.districtRow(given) }
  await write('district', [district])
  await write('auditHead', [{ district: make.DISTRICT, sequence: 0, hash: AUDIT_START }])
  await write('term', [make.termRow()])
  const classes = new Set<string>()

  return {
    async school(id, row = {}) {
      await write('school', [make.schoolRow({ id, ...row })])
      await write('servicePeriod', [
        make.servicePeriodRow({ school: id, number: 1, name: '作业辅导', startsAt: '15:40', endsAt: '16:20' }),
        make.servicePeriodRow({ school: id, number: 2 }),
      ])
      await write('instructor', [make.instructorRow({ id: `${id}-instructor`, school: id })])
      await write('backgroundCheck', [make.backgroundCheckRow({ instructor: `${id}-instructor` })])
      return id
    },
    async child(id, { school, grade = 4, classNumber = 2, name }) {
      const homeClass = `${school}-${grade}-${classNumber}`
      if (!classes.has(homeClass)) {
        classes.add(homeClass)
        await write('homeClass', [make.homeClassRow({ id: homeClass, school, grade, number: classNumber })])
      }
      await write('pupil', [make.pupilRow({ id, school, homeClass, ...(name ? { name } : {}) })])
      return id
    },
    async guardian(id, children, row = {}) {
      await write('account', [make.accountRow({ id, ...row })])
      const links = children.map((pupil, i) => make.guardianshipRow({ account: id, pupil, position: i + 1 }))
      if (links.length > 0) await write('guardianship', links)
      await write('consent', [consentRow(district, { account: id, decision: 'given', at: 0 })])
      return id
    },
    async staff(id, role, school = '', row = {}) {
      await write('account', [make.accountRow({ id, name: `老师${id}`, staffNumber: id.toUpperCase(), ...row })])
      await write('roleGrant', [make.roleGrantRow({ account: id, role, school })])
      return id
    },
    async section(id, { school, slots, capacity = 24, title, category, ...row }) {
      await write('course', [
        make.courseRow({ id: `${id}-course`, school, ...(title ? { title } : {}), ...(category ? { category } : {}) }),
      ])
      await write('section', [
        make.sectionRow({ id, course: `${id}-course`, school, instructor: `${school}-instructor`, ...row }),
      ])
      await write(
        'sectionSlot',
        slots.map((slot) => make.sectionSlotRow({ section: id, slot })),
      )
      await write('seatCount', [make.seatCountRow({ section: id, capacity })])
      return id
    },
    async soundPlan(school) {
      const id = `${school}-care`
      await write('course', [make.courseRow({ id, school, title: '看护', category: 'care' })])
      await write('section', [
        make.sectionRow({
          id,
          course: id,
          school,
          instructor: '',
          base: true,
          lessonFen: 0,
          materialFen: 0,
          feeFen: 0,
        }),
      ])
      await write(
        'sectionSlot',
        [1, 2, 3, 4, 5].map((day) =>
          make.sectionSlotRow({ section: id, slot: day * 10 + 1, startsAt: '15:30', endsAt: '17:30' }),
        ),
      )
      await write('seatCount', [make.seatCountRow({ section: id, capacity: null })])
    },
    async round(row = {}) {
      const made = make.roundRow(row)
      await write('round', [made])
      return made.id
    },
    async signIn(account, { at = Date.now(), origin = 'http://127.0.0.1', device = 'iPhone' } = {}) {
      const context = { store, clock: fixedClock(at), district: make.DISTRICT }
      const token = await store.transaction((tx) => openSession(context, tx, { account, device, oldToken: null }))
      return String(sessionCookie(origin, token, 0).split(';')[0])
    },
  }
}
