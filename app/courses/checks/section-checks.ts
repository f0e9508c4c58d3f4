import { dayInWords, weekdayName } from '~/shared/day'
import { yuanOf } from '../course-form'
import { partsOfSlot } from '../fit-rules'
import { findingWords as words } from './check-words'
import { type Finding, sectionSubject, sourceOf } from './finding'
import type { FeeCap } from './rule-kinds'
import type { RulesToCheck } from './rules-to-check'
import { type FoundWord, foldText, foundWords, type TextsToCheck } from './word-rules'

/** What is checked of each section of a plan. Pure. */

export interface SectionToCheck extends TextsToCheck {
  id: string
  /** Title and label. */
  name: string
  school: string
  /** Base care: no course, its people and rooms are the classes'. */
  base: boolean
  slots: readonly { slot: number; startsAt: string; endsAt: string }[]
  room: string
  lessonFen: number
  startsOn: string
  endsOn: string
  /** Null where nobody is named yet. */
  instructor: InstructorToCheck | null
}

export interface InstructorToCheck {
  id: string
  name: string
  /** Has an account: the school's own teacher, who needs no 准入查询. */
  own: boolean
  /** Last day on which the latest background check counts; null without one. */
  checkedUntil: string | null
  provider: ProviderToCheck | null
}

export interface ProviderToCheck {
  name: string
  listed: boolean
  listedFrom: string
  listedUntil: string
  /** The school chose it for the term. */
  chosen: boolean
}

type Found = Pick<Finding, 'rule' | 'field' | 'severity' | 'sentence'>

/** Every finding on the sections of one plan. Two sections that are in each other's way both have one. */
export const checkSections = (sections: readonly SectionToCheck[], rules: RulesToCheck): Finding[] => {
  const inRooms = courseIn(sections, (section) => roomOf(section, rules))
  const byInstructor = courseIn(sections, ({ instructor }) => instructor?.id ?? '')
  return sections.flatMap((section) => [
    ...told(section, whitelist, unfinished(section)),
    ...told(section, rules.feeCap, feeAbove(section, rules.feeCap.content)),
    ...told(section, rules.forbiddenWords, wordsFound(section, rules)),
    ...told(section, rules.plan, twice(section, inRooms(section), byInstructor(section))),
    ...told(section, whitelist, providerFound(section)),
    ...told(section, rules.backgroundCheck, rules.backgroundCheck.content.needed ? checkFound(section) : []),
  ])
}

/** The list of providers is no rule in versions, nor is it one that a course has a time and a teacher. */
const whitelist = { kind: '', version: 0, document: '' }

const told = ({ id }: SectionToCheck, rule: Parameters<typeof sourceOf>[0], found: readonly Found[]): Finding[] =>
  found.map((one) => ({ ...one, ...sourceOf(rule), subject: sectionSubject(id), section: id }))

/** What was copied from another term may have lost its time or its teacher. */
const unfinished = ({ base, slots, instructor }: SectionToCheck): Found[] => [
  ...(base || slots.length > 0
    ? []
    : [{ rule: 'no-time' as const, field: 'slots' as const, severity: 'block' as const, sentence: words.noTime }]),
  ...(base || instructor
    ? []
    : [
        {
          rule: 'no-instructor' as const,
          field: 'instructor' as const,
          severity: 'block' as const,
          sentence: words.noInstructor,
        },
      ]),
]

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** What a session of so many minutes may cost at a school; broken 分 fall away. */
export const capOf = (minutes: number, school: string, cap: FeeCap): number =>
  Math.floor(((cap.ruralSchools.includes(school) ? cap.ruralFen : cap.townFen) * minutes) / cap.lessonMinutes)

const feeAbove = ({ slots, school, lessonFen }: SectionToCheck, rule: FeeCap): Found[] => {
  if (slots.length === 0) return []
  // One price for all its sessions: the shortest sets the cap.
  const minutes = Math.min(...slots.map(({ startsAt, endsAt }) => minutesOf(endsAt) - minutesOf(startsAt)))
  const cap = capOf(minutes, school, rule)
  if (lessonFen <= cap) return []
  const sentence = words.feeCap(minutes, yuanOf(cap), yuanOf(lessonFen))
  return [{ rule: 'fee-cap', field: 'lessonFen', severity: 'block', sentence }]
}

const wordsFound = (section: SectionToCheck, { forbiddenWords: { content } }: RulesToCheck): Found[] => {
  const block = foundWords(section, content.block, content)
  const warn = foundWords(section, content.warn, content)
  const inWords = (found: readonly FoundWord[]): string =>
    found.map(({ word, field }) => words.foundIn(word, words.places[field])).join('、')
  const [blocked] = block
  const [warned] = warn
  return [
    ...(blocked
      ? [
          {
            rule: 'forbidden-words' as const,
            field: blocked.field,
            severity: 'block' as const,
            sentence: words.words(inWords(block)),
          },
        ]
      : []),
    ...(warned
      ? [
          {
            rule: 'doubtful-words' as const,
            field: warned.field,
            severity: 'warn' as const,
            sentence: words.doubtful(inWords(warn)),
          },
        ]
      : []),
  ]
}

