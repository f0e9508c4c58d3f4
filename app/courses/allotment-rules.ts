import { momentInWords, weekdayName } from '~/shared/day'
import { type RefusalCode, type RefusalFacts, sentenceOf } from '~/shared/refusal'
import type { AllotmentEvent, EnrolmentRecord, PupilInWorld, SectionInWorld, World } from './allotment-world'
import { picksFirst, waitsUntil } from './decision-day/first-pick-rules'
import type { EnrolmentLine, EnrolmentOperation, LineAnswer, OnBehalf } from './enrolment'
import { partsOfSlot, type WhyNot, whyNotMeantFor } from './fit-rules'
import { hasOpened, phaseOf, roundFor } from './round-rules'
import { endOffer, hasSeat, leave, leaveCare, note, occupy, openRecord, recordOf, setSlot, touch } from './seat-rules'

/**
 * First come, first served (courses.md §5.1), decided on a world in memory: no database, no clock, no request.
 * `decide` changes the world it is given and notes what changed; requests decided one after the other on the same world
 * give what they would give in transactions of their own.
 */

const no = (code: RefusalCode, facts: RefusalFacts = {}): WhyNot => ({ code, facts })

/** The courses (not base care) that stand in a section's slots for a child. */
const clashesOf = (pupil: PupilInWorld, section: SectionInWorld, leaving?: string) =>
  section.slots.flatMap((slot) => {
    const held = pupil.held.get(slot)
    return held && !held.care && held.section !== leaving && held.section !== section.id ? [{ slot, ...held }] : []
  })

const countOf = (
  pupil: PupilInWorld,
  term: string,
  states: readonly EnrolmentRecord['state'][],
  leaving?: string,
): number =>
  pupil.enrolments.filter(
    (one) => !one.base && one.term === term && one.section !== leaving && states.includes(one.state),
  ).length

/** A child whose course was closed after a round chooses as if the round were open. */
const choosesFirst = ({ firstPicks, rounds, now }: World, pupil: PupilInWorld, section: SectionInWorld): boolean =>
  picksFirst(firstPicks, pupil.id, section) && hasOpened(rounds, section.school, section.term, now)

const whyNotOpen = (world: World, pupil: PupilInWorld, section: SectionInWorld): WhyNot | null => {
  // A place in base care is always to be had; only courses wait for a round.
  if (!section.base && !choosesFirst(world, pupil, section)) {
    const round = roundFor(world.rounds, section.school, section.term, world.now)
    const phase = round ? phaseOf(round, world.now) : 'closed'
    if (round && phase === 'before') return no('ROUND_NOT_OPEN', { opens: momentInWords(round.opensAt) })
    if (phase === 'closed') return no('ROUND_CLOSED')
  }
  return world.today > section.cutOffOn ? no('SECTION_ENDED') : null
}

const limitOf = (world: World, section: SectionInWorld): number =>
  roundFor(world.rounds, section.school, section.term, world.now)?.courseLimit ?? 0

/** Why a child cannot take a free seat of a course now; `leaving` is a section given up in the same step. */
const whyNotSeat = (world: World, pupil: PupilInWorld, section: SectionInWorld, leaving?: string): WhyNot | null => {
  const until = waitsUntil(world.firstPicks, pupil.id, section)
  if (until !== null) return no('FIRST_PICK', { school: section.schoolName, until: momentInWords(until) })
  const [clash] = clashesOf(pupil, section, leaving)
  if (clash) return no('CLASH', { weekday: weekdayName(partsOfSlot(clash.slot).weekday), course: clash.title })
  const limit = limitOf(world, section)
  const held = countOf(pupil, section.term, ['enrolled', 'offered'], leaving)
  return held >= limit ? no('LIMIT', { child: pupil.name, limit }) : null
}

const refused = (pupil: string, section: string, { code, facts }: WhyNot): LineAnswer => ({
  pupil,
  section,
  outcome: 'refused',
  code,
  facts,
  sentence: sentenceOf(code, facts),
})

