import { sql } from 'drizzle-orm'
import { schoolYearOf, type TermDates, termBefore, termOn } from '~/courses/calendar-rules'
import { AUDIT_START, writeAudit } from '~/shared/audit.server'
import type { Clock } from '~/shared/clock'
import { addDays, DAY_MS, dayOf, instantOf } from '~/shared/day'
import { pathTo } from '~/site'
import { DISTRICT, districtRow, roundRow } from './makers/rows'
import { makeAccounts, type NamedPupils } from './seed/accounts'
import { addCalendar } from './seed/calendar'
import { type Allotment, fillCare, fillClubs, startAllotment } from './seed/enrolments'
import { addMoney } from './seed/money'
import { districtOutline } from './seed/outline/outline'
import { type DemoSchool, type DemoSize, makePeople, makePlaces } from './seed/people'
import { LIUAN, OWN_ROUND } from './seed/places'
import { addPlanning } from './seed/planning/planning'
import { addRuns } from './seed/planning/runs'
import { addChosenProviders, addProviders } from './seed/providers'
import { type Random, seededRandom } from './seed/random'
import { collectRows, type Rows, type SeededTable } from './seed/rows'
import { addBackgroundChecks, addRules } from './seed/rules'
import { type DemoSection, makeSections, planDay } from './seed/sections'
import { OFFICER } from './seed/staff'
import type { Store, Tx } from './store'

export { demoAccounts } from './seed/accounts'

const SEED = 370_105
const OFFER_MS = DAY_MS
/** Of the offer that a family finds on its first visit. */
const OFFER_LEFT_MS = (DAY_MS / 24) * 20
const PART_TOLD = 100_000

const sizes: Record<'full' | 'small', DemoSize> = {
  full: { large: true, pupilsAClass: [39, 45], clubsASchool: 12 },
  small: { large: false, pupilsAClass: [3, 5], clubsASchool: 5 },
}
/** The mock-ups' school has a shelf of its own size. */
const CLUBS_AT_LIUAN = 37

export interface SeedOptions {
  store: Store
  clock: Clock
  progress: (line: string) => void
  /** `small` has the same shape with few pupils. */
  size?: 'full' | 'small'
}

/**
 * Fills an empty, migrated database with the invented demo district, in one transaction: all of it or nothing.
 * The same (seed, day) gives the same district, but for the salt of the password's hash.
 */
export const seedDemo = async ({ store, clock, progress, size = 'full' }: SeedOptions): Promise<void> => {
  const rows = collectRows()
  const random = seededRandom(SEED)
  const now = clock.now()
  const today = dayOf(now)
  const term = termOn(today)
  const terms = [term, termBefore(term), termBefore(termBefore(term))]
  progress('编一个示例区：街道、学校、班级、学生 · making the demo district')
  rows.add('district', districtRow({ demo: true, settings: {} }))
  rows.add('auditHead', { district: DISTRICT, sequence: 0, hash: AUDIT_START })
  makePlaces(rows, random)
  addProviders(rows, today)
  const schools = makePeople(rows, random, sizes[size], schoolYearOf(term))
  addRules(rows, today)
  addBackgroundChecks(rows, today)
  const named = await makeAccounts(rows, schools, now)
  progress('课程、备案、报名 · courses, filing, enrolments')
  for (const [ago, one] of terms.entries()) {
    // Of the term before last only the courses are kept.
    const seeding = { rows, random, schools, named, now, today, size, current: ago === 0, care: ago < 2 }
    seedTerm(seeding, one, term)
  }
  addChosenProviders(rows, terms, now)
  // The classes stand in this school year's grades already.
  const year = schoolYearOf(term)
  const promotedAt = Math.min(instantOf(`${year}-07-06`), now)
  for (const { id } of schools)
    rows.add('promotion', { district: DISTRICT, school: id, year, promotedBy: OFFICER, at: promotedAt })
  addPlanning(rows, { year, now })
  rows.add('mapOutline', districtOutline(now))
  const counted = rows.of('pupil').length
  await store.transaction(async (tx) => {
    await planOnce(store, tx)
    await rows.write(tx, store.tables, (table, written, all) => {
      const name = told[table]
      if (!name || (written < all && written % PART_TOLD > 0)) return
      const said = written < all ? `${inWords(written)} / ${inWords(all)}` : inWords(all)
      progress(`  ${name} ${said}`)
    })
    const context = { store, clock, district: DISTRICT }
    progress('学位预测：去年的和今年的 · forecasts, last year’s and this one’s')
    await addRuns(context, tx, { year, assumptionSet: rows.of('assumptionSet')[0]?.id ?? '' })
    await writeAudit(context, tx, [
      {
        actor: '',
        action: 'district.installed',
        subject: `district:${DISTRICT}`,
        detail: { demo: true, pupils: counted },
      },
    ])
  })
}

