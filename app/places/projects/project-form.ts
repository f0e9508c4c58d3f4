import * as z from 'zod/mini'
import {
  choiceField,
  dayOrNone,
  degreesOrNone,
  fenOrNone,
  seenField,
  textField,
  tickField,
  wholeOrNone,
  whyField,
} from './form-fields'
import { projectErrors as words } from './project-error-words'

/** The forms of a project's facts, places and dates. */

const facts = {
  title: textField(60, words.titleLong, words.titleMissing),
  kind: z.enum(['new', 'enlarged', 'upgraded', 'replaced']),
  stage: z.enum(['proposed', 'preparing', 'building', 'handover', 'running', 'cancelled']),
  street: z._default(z.string(), '').check(z.minLength(1, words.foreignStreet), z.maxLength(64, words.foreignStreet)),
  school: choiceField(words.foreignSchool),
  about: textField(600, words.aboutLong),
  address: textField(80, words.addressLong),
  longitude: degreesOrNone(73, 136),
  latitude: degreesOrNone(3, 54),
  officer: choiceField(words.foreignOfficer),
  budget: fenOrNone,
  budgetSource: textField(120, words.sourceLong),
  controlTotal: choiceField(words.foreignTotal),
  published: tickField,
  internalNote: textField(600, words.noteLong),
}

/** What a project is, without its places, dates and money paid. `budget` in 分. */
const factsShape = z.object(facts)
export type ProjectDraft = z.infer<typeof factsShape>

const bothOrNone = (payload: { value: Pick<ProjectDraft, 'longitude' | 'latitude'>; issues: unknown[] }): void => {
  const { longitude, latitude } = payload.value
  if ((longitude === null) !== (latitude === null))
    payload.issues.push({
      code: 'custom',
      path: [longitude === null ? 'longitude' : 'latitude'],
      message: words.placeBoth,
      input: null,
    })
}

const sourced = (payload: { value: Pick<ProjectDraft, 'budget' | 'budgetSource'>; issues: unknown[] }): void => {
  const { budget, budgetSource } = payload.value
  if (budget !== null && budgetSource === '')
    payload.issues.push({ code: 'custom', path: ['budgetSource'], message: words.sourceMissing, input: '' })
}

const places = wholeOrNone({ from: 0, to: 20_000, wrong: words.places })
const classes = wholeOrNone({ from: 0, to: 500, wrong: words.classes })

const split = {
  kindergarten: places,
  kindergartenClasses: classes,
  primary: places,
  primaryClasses: classes,
  junior: places,
  juniorClasses: classes,
}
const splitShape = z.object(split)
/** Places by phase: null where nobody has said. */
export type PlacesDraft = z.infer<typeof splitShape>

const counted = (payload: { value: PlacesDraft; issues: unknown[] }): void => {
  for (const phase of ['kindergarten', 'primary', 'junior'] as const)
    if (payload.value[phase] === null && (payload.value[`${phase}Classes`] ?? 0) > 0)
      payload.issues.push({ code: 'custom', path: [phase], message: words.classesAlone, input: null })
}

const due = { dueStarted: dayOrNone, dueFinished: dayOrNone, dueHandedOver: dayOrNone, dueInUse: dayOrNone }
const met = { metStarted: dayOrNone, metFinished: dayOrNone, metHandedOver: dayOrNone, metInUse: dayOrNone }

/** A new project: what it is, its places, its first promises, and why. */
export const newProjectForm = z
  .object({ deed: z.literal('create'), ...facts, ...split, ...due, why: whyField })
  .check(bothOrNone, sourced, counted)
export type NewProject = z.infer<typeof newProjectForm>

/** 改资料. */
export const factsForm = z
  .object({ deed: z.literal('facts'), seen: seenField, ...facts, why: textField(200, words.why) })
  .check(bothOrNone, sourced)

/** 改学位. */
export const placesForm = z
  .object({ deed: z.literal('places'), seen: seenField, ...split, why: whyField })
  .check(counted)

/** 改日子: all four at once, since one move often moves the next. */
export const datesForm = z.object({ deed: z.literal('dates'), seen: seenField, ...due, ...met, why: whyField })
const datesShape = z.object({ ...due, ...met })
export type DatesDraft = z.infer<typeof datesShape>
