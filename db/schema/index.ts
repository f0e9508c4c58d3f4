import type { Kit } from '../columns'
import { auditTables } from './audit'
import { coursesTables } from './courses'
import { messagesTables } from './messages'
import { peopleTables } from './people'

/** Every table of the portal, defined once, for either dialect. */
export const schemaFor = (kit: Kit) => {
  const people = peopleTables(kit)
  return { ...people, ...coursesTables(kit, people), ...messagesTables(kit), ...auditTables(kit) }
}

export type Schema = ReturnType<typeof schemaFor>
export type { EnrolmentState, OutlineItem, SectionState, SectionStep } from './courses'
