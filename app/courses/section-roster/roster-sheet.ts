import { momentInWords } from '~/shared/day'
import type { SheetCell, SheetColumn, SheetToWrite } from '~/shared/sheet/sheet'
import type { Roster, RosterLine } from './load-roster.server'
import { words } from './roster-words'

/** What stands beside a name, on the page and in the sheet. */
export const standingInWords = ({ state, position, offerEndsAt }: RosterLine): string => {
  const said = words.roster.states[state]
  if (position !== null) return `${said}${words.roster.place(position)}`
  return offerEndsAt === null ? said : `${said}，${words.roster.until(offerEndsAt)}`
}

/** A roster as shown, with the same search, as a sheet of a workbook. Telephone numbers stay masked. Pure. */
export const rosterSheet = ({ title, base, full, lines }: Roster): SheetToWrite => {
  const { columns: heads } = words.roster
  const columns: SheetColumn[] = [
    { head: heads.number, kind: 'number', width: 6 },
    { head: heads.name, width: 14 },
    { head: heads.class, width: 14 },
    ...(base ? [{ head: heads.times, width: 30 }] : []),
    { head: heads.standing, width: 24 },
    { head: heads.since, width: 18 },
    ...(full
      ? [
          { head: heads.guardian, width: 18 },
          { head: heads.phone, width: 16 },
        ]
      : []),
  ]
  const rows = lines.map((line, i): SheetCell[] => [
    i + 1,
    line.name,
    line.className,
    ...(base ? [line.times] : []),
    standingInWords(line),
    momentInWords(line.changedAt),
    ...(full ? [line.guardian, line.phone] : []),
  ])
  return { name: title, columns, rows }
}
