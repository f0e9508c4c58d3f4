import { dayThatCounts } from '../projects/milestone-rules'
import { milestoneWords } from '../projects/project-words'
import { keptIn, withKept } from './kept-fields'
import {
  CLASSES_OBSERVATION,
  INVENTED,
  metricOf,
  nameOrder,
  OC4IDS_VERSION,
  PLACES_OBSERVATION,
  SITE,
  STREET_SCHEME,
  schemesOf,
  statusOfStage,
  typeOfKind,
  UNPUBLISHED,
} from './oc4ids-codes'
import { fileWords as words } from './oc4ids-words'
import { type OpenRecord, type RecordFrame, type RecordMilestone, recordDates } from './open-record'
import { byCode, inOrder, isObject, type Json, type JsonObject } from './plain-json'

/** A project as OC4IDS 0.9.5 writes it. Pure; the same rows give the same bytes. */

const SHANGHAI_MS = 8 * 3_600_000

/** An instant with the district's own offset. */
export const momentOf = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().replace('Z', '+08:00')

/** A business day as the instant at which it begins. */
export const dayAsMoment = (day: string): string => `${day}T00:00:00+08:00`

/** Without what is undefined; undefined itself where nothing is left. */
const given = (value: Record<string, Json | undefined>): JsonObject | undefined => {
  const entries = Object.entries(value).flatMap(([name, one]): [string, Json][] =>
    one === undefined ? [] : [[name, one]],
  )
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

const text = (value: string): string | undefined => (value === '' ? undefined : value)
const list = (items: JsonObject[]): JsonObject[] | undefined => (items.length > 0 ? items : undefined)
const day = (value: string | null): string | undefined => (value === null ? undefined : dayAsMoment(value))

const locationOf = (record: OpenRecord, frame: RecordFrame): JsonObject | undefined => {
  const { longitude, latitude, street, address } = record
  const place = given({
    geometry:
      longitude === null || latitude === null ? undefined : { type: 'Point', coordinates: [longitude, latitude] },
    gazetteer: street === '' ? undefined : { scheme: STREET_SCHEME, identifiers: [street] },
    address: given({ streetAddress: text(address), locality: frame.streets.get(street) }),
  })
  if (!place) return undefined
  const { address: known } = place
  const whole = { ...(isObject(known) ? known : {}), region: frame.district.name, countryName: words.country }
  return { id: SITE, ...place, address: whole }
}

const partiesOf = ({ school }: OpenRecord, { district, schools }: RecordFrame): JsonObject[] => {
  const authority = { id: district.id, name: words.authority(district.name), roles: ['publicAuthority'] }
  if (school === '') return [authority]
  const name = schools.get(school)
  const party = {
    id: `school-${school}`,
    ...(name ? { name } : {}),
    identifier: { scheme: schemesOf(district.id).school, id: school },
    roles: ['school'],
  }
  return [authority, party]
}

const classificationsOf = (record: OpenRecord, { district, controlTotals }: RecordFrame): JsonObject[] => {
  const schemes = schemesOf(district.id)
  const total = record.controlTotal
  const name = controlTotals.get(total)
  return [
    ...(total === '' ? [] : [{ scheme: schemes.controlTotal, id: total, ...(name ? { description: name } : {}) }]),
    ...(record.invented ? [{ scheme: schemes.mark, id: INVENTED, description: words.invented }] : []),
    ...(record.published ? [] : [{ scheme: schemes.mark, id: UNPUBLISHED, description: words.unpublished }]),
  ]
}

const metricsOf = ({ places }: OpenRecord): JsonObject[] =>
  places.map(({ phase, places: many, classes }) => ({
    id: metricOf(phase),
    title: words.metric(phase),
    observations: [
      { id: PLACES_OBSERVATION, measure: many, unit: { name: words.places }, dimensions: { phase } },
      ...(classes > 0
        ? [{ id: CLASSES_OBSERVATION, measure: classes, unit: { name: words.classes }, dimensions: { phase } }]
        : []),
    ],
  }))

const milestoneOf = (one: RecordMilestone, record: OpenRecord): JsonObject => {
  const said = one.saidAt ?? record.changedAt
  return {
    id: one.kind,
    title: milestoneWords[one.kind],
    code: one.kind,
    ...given({
      dueDate: day(one.dueOn),
      dateMet: day(one.metOn),
      dateModified: one.saidAt === null && one.dueOn === null && one.metOn === null ? undefined : momentOf(said),
    }),
    status: one.metOn !== null ? 'met' : record.stage === 'cancelled' ? 'notMet' : 'scheduled',
  }
}

/** Places are counted as there only where the project runs. */
const completionOf = (record: OpenRecord): JsonObject | undefined => {
  if (record.stage !== 'running') return undefined
  const scope = words.scope(record.places.filter(({ places }) => places > 0))
  return given({ endDate: day(dayThatCounts(recordDates(record).in_use)), finalScope: text(scope) })
}

/** When anything of it was last said. */
const lastSaidOf = ({ changedAt, milestones }: OpenRecord): number =>
  Math.max(changedAt, ...milestones.map(({ saidAt }) => saidAt ?? 0))

/** What the portal itself says of a project, without what is kept beside it. */
export const ownOc4ids = (record: OpenRecord, frame: RecordFrame): JsonObject => {
  const { district } = frame
  const dates = recordDates(record)
  const site = locationOf(record, frame)
  const running = record.stage === 'running'
  const fields = given({
    id: record.id,
    updated: momentOf(lastSaidOf(record)),
    language: 'zh',
    publicAuthority: { name: words.authority(district.name), id: district.id },
    title: text(record.title),
    description: text(record.about),
    budget: given({
      description: text(record.budgetSource),
      amount: record.budgetFen === null ? undefined : { amount: record.budgetFen / 100, currency: 'CNY' },
    }),
    period: given({ startDate: day(dates.started.dueOn), endDate: day(dates.in_use.dueOn) }),
    locations: site && [site],
    status: statusOfStage[record.stage],
    type: typeOfKind[record.kind],
    sector: ['education'],
    additionalClassifications: list(classificationsOf(record, frame)),
    parties: partiesOf(record, frame),
    implementationPeriod: given({ startDate: day(dates.started.dueOn), endDate: day(dates.handed_over.dueOn) }),
    forecasts: list(metricsOf(record)),
    metrics: running ? list(metricsOf(record)) : undefined,
    milestones: list(record.milestones.map((one) => milestoneOf(one, record))),
    completion: completionOf(record),
    documents: list(
      record.documents.map((one) => ({
        id: one.id,
        ...(one.kind === 'photo' ? { documentType: 'illustration' } : {}),
        title: one.title === '' ? one.day : one.title,
        description: one.day,
        url: one.url,
        datePublished: momentOf(one.at),
        format: one.mime,
      })),
    ),
  })
  return fields ?? {}
}

/** A project with everything that files said of it. */
export const toOc4ids = (record: OpenRecord, frame: RecordFrame): JsonObject =>
  inOrder(withKept(ownOc4ids(record, frame), keptIn(record.more)), nameOrder) as JsonObject

const instantIn = (project: JsonObject): number => {
  const at = typeof project.updated === 'string' ? Date.parse(project.updated) : Number.NaN
  return Number.isNaN(at) ? 0 : at
}

/**
 * A project package: every project by id, published at the last change of any that the portal knows.
 * @param all what decides the date; @param shown what is in it.
 * @param uri the address of the portal's own feed.
 */
export const oc4idsPackage = (
  { all, shown }: { all: readonly OpenRecord[]; shown: readonly OpenRecord[] },
  frame: RecordFrame,
  uri: string,
): JsonObject => {
  const newest = Math.max(0, ...all.map((one) => instantIn(toOc4ids(one, frame))))
  const { district } = frame
  return {
    uri,
    publishedDate: momentOf(newest),
    version: OC4IDS_VERSION,
    publisher: { name: words.authority(district.name), scheme: STREET_SCHEME, uid: district.id },
    projects: [...shown].sort((a, b) => byCode(a.id, b.id)).map((one) => toOc4ids(one, frame)),
  }
}

/** The bytes of a file, as text: the same value, the same text. */
export const jsonText = (value: JsonObject): string => `${JSON.stringify(value, null, 2)}\n`