/** '' where several may meet, and where no room is written. */
const roomOf = ({ room }: SectionToCheck, { plan }: RulesToCheck): string => {
  const folded = foldText(room)
  return plan.content.sharedRooms.some((shared) => foldText(shared) === folded) ? '' : folded
}

interface Clash {
  slot: number
  other: SectionToCheck
}

/** Finds the courses that need the same thing in the same slot on dates that overlap. @param thing '' for none. */
const courseIn = (sections: readonly SectionToCheck[], thing: (section: SectionToCheck) => string) => {
  const taken = new Map<string, SectionToCheck[]>()
  const keyOf = (section: SectionToCheck, slot: number): string => `${slot} ${thing(section)}`
  const courses = sections.filter((section) => !section.base && thing(section) !== '')
  for (const section of courses)
    for (const slot of slotsOf(section)) {
      const key = keyOf(section, slot)
      taken.set(key, [...(taken.get(key) ?? []), section])
    }
  return (section: SectionToCheck): Clash[] =>
    section.base || thing(section) === ''
      ? []
      : slotsOf(section).flatMap((slot) =>
          (taken.get(keyOf(section, slot)) ?? [])
            .filter((other) => other.id !== section.id && overlap(section, other))
            .map((other) => ({ slot, other })),
        )
}

const slotsOf = ({ slots }: SectionToCheck): number[] => [...new Set(slots.map(({ slot }) => slot))].sort()

const overlap = (a: SectionToCheck, b: SectionToCheck): boolean => a.startsOn <= b.endsOn && b.startsOn <= a.endsOn

const twice = (
  { room, instructor }: SectionToCheck,
  inRoom: readonly Clash[],
  withInstructor: readonly Clash[],
): Found[] => {
  const found: Found[] = []
  if (inRoom.length > 0)
    found.push({
      rule: 'room-twice',
      field: 'room',
      severity: 'block',
      sentence: words.roomTwice(room, whenOf(inRoom), othersOf(inRoom)),
    })
  if (instructor && withInstructor.length > 0)
    found.push({
      rule: 'instructor-twice',
      field: 'instructor',
      severity: 'block',
      sentence: words.instructorTwice(instructor.name, whenOf(withInstructor), othersOf(withInstructor)),
    })
  return found
}

const whenOf = (clashes: readonly Clash[]): string =>
  [...new Set(clashes.map(({ slot }) => partsOfSlot(slot).weekday))].sort().map(weekdayName).join('、')

const othersOf = (clashes: readonly Clash[]): string =>
  [...new Map(clashes.map(({ other }) => [other.id, other.name])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, name]) => name)
    .join('、')

const providerFound = ({ instructor, startsOn, endsOn }: SectionToCheck): Found[] => {
  const provider = instructor?.provider
  if (!provider) return []
  const sentence = whyNotListed(provider, startsOn, endsOn)
  return [
    ...(sentence === null
      ? []
      : [{ rule: 'provider-not-listed' as const, field: 'instructor' as const, severity: 'block' as const, sentence }]),
    ...(provider.chosen
      ? []
      : [
          {
            rule: 'provider-not-chosen' as const,
            field: 'instructor' as const,
            severity: 'warn' as const,
            sentence: words.notChosen(provider.name),
          },
        ]),
  ]
}

const whyNotListed = (
  { name, listed, listedFrom, listedUntil }: ProviderToCheck,
  startsOn: string,
  endsOn: string,
): string | null => {
  if (!listed || listedUntil < startsOn) return words.notListed(name)
  if (listedFrom > startsOn) return words.listedLater(name, dayInWords(listedFrom))
  return listedUntil < endsOn ? words.listedEnds(name, dayInWords(listedUntil)) : null
}

const checkFound = ({ instructor, startsOn, endsOn }: SectionToCheck): Found[] => {
  if (!instructor || instructor.own) return []
  const { name, checkedUntil } = instructor
  const field = 'instructor' as const
  if (checkedUntil === null)
    return [{ rule: 'check-missing', field, severity: 'block', sentence: words.checkMissing(name) }]
  const until = dayInWords(checkedUntil)
  if (checkedUntil < startsOn)
    return [{ rule: 'check-expired', field, severity: 'block', sentence: words.checkExpired(name, until) }]
  if (checkedUntil < endsOn)
    return [{ rule: 'check-ends', field, severity: 'warn', sentence: words.checkEnds(name, until) }]
  return []
}
