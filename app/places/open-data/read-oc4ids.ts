import { dayOf } from '~/shared/day'
import type { Phase } from '../phases'
import { phases } from '../phases'
import { dateFaults, milestoneKinds, type ProjectDates } from '../projects/milestone-rules'
import { projectStages, stageAfterMove, stageByDates } from '../projects/project-rules'
import {
  CLASSES_OBSERVATION,
  INVENTED,
  kindOfType,
  metricOf,
  PLACES_OBSERVATION,
  SITE,
  STREET_SCHEME,
  type Status,
  schemesOf,
  stageOfStatus,
  type Type,
  UNPUBLISHED,
} from './oc4ids-codes'
import { readWords as words } from './oc4ids-words'
import {
  emptyRecord,
  isProjectId,
  milestonesWith,
  type OpenRecord,
  type RecordFrame,
  recordDates,
  recordLimits,
} from './open-record'
import { isObject, type Json, type JsonObject } from './plain-json'

/** An OC4IDS project, valid by the schema, as rows of the portal. What the file does not say stays as it is. Pure. */

export interface ReadFault {
  /** Place inside the project: `milestones[1].dueDate`. */
  at: string
  says: string
}

export interface ProjectRead {
  /** null where a fault keeps it from being taken. */
  record: OpenRecord | null
  faults: ReadFault[]
  /** What the person should know; nothing is wrong with it. */
  notes: string[]
  /** A street that a portal without any streets takes from the file. */
  street: { code: string; name: string } | null
}

const inside = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
const textIn = (value: Json | undefined, name: string): string | undefined => {
  const found = inside(value, name)
  return typeof found === 'string' ? found : undefined
}
const itemsIn = (value: Json | undefined, name: string): JsonObject[] => {
  const found = inside(value, name)
  return Array.isArray(found) ? found.filter(isObject) : []
}

/** A text without what cannot be seen in it; what it was otherwise is kept beside it. null: too long. */
const readText = (given: string, most: number, lines = false): string | null => {
  const plain = given.replace(lines ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, '').trim()
  return [...plain].length <= most ? plain : null
}

/** Ids of schools, streets and totals are taken as they are or not at all. */
const isPlainId = (text: string): boolean => text !== '' && readText(text, recordLimits.id) === text

type Faults = ReadFault[]

const readTexts = (record: OpenRecord, file: JsonObject, faults: Faults): void => {
  const fields = [
    ['title', textIn(file, 'title'), 'title', recordLimits.title, false],
    ['description', textIn(file, 'description'), 'about', recordLimits.about, true],
    [
      'budget.description',
      textIn(inside(file, 'budget'), 'description'),
      'budgetSource',
      recordLimits.budgetSource,
      false,
    ],
  ] as const
  for (const [at, given, field, most, lines] of fields) {
    if (given === undefined) continue
    const text = readText(given, most, lines)
    if (text === null) faults.push({ at, says: words.text(most) })
    else record[field] = text
  }
  if (record.title === '' && !faults.some(({ at }) => at === 'title')) faults.push({ at: 'title', says: words.noTitle })
}

const readBudget = (record: OpenRecord, file: JsonObject, faults: Faults): void => {
  const value = inside(inside(file, 'budget'), 'amount')
  const amount = inside(value, 'amount')
  if (typeof amount !== 'number' || textIn(value, 'currency') !== 'CNY') return
  const fen = Math.round(amount * 100)
  if (fen < 0 || fen > recordLimits.budgetFen) faults.push({ at: 'budget.amount.amount', says: words.budget })
  else record.budgetFen = fen
}

/** The portal's own location; where there is none, the first. */
const siteIn = (file: JsonObject): { site: JsonObject; at: string } | null => {
  const all = itemsIn(file, 'locations')
  const found = Math.max(
    0,
    all.findIndex(({ id }) => id === SITE),
  )
  const site = all[found]
  return site ? { site, at: `locations[${found}]` } : null
}