/** PostgreSQL plans the check of a foreign key anew for every row; in this one transaction it keeps the plan. */
const planOnce = async ({ engine }: Store, tx: Tx): Promise<void> => {
  if (engine !== 'postgres') return
  await tx.select({ mode: sql`set_config('plan_cache_mode', 'auto', true)` }).from(sql`(select 1) as one`)
}

const inWords = (count: number): string => count.toLocaleString('en-US')

/** The tables whose size says something to the person who waits. */
const told: Partial<Record<SeededTable, string>> = {
  school: '学校 · schools',
  pupil: '学生 · pupils',
  guardianship: '家长和孩子 · guardians and children',
  section: '教学班 · sections',
  enrolment: '报名 · enrolments',
  heldSlot: '占着的时段 · slots held',
  payment: '收费 · payments',
}

interface Seeding {
  rows: Rows
  random: Random
  schools: DemoSchool[]
  named: NamedPupils & { all: { id: string }[] }
  now: number
  today: string
  size: 'full' | 'small'
  current: boolean
  care: boolean
}

const seedTerm = (seeding: Seeding, term: TermDates, now: TermDates): void => {
  const { rows, random, schools, named, current, care, size } = seeding
  rows.add('term', { district: DISTRICT, ...term })
  const calendar = addCalendar(rows, term)
  const gradesAgo = schoolYearOf(now) - schoolYearOf(term)
  const clubs = sizes[size].clubsASchool
  const { today } = seeding
  const making = { rows, term, calendar, today, current, care, gradesAgo, filed: 0 }
  const sections = schools.flatMap((school) => {
    const many = size === 'full' && school.id === LIUAN ? CLUBS_AT_LIUAN : clubs
    return makeSections(making, school, many)
  })
  const clubsAt = addRounds(seeding, term)
  const careAt = instantOf(addDays(planDay(making), -18), '12:00')
  const allotment = startAllotment(rows, term, sections, { careAt, clubsAt })
  const always = new Set(named.all.map(({ id }) => id))
  const taking = fillCare(random, schools, sections, allotment, always)
  if (current) placeNamed(seeding, sections, allotment)
  const others = taking.filter(({ id }) => !always.has(id))
  fillClubs(random, others, sections, allotment, current ? [OWN_ROUND] : [], gradesAgo)
  if (current) {
    const drum = sections.find(({ school, title }) => school === LIUAN && title === '中国鼓')
    if (drum && allotment.free(drum) === 0) allotment.wait(named.he.id, drum)
  }
  allotment.finish()
  if (care) addMoney(rows, { term, today: seeding.today, now: seeding.now, current })
}

/** @returns when the district's round opened. */
const addRounds = ({ rows, today, current }: Seeding, term: TermDates): number => {
  const id = `round-${term.id}`
  const opensAt = instantOf(current ? addDays(today, -3) : addDays(term.startsOn, -15), '08:00')
  const closesAt = instantOf(current ? addDays(today, 120) : addDays(term.startsOn, 5), '17:00')
  rows.add('round', roundRow({ id, term: term.id, opensAt, closesAt }))
  if (!current) return opensAt
  const own = { id: `${id}-own`, term: term.id, name: '荷风小学第一轮', school: OWN_ROUND }
  rows.add('round', roundRow({ ...own, opensAt: instantOf(addDays(today, 1), '20:00'), closesAt }))
  return opensAt
}

/** The first family's week as the mock-ups show it: two courses, one place offered. */
const placeNamed = ({ rows, named, now }: Seeding, sections: readonly DemoSection[], allotment: Allotment): void => {
  const at = (title: string): DemoSection | undefined =>
    sections.find((section) => section.school === LIUAN && section.title === title)
  for (const title of ['创客搭建', '乒乓球']) {
    const section = at(title)
    if (section) allotment.enrol(named.he.id, section)
  }
  const painting = at('绘本小画家')
  if (!painting) return
  const offeredAt = now + OFFER_LEFT_MS - OFFER_MS
  allotment.offer(named.mai.id, painting, offeredAt, now + OFFER_LEFT_MS)
  for (const account of ['demo-mother', 'demo-grandmother'])
    rows.add('notice', {
      district: DISTRICT,
      id: `notice-${account}`,
      account,
      kind: 'offer-made',
      title: '小麦的绘本小画家有位子了',
      body: '位子留 20 小时。到时没接，就让给下一位。',
      link: pathTo('placeOf', { pupil: named.mai.id, section: painting.id }),
      at: offeredAt,
      readAt: null,
    })
}
