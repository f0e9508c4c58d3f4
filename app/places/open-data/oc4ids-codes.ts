import type { Phase, ProjectKind, ProjectStage } from '#db/schema/index'

/**
 * OC4IDS 0.9.5 (https://standard.open-contracting.org/infrastructure/0.9.5/): its closed lists against the portal's own
 * words, the names of the portal's schemes, and the order in which fields are written. Pure.
 */

export const OC4IDS_VERSION = '0.9'

export const statuses = [
  'identification',
  'preparation',
  'implementation',
  'completion',
  'maintenance',
  'decommissioning',
  'decommissioned',
  'cancelled',
] as const
export type Status = (typeof statuses)[number]

export const types = ['construction', 'rehabilitation', 'replacement', 'expansion', 'decommissioning'] as const
export type Type = (typeof types)[number]

export const statusOfStage: Record<ProjectStage, Status> = {
  proposed: 'identification',
  preparing: 'preparation',
  building: 'implementation',
  handover: 'completion',
  running: 'maintenance',
  cancelled: 'cancelled',
}

/** What is taken down adds no places, as what was cancelled; its own status is kept beside it. */
export const stageOfStatus: Record<Status, ProjectStage> = {
  identification: 'proposed',
  preparation: 'preparing',
  implementation: 'building',
  completion: 'handover',
  maintenance: 'running',
  decommissioning: 'cancelled',
  decommissioned: 'cancelled',
  cancelled: 'cancelled',
}

export const typeOfKind: Record<ProjectKind, Type> = {
  new: 'construction',
  enlarged: 'expansion',
  upgraded: 'rehabilitation',
  replaced: 'replacement',
}

/** Taking down for good has no kind of its own here; its own type is kept beside it. */
export const kindOfType: Record<Type, ProjectKind> = {
  construction: 'new',
  expansion: 'enlarged',
  rehabilitation: 'upgraded',
  replacement: 'replaced',
  decommissioning: 'replaced',
}

/** Metric of a phase's places. */
export const metricOf = (phase: Phase): string => `places-${phase}`
export const PLACES_OBSERVATION = 'places'
export const CLASSES_OBSERVATION = 'classes'

/** The one location that the portal writes itself. */
export const SITE = 'site'
/** 行政区划 codes down to the street. */
export const STREET_SCHEME = 'CN-XZQH'

/** Schemes of a district's own lists. */
export const schemesOf = (district: string) => ({
  school: `CN-${district}-SCHOOL`,
  controlTotal: `CN-${district}-ANNOUNCED`,
  mark: `CN-${district}-MARK`,
})

export const INVENTED = 'invented'
export const UNPUBLISHED = 'unpublished'

const names = `
uri publishedDate version publisher projects id updated language identifiers publicAuthority name title type code
description documentType url datePublished format budget period startDate endDate locations geometry coordinates
gazetteer scheme identifiers address streetAddress locality region countryName status sector purpose
additionalClassifications parties identifier roles preparationPeriod implementationPeriod completionPeriod forecasts
metrics observations measure unit dimensions phase milestones dueDate dateMet dateModified completion finalValue
finalScope documents amount currency contractingProcesses`

/** Names are written in this order, all others after them by their letters. */
export const nameOrder: ReadonlyMap<string, number> = new Map(
  names
    .trim()
    .split(/\s+/u)
    .map((name, i) => [name, i]),
)
