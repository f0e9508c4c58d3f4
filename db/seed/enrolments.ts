import type { TermDates } from '~/courses/calendar-rules'
import { DISTRICT } from '../makers/rows'
import type { DemoPupil, DemoSchool } from './people'
import type { Random } from './random'
import type { Rows } from './rows'
import type { DemoSection } from './sections'

/** Pupils registered ÷ pupils on roll, as the district published it for its last term. */
const PARTICIPATION = 0.9103
const ALL_FIVE_DAYS = 0.62
const MOST_CLUBS = 3
const MOST_LINES = 3
const MINUTE_MS = 60_000

interface Counted {
  section: DemoSection
  enrolled: number
  offered: number
  waiting: number
}

/** When families pressed: into care before the round, into clubs one after the other since it opened. */
export interface Moments {
  careAt: number
  clubsAt: number
}

/** The places of one term, filled in memory under the same rules as the portal's: no slot twice, no place too many. */
export interface Allotment {
  /** Takes all slots of the section; a care that stood there waits behind. False where the child cannot have it. */
  enrol(pupil: string, section: DemoSection, slots?: readonly number[]): boolean
  /** Puts the child at the end of the line. False where it stands in too many. */
  wait(pupil: string, section: DemoSection): boolean
  /** Gives the child a place to answer for. @param at when @param until when it passes on */
  offer(pupil: string, section: DemoSection, at: number, until: number): void
  free(section: DemoSection): number
  holds(pupil: string, section: DemoSection): boolean
  /** Adds enrolments, held slots and seat counts to the rows. */
  finish(): void
}

export const startAllotment = (
  rows: Rows,
  term: TermDates,
  sections: readonly DemoSection[],
  { careAt, clubsAt }: Moments,
): Allotment => {
  const counts = new Map<string, Counted>(
    sections.map((section) => [section.id, { section, enrolled: 0, offered: 0, waiting: 0 }]),
  )
  const held = new Map<string, Map<number, { section: string; base: string | null; care: boolean }>>()
  const clubs = new Map<string, number>()
  const lines = new Map<string, number>()
  const inside = new Set<string>()
  const countOf = ({ id }: DemoSection): Counted => {
    const count = counts.get(id)
    if (!count) throw new Error(`no section ${id}`)
    return count
  }
  const slotsOf = (pupil: string) => {
    const slots = held.get(pupil) ?? new Map()
    held.set(pupil, slots)
    return slots
  }
  const addRow = (
    pupil: string,
    section: DemoSection,
    state: 'enrolled' | 'waitlisted' | 'offered',
    place: number | null,
    offerEndsAt: number | null,
    at?: number,
  ): void => {
    inside.add(`${pupil} ${section.id}`)
    const { enrolled, offered, waiting } = countOf(section)
    const changedAt = at ?? (section.base ? careAt : clubsAt + (enrolled + offered + waiting) * MINUTE_MS)
    rows.add('enrolment', {
      district: DISTRICT,
      pupil,
      section: section.id,
      term: term.id,
      state,
      place,
      offerEndsAt,
      feeFen: section.feeFen,
      requestKey: '',
      changedAt,
    })
  }
  const free = (section: DemoSection): number => {
    const { enrolled, offered } = countOf(section)
    return section.capacity === null ? Number.POSITIVE_INFINITY : section.capacity - enrolled - offered
  }
  return {
    free,
    holds: (pupil, section) => inside.has(`${pupil} ${section.id}`),
    enrol: (pupil, section, wanted = section.slots) => {
      const slots = slotsOf(pupil)
      const taken = clubs.get(pupil) ?? 0
      if (inside.has(`${pupil} ${section.id}`) || free(section) <= 0) return false
      if (wanted.some((slot) => slots.has(slot) && (section.base || !slots.get(slot).care))) return false
      if (!section.base && taken >= MOST_CLUBS) return false
      for (const slot of wanted) {
        const before = slots.get(slot)
        slots.set(slot, { section: section.id, base: before ? before.section : null, care: section.base })
      }
      if (!section.base) clubs.set(pupil, taken + 1)
      countOf(section).enrolled += 1
      addRow(pupil, section, 'enrolled', null, null)
      return true
    },
    wait: (pupil, section) => {
      const count = countOf(section)
      const standing = lines.get(pupil) ?? 0
      if (standing >= MOST_LINES) return false
      lines.set(pupil, standing + 1)
      count.waiting += 1
      addRow(pupil, section, 'waitlisted', count.offered + count.waiting, null)
      return true
    },
    offer: (pupil, section, at, until) => {
      const count = countOf(section)
      count.offered += 1
      addRow(pupil, section, 'offered', count.offered + count.waiting, until, at)
    },
    finish: () => {
      for (const { section, enrolled, offered, waiting } of counts.values()) {
        const { id, capacity } = section
        const lastPlace = offered + waiting
        rows.add('seatCount', { district: DISTRICT, section: id, capacity, enrolled, offered, waiting, lastPlace })
      }
      for (const [pupil, slots] of held)
        for (const [slot, { section, base }] of slots)
          rows.add('heldSlot', { district: DISTRICT, term: term.id, pupil, slot, section, base })
    },
  }
}

