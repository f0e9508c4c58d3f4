import type { SheetToWrite } from '~/shared/sheet/sheet'
import type { TeacherDuty } from './duty-rules'
import { dutyWords as words } from './duty-words'

/** Teachers' duties as shown, as a sheet of a workbook. Pure. */
export const dutySheet = (duties: readonly TeacherDuty[]): SheetToWrite => {
  const { columns } = words
  return {
    name: words.sheet,
    columns: [
      { head: columns.teacher, width: 18 },
      { head: columns.kind, width: 14 },
      { head: columns.provider, width: 20 },
      { head: columns.courses, width: 30 },
      { head: columns.held, kind: 'number', width: 10 },
      { head: columns.stoodIn, kind: 'number', width: 10 },
      { head: columns.hours, kind: 'number', width: 8 },
      { head: columns.planned, kind: 'number', width: 14 },
    ],
    rows: duties.map(({ name, kind, provider, courses, held, stoodIn, hours, planned }) => [
      name || words.nobody,
      words.kinds[kind],
      provider,
      courses.join('、'),
      held,
      stoodIn,
      hours,
      planned,
    ]),
  }
}