interface Asked {
  account: string
  key: string
  onBehalf?: OnBehalf
}

/** A family for its own child, a school with a paper form for a pupil at it. */
const mayActFor = (world: World, { account, onBehalf }: Asked, pupil: PupilInWorld): boolean =>
  onBehalf ? pupil.school === onBehalf.school : world.guardianships.has(`${account} ${pupil.id}`)

const enrolInCare = (
  world: World,
  pupil: PupilInWorld,
  section: SectionInWorld,
  line: EnrolmentLine,
  { account, key }: Asked,
): LineAnswer => {
  const wanted = section.slots.filter((slot) => !line.slots || line.slots.includes(slot))
  const open = wanted.filter((slot) => {
    const held = pupil.held.get(slot)
    return !held || (!held.care && held.base === null)
  })
  if (open.length === 0) return refused(pupil.id, section.id, no('ALREADY_ENROLLED', { child: pupil.name }))
  const record = openRecord(world, pupil, section, key)
  if (record.state !== 'enrolled') section.enrolled += 1
  record.state = 'enrolled'
  touch(world, section, record)
  for (const slot of open) {
    const held = pupil.held.get(slot)
    // Behind a course the care waits, and comes back when the course is left.
    setSlot(
      world,
      pupil,
      slot,
      held ? { ...held, base: section.id } : { section: section.id, care: true, title: section.title, base: null },
    )
  }
  note(world, {
    action: 'enrolment.enrolled',
    actor: account,
    pupil: pupil.id,
    section: section.id,
    detail: { slots: open.join(',') },
  })
  return { pupil: pupil.id, section: section.id, outcome: 'enrolled', feeFen: section.feeFen }
}

const takeSeat = (
  world: World,
  pupil: PupilInWorld,
  section: SectionInWorld,
  { account, key }: Asked,
): EnrolmentRecord => {
  const record = openRecord(world, pupil, section, key)
  record.state = 'enrolled'
  section.enrolled += 1
  touch(world, section, record)
  occupy(world, pupil, section)
  note(world, {
    action: 'enrolment.enrolled',
    actor: account,
    pupil: pupil.id,
    section: section.id,
    detail: { fee: section.feeFen },
  })
  return record
}

const wait = (world: World, pupil: PupilInWorld, section: SectionInWorld, { account, key }: Asked): LineAnswer => {
  if (countOf(pupil, section.term, ['waitlisted']) >= world.waitLines) {
    return refused(pupil.id, section.id, no('WAIT_LIMIT', { child: pupil.name, limit: world.waitLines }))
  }
  const record = openRecord(world, pupil, section, key)
  section.lastPlace += 1
  section.waiting += 1
  record.state = 'waitlisted'
  record.place = section.lastPlace
  // Only when the whole queue is in memory may a newcomer be seen at its end.
  if (section.queue.length === section.waiting - 1) section.queue.push(record)
  touch(world, section, record)
  note(world, {
    action: 'enrolment.waitlisted',
    actor: account,
    pupil: pupil.id,
    section: section.id,
    detail: { place: record.place },
  })
  return { pupil: pupil.id, section: section.id, outcome: 'waitlisted', position: section.waiting }
}

