import { z } from 'zod/mini'
import { isDay } from '~/shared/day'
import { gradesOfPhase, phaseOfGrade } from '../phases'
import { capacityWords } from './capacity-words'

/** The forms of the ledger of places, and what its address may ask for. */

const { errors: words } = capacityWords

/** Far beyond any school, and small enough to add up. */
const MOST_PLACES = 20_000
const MOST_CLASSES = 400

const id = z._default(z.string().check(z.maxLength(80)), '')
const key = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const phase = z.enum(['kindergarten', 'primary', 'junior'], words.phase)
const tier = z.enum(['standard', 'actual', 'emergency'], words.tier)
const why = z.string(words.why).check(z.trim(), z.minLength(2, words.why), z.maxLength(200, words.why))

const isPlanningDay = (day: string): boolean => isDay(day) && day >= '1990-01-01' && day <= '2060-12-31'

const whole = (most: number, sentence: string) =>
  z.pipe(
    z.string(sentence).check(
      z.trim(),
      z.regex(/^\d{1,6}$/, sentence),
      z.refine((text) => Number(text) <= most, sentence),
    ),
    z.transform((text: string) => Number(text)),
  )

const fields = z.object({
  deed: z.literal('add'),
  /** Of the press: pressed twice, it counts once. */
  key,
  school: id,
  street: id,
  phase,
  tier,
  change: z.enum(['exists', 'added', 'removed', 'temporary'], words.change),
  /** −2 … 9; '' for every grade of the phase. */
  grade: z._default(z.string().check(z.regex(/^(?:-[12]|\d)?$/, words.grade)), ''),
  places: z.pipe(whole(MOST_PLACES, words.places), z.number().check(z.gt(0, words.places))),
  classes: z._default(z.string().check(z.trim(), z.regex(/^\d{0,3}$/, words.classes)), ''),
  from: z.string(words.day).check(z.refine(isPlanningDay, words.day)),
  until: z._default(z.string().check(z.refine((day) => day === '' || isPlanningDay(day), words.day)), ''),
  ramp: z.pipe(
    z.optional(z.string()),
    z.transform((text) => text === 'on'),
  ),
  why,
})

type Fields = z.infer<typeof fields>

const at = (path: keyof Fields, error: string) => ({ path: [path], error })

/** A change of places as an officer writes it down: `places` is positive, the kind of change gives the sign. */
export const addForm = fields.check(
  z.refine(({ school, street }) => school !== '' || street !== '', at('school', words.where)),
  z.refine(({ classes }) => Number(classes) <= MOST_CLASSES, at('classes', words.classes)),
  z.refine(({ grade, phase }) => grade === '' || phaseOfGrade(Number(grade)) === phase, at('grade', words.grade)),
  z.refine(({ change, from, until }) => change !== 'temporary' || until > from, at('until', words.until)),
  z.refine(({ change, until }) => change === 'temporary' || until === '', at('until', words.untilNot)),
  z.refine(
    ({ ramp, grade, change }) => !ramp || (grade === '' && (change === 'exists' || change === 'added')),
    at('ramp', words.ramp),
  ),
)

export type CapacityInput = Omit<Fields, 'deed'>

export const takeBackForm = z.object({
  deed: z.literal('take-back'),
  event: z.string().check(z.minLength(1), z.maxLength(80)),
  why,
})

/** Grades to choose from: of every phase, as the browser shows them. */
export const gradeChoices: readonly number[] = Object.values(gradesOfPhase).flat()

const YEAR = /^(?:199\d|20[0-5]\d|2060)$/

/** What the ledger's address asks for; anything else takes the default. */
export const capacitySearch = z.object({
  street: z.catch(id, ''),
  phase: z.catch(z._default(z.enum(['', 'kindergarten', 'primary', 'junior']), ''), ''),
  tier: z.catch(z._default(tier, 'standard'), 'standard'),
  /** '' for this autumn. */
  year: z.catch(z._default(z.string().check(z.regex(YEAR)), ''), ''),
  show: z.catch(z._default(z.enum(['all', 'holds']), 'all'), 'all'),
  /** The event that somebody is about to take back. */
  back: z.catch(id, ''),
})

export type CapacitySearch = z.infer<typeof capacitySearch>
