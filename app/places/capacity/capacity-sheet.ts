import { dayOf } from '~/shared/day'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { capacityWords, changeWords, tierWords } from './capacity-words'
import type { CapacityPage } from './load-capacity.server'

/** The ledger of places as workbooks, with the columns of the page. */

const { ledger, totals: words } = capacityWords
const { columns } = ledger

/** The entries as shown. */
export const capacitySheet = ({ rows }: CapacityPage): SheetToWrite => ({
  name: capacityWords.sheet,
  columns: [
    { head: columns.school, width: 24 },
    { head: columns.street, width: 12 },
    { head: columns.phase },
    { head: columns.tier },
    { head: columns.change },
    { head: columns.grade, width: 14 },
    { head: columns.places, kind: 'number' },
    { head: columns.classes, kind: 'number' },
    { head: columns.from, width: 12 },
    { head: columns.until, width: 12 },
    { head: columns.why, width: 30 },
    { head: columns.by, width: 14 },
    { head: columns.at, width: 12 },
    { head: columns.state },
  ],
  rows: rows.map((row) => [
    row.school || ledger.noSchool,
    row.street,
    phaseWords[row.phase],
    tierWords[row.tier],
    changeWords[row.change],
    row.ramp ? ledger.ramp : capacityWords.gradeOf(row.grade),
    row.places,
    row.classes,
    row.from,
    row.until ?? '',
    row.why,
    row.by,
    dayOf(row.at),
    ledger[row.state],
  ]),
})

/** The sums by street and phase as shown. */
export const capacityTotalsSheet = ({ totals, total }: CapacityPage): SheetToWrite => ({
  name: capacityWords.totalsSheet,
  columns: [
    { head: words.street, width: 16 },
    ...phases.map((phase) => ({ head: phaseWords[phase], kind: 'number' as const })),
    { head: words.sum, kind: 'number' },
    { head: words.projects, kind: 'number' },
  ],
  rows: [...totals, { ...total, name: words.total }].map((one) => [one.name, ...one.places, one.sum, one.projects]),
})