const enrol = (world: World, line: EnrolmentLine, asked: Asked): LineAnswer => {
  const section = world.sections.get(line.section)
  const pupil = world.pupils.get(line.pupil)
  if (!pupil || !mayActFor(world, asked, pupil)) return refused(line.pupil, line.section, no('NOT_YOUR_CHILD'))
  if (!section?.published) return refused(line.pupil, line.section, no('SECTION_UNKNOWN'))
  const say = (why: WhyNot): LineAnswer => refused(pupil.id, section.id, why)
  if (pupil.left) return say(no('PUPIL_LEFT', { child: pupil.name }))
  const why = whyNotMeantFor(pupil, section) ?? whyNotOpen(world, pupil, section)
  if (why) return say(why)
  if (section.base) return enrolInCare(world, pupil, section, line, asked)
  const state = recordOf(world, pupil.id, section.id)?.state
  if (state === 'enrolled') return say(no('ALREADY_ENROLLED', { child: pupil.name }))
  if (state === 'waitlisted' || state === 'offered') return say(no('ALREADY_WAITING', { child: pupil.name }))
  if (!hasSeat(section)) return line.alsoWait ? wait(world, pupil, section, asked) : say(no('FULL'))
  const whyNot = whyNotSeat(world, pupil, section)
  if (whyNot) return say(whyNot)
  takeSeat(world, pupil, section, asked)
  return { pupil: pupil.id, section: section.id, outcome: 'enrolled', feeFen: section.feeFen }
}

interface Standing {
  pupil: PupilInWorld
  section: SectionInWorld
  record: EnrolmentRecord
}

/** The child's living record in a section, or why there is none to act upon. */
const standing = (world: World, asked: Asked, pupilId: string, sectionId: string): Standing | WhyNot => {
  const pupil = world.pupils.get(pupilId)
  if (!pupil || !mayActFor(world, asked, pupil)) return no('NOT_YOUR_CHILD')
  const section = world.sections.get(sectionId)
  const record = recordOf(world, pupilId, sectionId)
  const living = record && ['enrolled', 'waitlisted', 'offered'].includes(record.state)
  return section && living ? { pupil, section, record } : no('NOT_ENROLLED', { child: pupil.name })
}

const withdraw = (
  world: World,
  { pupil, section, slots }: Extract<EnrolmentOperation, { kind: 'withdraw' }>,
  asked: Asked,
): LineAnswer => {
  const at = standing(world, asked, pupil, section)
  if ('code' in at) return refused(pupil, section, at)
  const declined = at.record.state === 'offered'
  note(world, {
    action: declined ? 'enrolment.offer-declined' : 'enrolment.withdrawn',
    actor: asked.account,
    pupil,
    section,
    detail: { from: at.record.state },
  })
  if (at.section.base) leaveCare(world, at.pupil, at.section, at.record, slots)
  else leave(world, at.pupil, at.section, at.record, 'withdrawn')
  return { pupil, section, outcome: 'withdrawn' }
}

const decline = (
  world: World,
  { pupil, section }: Extract<EnrolmentOperation, { kind: 'decline' }>,
  asked: Asked,
): LineAnswer => {
  if (recordOf(world, pupil, section)?.state !== 'offered') return refused(pupil, section, no('NO_OFFER'))
  return withdraw(world, { kind: 'withdraw', pupil, section }, asked)
}

const transfer = (
  world: World,
  { pupil, from, to }: Extract<EnrolmentOperation, { kind: 'transfer' }>,
  asked: Asked,
): LineAnswer => {
  const at = standing(world, asked, pupil, from)
  if ('code' in at) return refused(pupil, from, at)
  const target = world.sections.get(to)
  if (!target?.published || target.base || at.section.base) return refused(pupil, to, no('SECTION_UNKNOWN'))
  if (at.record.state !== 'enrolled') return refused(pupil, from, no('NOT_ENROLLED', { child: at.pupil.name }))
  if (at.pupil.left) return refused(pupil, to, no('PUPIL_LEFT', { child: at.pupil.name }))
  const state = recordOf(world, pupil, to)?.state
  const why =
    whyNotMeantFor(at.pupil, target) ??
    whyNotOpen(world, at.pupil, target) ??
    (state === 'enrolled' ? no('ALREADY_ENROLLED', { child: at.pupil.name }) : null) ??
    (state === 'waitlisted' || state === 'offered' ? no('ALREADY_WAITING', { child: at.pupil.name }) : null) ??
    (hasSeat(target) ? null : no('FULL')) ??
    whyNotSeat(world, at.pupil, target, from)
  if (why) return refused(pupil, to, why)
  note(world, { action: 'enrolment.transferred', actor: asked.account, pupil, section: from, detail: { to } })
  leave(world, at.pupil, at.section, at.record, 'transferred')
  takeSeat(world, at.pupil, target, asked)
  return { pupil, section: from, outcome: 'transferred', to, feeFen: target.feeFen }
}