const streetIn = (site: JsonObject, frame: RecordFrame): { code: string; name: string } | undefined => {
  const gazetteer = inside(site, 'gazetteer')
  const locality = textIn(inside(site, 'address'), 'locality') ?? ''
  const codes = inside(gazetteer, 'identifiers')
  const code = Array.isArray(codes) ? codes[0] : undefined
  if (textIn(gazetteer, 'scheme') === STREET_SCHEME && typeof code === 'string') return { code, name: locality }
  const named = [...frame.streets].find(([, name]) => name === locality || name === textIn(site, 'description'))
  return named && { code: named[0], name: named[1] }
}

const readSite = (
  record: OpenRecord,
  file: JsonObject,
  frame: RecordFrame,
  faults: Faults,
): { code: string; name: string } | null => {
  const found = siteIn(file)
  if (!found) return null
  const { site, at } = found
  readPoint(record, site, at, faults)
  const address = textIn(inside(site, 'address'), 'streetAddress')
  const plain = address === undefined ? record.address : readText(address, recordLimits.address)
  if (plain === null) faults.push({ at: `${at}.address.streetAddress`, says: words.text(recordLimits.address) })
  else record.address = plain
  const street = streetIn(site, frame)
  if (!street) return null
  record.street = street.code
  if (frame.streets.has(street.code)) return null
  if (frame.streets.size > 0 || !isPlainId(street.code)) {
    faults.push({ at: `${at}.gazetteer.identifiers`, says: words.street(street.code) })
    return null
  }
  const name = readText(street.name, recordLimits.id)
  return name ? { code: street.code, name } : null
}

const readPoint = (record: OpenRecord, site: JsonObject, at: string, faults: Faults): void => {
  const geometry = inside(site, 'geometry')
  const numbers = inside(geometry, 'coordinates')
  if (textIn(geometry, 'type') !== 'Point' || !Array.isArray(numbers)) return
  const [longitude, latitude] = numbers
  const right =
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  if (right) Object.assign(record, { longitude, latitude })
  else faults.push({ at: `${at}.geometry.coordinates`, says: words.point })
}

const wholeNumber = (value: Json | undefined, most: number): number | null => {
  const number = typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= most ? number : null
}

/** Planned places; where a file only has those that are there, these. */
const readPlaces = (record: OpenRecord, file: JsonObject, faults: Faults): void => {
  for (const phase of phases) {
    const name = ['forecasts', 'metrics'].find((one) => itemsIn(file, one).some(({ id }) => id === metricOf(phase)))
    if (!name) continue
    const all = itemsIn(file, name)
    const at = all.findIndex(({ id }) => id === metricOf(phase))
    const many = (id: string, most: number, otherwise: number): number => {
      const seen = itemsIn(all[at], 'observations')
      const i = seen.findIndex((one) => one.id === id)
      if (i < 0) return otherwise
      const read = wholeNumber(inside(seen[i], 'measure'), most)
      if (read === null) faults.push({ at: `${name}[${at}].observations[${i}].measure`, says: words.whole(most) })
      return read ?? otherwise
    }
    const before = record.places.find((one) => one.phase === phase)
    const places = many(PLACES_OBSERVATION, recordLimits.places, before?.places ?? 0)
    const classes = many(CLASSES_OBSERVATION, recordLimits.classes, 0)
    record.places = inPhaseOrder([...record.places.filter((one) => one.phase !== phase), { phase, places, classes }])
  }
}

const inPhaseOrder = <Item extends { phase: Phase }>(items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))

const readDay = (moment: string): string | null => {
  const at = Date.parse(moment)
  if (Number.isNaN(at)) return null
  const day = dayOf(at)
  const year = Number(day.slice(0, 4))
  return year >= recordLimits.firstYear && year <= recordLimits.lastYear ? day : null
}

const readDates = (record: OpenRecord, file: JsonObject, faults: Faults): ProjectDates => {
  const dates = recordDates(record)
  for (const [i, item] of itemsIn(file, 'milestones').entries()) {
    const kind = milestoneKinds.find((one) => one === item.id)
    if (!kind) continue
    const one = (name: 'dueDate' | 'dateMet'): string | null => {
      const moment = textIn(item, name)
      if (moment === undefined) return null
      const read = readDay(moment)
      if (read === null) faults.push({ at: `milestones[${i}].${name}`, says: words.day })
      return read
    }
    dates[kind] = { dueOn: one('dueDate'), metOn: one('dateMet') }
  }
  return dates
}

