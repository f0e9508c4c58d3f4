import { dayOf, timeOf } from '~/shared/day'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { changeWords, subjectWords } from './change-words'
import type { ChangeLine } from './load-changes.server'

const { columns, sheetColumns } = changeWords

/** The log as shown, as a workbook. */
export const changesSheet = (lines: readonly ChangeLine[]): SheetToWrite => ({
  name: changeWords.file,
  columns: [
    { head: columns.when, width: 18 },
    { head: columns.subject },
    { head: columns.street, width: 14 },
    { head: columns.what, width: 40 },
    { head: columns.why, width: 40 },
    { head: sheetColumns.places, kind: 'number' },
    { head: sheetColumns.year, kind: 'number' },
    { head: columns.who, width: 14 },
  ],
  rows: lines.map((line) => [
    `${dayOf(line.at)} ${timeOf(line.at)}`,
    subjectWords[line.subject],
    line.streetName || changeWords.wholeDistrict,
    line.title,
    line.reason,
    line.effectPlaces,
    line.effectYear,
    line.who || changeWords.system,
  ]),
})