/**
 * Puts the published share of all pupils into base care, most of them on all five days.
 * @param always pupils who take part in any case.
 * @returns who takes part.
 */
export const fillCare = (
  random: Random,
  schools: readonly DemoSchool[],
  sections: readonly DemoSection[],
  allotment: Allotment,
  always: ReadonlySet<string>,
): DemoPupil[] => {
  const careOf = new Map<string, DemoSection[]>()
  for (const section of sections)
    if (section.homeClass) careOf.set(section.homeClass, [...(careOf.get(section.homeClass) ?? []), section])
  const onRoll = schools.flatMap(({ classes }) =>
    classes.filter(({ id }) => careOf.has(id)).flatMap((one) => one.pupils),
  )
  const named = onRoll.filter(({ id }) => always.has(id))
  const rest = random.shuffled(onRoll.filter(({ id }) => !always.has(id)))
  const taking = [...named, ...rest].slice(0, Math.round(onRoll.length * PARTICIPATION))
  for (const pupil of taking) {
    const days = always.has(pupil.id) || random.chance(ALL_FIVE_DAYS) ? 5 : random.int(2, 4)
    const weekdays = new Set(random.shuffled([1, 2, 3, 4, 5]).slice(0, days))
    for (const care of careOf.get(pupil.homeClass) ?? [])
      allotment.enrol(
        pupil.id,
        care,
        care.slots.filter((slot) => weekdays.has(Math.floor(slot / 10))),
      )
  }
  return taking
}

/**
 * Fills the clubs with those who take part, as far as each is meant to be filled.
 * @param closed schools whose families cannot have pressed yet. @param gradesAgo what today's grades are ahead of then.
 */
export const fillClubs = (
  random: Random,
  taking: readonly DemoPupil[],
  sections: readonly DemoSection[],
  allotment: Allotment,
  closed: readonly string[],
  gradesAgo: number,
): void => {
  const bySchool = new Map<string, DemoPupil[]>()
  for (const pupil of taking) {
    const there = bySchool.get(pupil.school) ?? []
    bySchool.set(pupil.school, there)
    there.push(pupil)
  }
  for (const section of sections)
    if (!section.base && !closed.includes(section.school))
      fillClub(random, section, bySchool.get(section.school) ?? [], allotment, gradesAgo)
}

const fillClub = (
  random: Random,
  section: DemoSection,
  pupils: readonly DemoPupil[],
  allotment: Allotment,
  gradesAgo: number,
): void => {
  const capacity = section.capacity ?? 0
  const crowded = section.taken === undefined && random.chance(0.15)
  const lastPlace = !crowded && random.chance(0.06)
  const some = lastPlace ? capacity - 1 : Math.round(capacity * (0.3 + 0.6 * random.next()))
  const wanted = section.taken ?? (crowded ? capacity : some)
  const queue = section.waiting ?? (crowded ? random.int(0, 6) : 0)
  const fit = pupils.filter(({ grade }) => grade - gradesAgo >= section.low && grade - gradesAgo <= section.high)
  let taken = 0
  let waiting = 0
  for (const { id } of random.shuffled(fit)) {
    if (taken < wanted) taken += allotment.enrol(id, section) ? 1 : 0
    else if (waiting < queue && allotment.free(section) === 0 && !allotment.holds(id, section)) {
      waiting += allotment.wait(id, section) ? 1 : 0
    } else if (waiting >= queue) break
  }
}
