import type { SheetToWrite } from '~/shared/sheet/sheet'
import { handoverWords } from './handover-words'
import type { ChildOfDay } from './load-day.server'

const words = handoverWords.school

/** What stands in the last column, on the page and in the sheet. */
export const standingInWords = ({ standing, handover }: Pick<ChildOfDay, 'standing' | 'handover'>): string => {
  if (handover) return handoverWords.handed(handover.way, handover.personName, handover.at)
  return standing === 'away' ? words.absent : words.none
}

/** A school's day as shown, as a sheet of a workbook. Pure. */
export const handoverSheet = (children: readonly ChildOfDay[]): SheetToWrite => {
  const { columns } = words
  return {
    name: words.sheet,
    columns: [
      { head: columns.child, width: 14 },
      { head: columns.class, width: 14 },
      { head: columns.out, width: 8 },
      { head: columns.last, width: 20 },
      { head: columns.standing, width: 36 },
    ],
    rows: children.map((child) => [
      child.name,
      child.className,
      child.out,
      child.sessions.at(-1)?.title ?? '',
      standingInWords(child),
    ]),
  }
}