const accept = (
  world: World,
  { pupil, section, swap }: Extract<EnrolmentOperation, { kind: 'accept' }>,
  asked: Asked,
): LineAnswer => {
  const at = standing(world, asked, pupil, section)
  if ('code' in at) return refused(pupil, section, at.code === 'NOT_ENROLLED' ? no('NO_OFFER') : at)
  if (at.record.state !== 'offered') return refused(pupil, section, no('NO_OFFER'))
  const clashes = clashesOf(at.pupil, at.section)
  const [first] = clashes
  if (first && !swap) {
    return refused(
      pupil,
      section,
      no('CLASH', { weekday: weekdayName(partsOfSlot(first.slot).weekday), course: first.title }),
    )
  }
  const leaving = [...new Set(clashes.map((one) => one.section))]
  const limit = limitOf(world, at.section)
  // The offer itself already counts; an offer may stand beside k courses, but accepting it may not make k + 1 of them.
  const after = countOf(at.pupil, at.section.term, ['enrolled']) - leaving.length + 1
  if (after > limit) return refused(pupil, section, no('LIMIT', { child: at.pupil.name, limit }))
  endOffer(world, at.section, at.record, 'enrolled')
  at.section.enrolled += 1
  for (const id of leaving) {
    const other = world.sections.get(id)
    const record = recordOf(world, pupil, id)
    if (!other || !record) throw new WorldMovedError(id)
    note(world, { action: 'enrolment.withdrawn', actor: asked.account, pupil, section: id, detail: { for: section } })
    leave(world, at.pupil, other, record, 'withdrawn')
  }
  occupy(world, at.pupil, at.section)
  at.record.requestKey = asked.key
  note(world, {
    action: 'enrolment.offer-accepted',
    actor: asked.account,
    pupil,
    section,
    detail: { fee: at.record.feeFen },
  })
  return { pupil, section, outcome: 'enrolled', feeFen: at.record.feeFen }
}

/** A section that has to be changed was not loaded and locked: the batch must be loaded again. */
export class WorldMovedError extends Error {
  override readonly name = 'WorldMovedError'
}

/**
 * Decides one request on the world as the requests before it left it.
 * @returns one answer a line, in order; a line that cannot be is `refused` with its code and changes nothing.
 */
export const decide = (world: World, operation: EnrolmentOperation, asked: Asked): LineAnswer[] => {
  const before = world.changes.events.length
  const answers = decideOn(world, operation, asked)
  if (asked.onBehalf) noteThePaper(world.changes.events.slice(before), asked)
  return answers
}

/** What the school did with a paper form says so in the record; what followed of itself does not. */
const noteThePaper = (events: readonly AllotmentEvent[], { account, onBehalf }: Asked): void => {
  const { signedOn = null, signedBy = null } = onBehalf ?? {}
  for (const event of events) {
    if (event.actor === account) event.detail = { ...event.detail, paper: true, signedOn, signedBy }
  }
}

const decideOn = (world: World, operation: EnrolmentOperation, asked: Asked): LineAnswer[] => {
  switch (operation.kind) {
    case 'enrol':
      return operation.lines.map((line) => enrol(world, line, asked))
    case 'withdraw':
      return [withdraw(world, operation, asked)]
    case 'decline':
      return [decline(world, operation, asked)]
    case 'transfer':
      return [transfer(world, operation, asked)]
    case 'accept':
      return [accept(world, operation, asked)]
  }
}
