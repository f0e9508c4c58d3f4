import type { Schema } from '../schema/index'
import type { Tx } from '../store'

type Row<Name extends keyof Schema> = Schema[Name]['$inferInsert']

/** In the order in which they may be written: what is pointed at stands before what points. */
const order = [
  'district',
  'auditHead',
  'street',
  'school',
  'rollCount',
  'term',
  'calendarOverride',
  'servicePeriod',
  'provider',
  'providerStep',
  'schoolProvider',
  'homeClass',
  'promotion',
  'pupil',
  'account',
  'roleGrant',
  'staff',
  'guardianship',
  'consent',
  'activationSlip',
  'instructor',
  'backgroundCheck',
  'ruleVersion',
  'course',
  'section',
  'sectionSlot',
  'seatCount',
  'sectionStep',
  'termPlan',
  'round',
  'enrolment',
  'heldSlot',
  'exemptionKeeper',
  'exemption',
  'ledgerEntry',
  'ledgerLine',
  'payment',
  'controlTotal',
  'project',
  'projectPlaces',
  'milestone',
  'milestoneRevision',
  'projectFunding',
  'contractVariation',
  'projectPayment',
  'projectDocument',
  'projectDocumentFile',
  'capacityEvent',
  'schoolRooms',
  'placeStandard',
  'birthCount',
  'dwellingScheme',
  'yieldCurve',
  'feederCount',
  'gridCell',
  'gridCount',
  'schoolSite',
  'mapOutline',
  'catchment',
  'catchmentCell',
  'assumptionSet',
  'scenario',
  'forecastRun',
  'forecastLine',
  'forecastBalance',
  'placeWarning',
  'placesChange',
  'notice',
] as const satisfies readonly (keyof Schema)[]

export type SeededTable = (typeof order)[number]

/** Rows collected in memory, written at once. */
export interface Rows {
  add<Name extends SeededTable>(table: Name, row: Row<Name>): void
  of<Name extends SeededTable>(table: Name): Row<Name>[]
  /** Takes back rows that were added. */
  drop<Name extends SeededTable>(table: Name, which: (row: Row<Name>) => boolean): void
  /** Writes everything, table by table. @param told after every part: the table, rows written of it, rows in all. */
  write(tx: Tx, tables: Schema, told: (table: SeededTable, written: number, all: number) => void): Promise<void>
}

const ROWS_A_WRITE = 20_000

export const collectRows = (): Rows => {
  const collected = new Map<SeededTable, unknown[]>(order.map((name) => [name, []]))
  const of = <Name extends SeededTable>(name: Name): Row<Name>[] => collected.get(name) as Row<Name>[]
  return {
    of,
    add: (name, row) => {
      of(name).push(row)
    },
    drop: (name, which) => {
      collected.set(
        name,
        of(name).filter((row) => !which(row)),
      )
    },
    write: async (tx, tables, told) => {
      for (const name of order) {
        const rows = of(name) as Row<'account'>[]
        for (let i = 0; i < rows.length; i += ROWS_A_WRITE) {
          const part = rows.slice(i, i + ROWS_A_WRITE)
          await tx.writeMany(tables[name] as Schema['account'], part)
          told(name, i + part.length, rows.length)
        }
      }
    },
  }
}