/** Faults of the four dates against each other, where the file itself says them. */
const checkDates = (dates: ProjectDates, file: JsonObject, today: string, faults: Faults): void => {
  const items = itemsIn(file, 'milestones')
  for (const fault of dateFaults(dates, today)) {
    const i = items.findIndex(({ id }) => id === fault.kind)
    if (i >= 0) faults.push({ at: `milestones[${i}]`, says: words.dates(fault) })
  }
}

/** The stage that the file says, else the one its dates come to. What came cannot be still ahead. */
const readStage = (record: OpenRecord, status: string | undefined, dates: ProjectDates, faults: Faults): void => {
  if (status === undefined) {
    record.stage = stageAfterMove(record.stage, dates)
    return
  }
  record.stage = stageOfStatus[status as Status]
  const behind = projectStages.indexOf(record.stage) < projectStages.indexOf(stageByDates(dates))
  if (behind) faults.push({ at: 'status', says: words.stage })
}

const readLists = (record: OpenRecord, file: JsonObject, frame: RecordFrame, faults: Faults): void => {
  const schemes = schemesOf(frame.district.id)
  const parties = itemsIn(file, 'parties')
  const party = parties.findIndex((one) => textIn(inside(one, 'identifier'), 'scheme') === schemes.school)
  if (party >= 0) {
    const school = textIn(inside(parties[party], 'identifier'), 'id') ?? ''
    if (isPlainId(school)) record.school = school
    else faults.push({ at: `parties[${party}].identifier.id`, says: words.name })
  }
  const classes = itemsIn(file, 'additionalClassifications')
  if (classes.length === 0) return
  const ids = (scheme: string): Json[] => classes.filter((one) => one.scheme === scheme).map((one) => one.id ?? '')
  const [total] = ids(schemes.controlTotal)
  record.controlTotal = typeof total === 'string' && isPlainId(total) ? total : ''
  record.invented = ids(schemes.mark).includes(INVENTED)
  record.published = !ids(schemes.mark).includes(UNPUBLISHED)
}

const notesOn = (record: OpenRecord, file: JsonObject, frame: RecordFrame, fresh: boolean): string[] => [
  ...(fresh && record.street === '' ? [words.noStreet] : []),
  ...(fresh && file.type === undefined ? [words.noType] : []),
  ...(fresh && file.status === undefined ? [words.noStatus] : []),
  ...(record.school !== '' && !frame.schools.has(record.school) ? [words.unknownSchool(record.school)] : []),
]

/**
 * Reads one project of a file.
 * @param file valid by the schema. @param before the project as it stands; null for a new one.
 * @param now the moment at which its dates are said. @param today no date may have come after it.
 */
export const readOc4ids = (
  file: JsonObject,
  before: OpenRecord | null,
  frame: RecordFrame,
  { now, today }: { now: number; today: string },
): ProjectRead => {
  const faults: Faults = []
  const id = textIn(file, 'id') ?? ''
  if (!isProjectId(id)) {
    faults.push({ at: 'id', says: words.id })
    return { record: null, faults, notes: [], street: null }
  }
  const record: OpenRecord = structuredClone(before ?? emptyRecord(id))
  readTexts(record, file, faults)
  readBudget(record, file, faults)
  const street = readSite(record, file, frame, faults)
  const type = textIn(file, 'type')
  const status = textIn(file, 'status')
  if (type) record.kind = kindOfType[type as Type]
  readPlaces(record, file, faults)
  const dates = readDates(record, file, faults)
  checkDates(dates, file, today, faults)
  readStage(record, status, dates, faults)
  record.milestones = milestonesWith(record.milestones, dates, now)
  readLists(record, file, frame, faults)
  const milestonesSaid = new Set(itemsIn(file, 'milestones').map((one) => one.id))
  for (const kind of milestoneKinds)
    if (milestonesSaid.has(kind) && !record.milestones.some((one) => one.kind === kind))
      record.milestones.push({ kind, dueOn: null, metOn: null, saidAt: null })
  record.milestones.sort((a, b) => milestoneKinds.indexOf(a.kind) - milestoneKinds.indexOf(b.kind))
  const notes = notesOn(record, file, frame, before === null)
  return { record: faults.length > 0 ? null : record, faults, notes, street }
}
