import type { Kit } from '../columns'
import { auditTables } from './audit'
import { coursesTables } from './courses'
import { daysTables } from './days'
import { messagesTables } from './messages'
import { moneyTables } from './money'
import { peopleTables } from './people'
import { planningTables } from './planning'
import { projectsTables } from './projects'
import { providersTables } from './providers'
import { publishingTables } from './publishing'
import { surveysTables } from './surveys'

/** Every table of the portal, defined once, for either dialect. */
export const schemaFor = (kit: Kit) => {
  const people = peopleTables(kit)
  const courses = coursesTables(kit, people)
  return {
    ...people,
    ...courses,
    ...providersTables(kit),
    ...publishingTables(kit, { ...courses, ...people }),
    ...moneyTables(kit, people),
    ...projectsTables(kit),
    ...planningTables(kit),
    ...daysTables(kit),
    ...messagesTables(kit),
    ...surveysTables(kit),
    ...auditTables(kit),
  }
}

export type Schema = ReturnType<typeof schemaFor>
export type { EnrolmentState, OutlineItem, SectionState, SectionStep } from './courses'
export type { HandoverWay, Mark, SessionChange } from './days'
export type { Channel, DeliveryState } from './messages'
export type { LedgerAccount, LedgerEntryKind } from './money'
export type { CapacityChange, CapacityTier, ForecastLevel } from './planning'
export type { ControlTotalKind, MilestoneKind, Phase, ProjectKind, ProjectStage } from './projects'
export type { ProviderState } from './providers'
export type { SurveyAudience, SurveyState } from './surveys'
