import { addDays, instantOf } from '~/shared/day'
import {
  type AllotmentEvent,
  type EnrolmentRecord,
  enrolmentKey,
  type HeldSlot,
  type PupilInWorld,
  type SectionInWorld,
  type World,
} from './allotment-world'

/** The moves that seats, slots and queues make in a world: what a decision consists of. Pure, like allotment-rules. */

/** A place can be had at once: one is free and nobody stands in line for it. */
export const hasSeat = ({ capacity, enrolled, offered, waiting }: SectionInWorld): boolean =>
  capacity === null || (enrolled + offered < capacity && waiting === 0)

const freeSeats = ({ capacity, enrolled, offered }: SectionInWorld): number =>
  capacity === null ? Number.POSITIVE_INFINITY : capacity - enrolled - offered

/** The record of a child in a section, if there ever was one. */
export const recordOf = (world: World, pupil: string, section: string): EnrolmentRecord | undefined =>
  world.enrolments.get(enrolmentKey(pupil, section))

/** Notes an event for the audit record and the notices. */
export const note = (world: World, event: AllotmentEvent): void => {
  world.changes.events.push(event)
}

/** Marks a section and a record as changed. */
export const touch = (world: World, section: SectionInWorld, record: EnrolmentRecord): void => {
  world.changes.sections.add(section)
  world.changes.enrolments.add(record)
}

/** Puts something into a slot of a child, or empties it. */
export const setSlot = (world: World, pupil: PupilInWorld, slot: number, held: HeldSlot | null): void => {
  const key = `${pupil.id} ${slot}`
  if (!world.changes.slots.has(key)) world.changes.slots.set(key, { pupil, slot, stood: pupil.held.has(slot) })
  if (held) pupil.held.set(slot, held)
  else pupil.held.delete(slot)
}

/** Takes all slots of a course; base care that stood there waits behind it. */
export const occupy = (world: World, pupil: PupilInWorld, section: SectionInWorld): void => {
  for (const slot of section.slots) {
    const before = pupil.held.get(slot)
    const base = before?.care ? before.section : (before?.base ?? null)
    setSlot(world, pupil, slot, { section: section.id, care: false, title: section.title, base })
  }
}

const vacate = (world: World, pupil: PupilInWorld, section: string): void => {
  for (const [slot, held] of [...pupil.held]) {
    if (held.section !== section) continue
    setSlot(world, pupil, slot, held.base ? { section: held.base, care: true, title: '', base: null } : null)
  }
}

/** The record to enrol with: the old one of the same child and section, or a fresh one. */
export const openRecord = (
  world: World,
  pupil: PupilInWorld,
  section: SectionInWorld,
  requestKey: string,
): EnrolmentRecord => {
  const known = recordOf(world, pupil.id, section.id)
  if (known) return Object.assign(known, { requestKey, feeFen: section.feeFen })
  const record: EnrolmentRecord = {
    pupil: pupil.id,
    section: section.id,
    term: section.term,
    base: section.base,
    state: 'withdrawn',
    place: null,
    offerEndsAt: null,
    feeFen: section.feeFen,
    requestKey,
    fresh: true,
  }
  world.enrolments.set(enrolmentKey(pupil.id, section.id), record)
  pupil.enrolments.push(record)
  return record
}

/** Gives every free seat to the next in line, strictly in order, as an offer with a deadline. */
export const passOn = (world: World, section: SectionInWorld): void => {
  while (freeSeats(section) > 0 && section.queue.length > 0 && world.today <= section.cutOffOn) {
    const next = section.queue.shift()
    if (!next) return
    next.state = 'offered'
    next.offerEndsAt = Math.min(world.now + world.offerMs, instantOf(addDays(section.cutOffOn, 1)))
    section.waiting -= 1
    section.offered += 1
    section.offers.push(next)
    touch(world, section, next)
    note(world, {
      action: 'enrolment.offered',
      actor: '',
      pupil: next.pupil,
      section: section.id,
      detail: { until: next.offerEndsAt, place: next.place },
    })
  }
}

/** Ends offers whose time is over and passes their seats on. Doing it twice does nothing more. */
export const settle = (world: World, section: SectionInWorld): void => {
  const over = section.offers.filter((offer) => offer.offerEndsAt !== null && offer.offerEndsAt <= world.now)
  for (const offer of over) {
    note(world, {
      action: 'enrolment.offer-expired',
      actor: '',
      pupil: offer.pupil,
      section: section.id,
      detail: { place: offer.place },
    })
    endOffer(world, section, offer, 'withdrawn')
  }
  passOn(world, section)
}

/** Ends an open offer: taken, or passed by. */
export const endOffer = (
  world: World,
  section: SectionInWorld,
  offer: EnrolmentRecord,
  state: 'withdrawn' | 'enrolled',
): void => {
  section.offers = section.offers.filter((one) => one !== offer)
  section.offered -= 1
  Object.assign(offer, { state, place: null, offerEndsAt: null })
  touch(world, section, offer)
}

/** Ends a record in whatever state it is, gives back what it held, and passes the seat on. */
export const leave = (
  world: World,
  pupil: PupilInWorld,
  section: SectionInWorld,
  record: EnrolmentRecord,
  to: 'withdrawn' | 'transferred',
): void => {
  if (record.state === 'enrolled') {
    section.enrolled -= 1
    vacate(world, pupil, section.id)
  } else if (record.state === 'offered') {
    section.offered -= 1
    section.offers = section.offers.filter((one) => one !== record)
  } else if (record.state === 'waitlisted') {
    section.waiting -= 1
    section.queue = section.queue.filter((one) => one !== record)
  }
  Object.assign(record, { state: to, place: null, offerEndsAt: null })
  touch(world, section, record)
  passOn(world, section)
}

/** Leaves base care on the days asked for; the record ends with its last day. */
export const leaveCare = (
  world: World,
  pupil: PupilInWorld,
  section: SectionInWorld,
  record: EnrolmentRecord,
  slots: readonly number[] | null | undefined,
): void => {
  const asked = (slot: number): boolean => !slots || slots.includes(slot)
  let kept = 0
  for (const [slot, held] of [...pupil.held]) {
    const here = held.section === section.id || held.base === section.id
    if (!here) continue
    if (!asked(slot)) kept += 1
    else setSlot(world, pupil, slot, held.section === section.id ? null : { ...held, base: null })
  }
  if (kept === 0) {
    section.enrolled -= 1
    record.state = 'withdrawn'
  }
  touch(world, section, record)
}
