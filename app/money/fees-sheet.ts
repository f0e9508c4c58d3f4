import type { SheetToWrite } from '~/shared/sheet/sheet'
import type { BureauFeeRow, SchoolFees } from './load-fees.server'
import { words } from './money-words'

/** The money pages as workbooks, with the columns of the page. */

const fen = (head: string) => ({ head, kind: 'fen' as const })
const { columns } = words

const sums = (keeper: boolean) => [
  fen(columns.due),
  ...(keeper ? [fen(columns.exempted)] : []),
  fen(columns.paid),
  fen(columns.refunded),
  fen(columns.owes),
  fen(columns.credit),
]

type Sums = Pick<SchoolFees['total'], 'chargeFen' | 'exemptedFen' | 'paidFen' | 'refundedFen' | 'balanceFen'>

const cells = (money: Sums, keeper: boolean): number[] => [
  money.chargeFen,
  ...(keeper ? [money.exemptedFen] : []),
  money.paidFen,
  money.refundedFen,
  Math.max(0, money.balanceFen),
  Math.max(0, -money.balanceFen),
]

/** The school's list as shown. */
export const feesSheet = ({ rows, total, keeper }: SchoolFees): SheetToWrite => ({
  name: words.fees.sheet,
  columns: [
    { head: columns.homeClass },
    { head: columns.pupil },
    { head: columns.studentNumber, width: 20 },
    ...sums(keeper),
  ],
  rows: [
    ...rows.map((row) => [
      words.className(row.grade, row.classNumber),
      row.name,
      row.studentNumber,
      ...cells(row, keeper),
    ]),
    [words.fees.total, '', '', ...cells(total, keeper)],
  ],
})

/** The places behind the sums, for the two who may know what they add up to. */
export const feeLinesSheet = ({ rows, lines }: SchoolFees): SheetToWrite => {
  const people = new Map(rows.map((row) => [row.pupil, row]))
  return {
    name: words.fees.sheetLines,
    columns: [
      { head: columns.homeClass },
      { head: columns.pupil },
      { head: columns.studentNumber, width: 20 },
      { head: columns.section, width: 20 },
      fen(columns.lesson),
      { head: columns.sessions, kind: 'number' },
      { head: columns.held, kind: 'number' },
      fen(columns.material),
      fen(columns.charge),
    ],
    rows: lines.flatMap((line) => {
      const person = people.get(line.pupil)
      return person && line.leftAt !== null
        ? [
            [
              words.className(person.grade, person.classNumber),
              person.name,
              person.studentNumber,
              line.title,
              line.lessonFen,
              line.planned,
              line.held,
              line.materialFen,
              line.chargeFen,
            ],
          ]
        : []
    }),
  }
}

/** The bureau's list: sums, nobody's name. */
export const bureauFeesSheet = (rows: readonly BureauFeeRow[], total: Sums): SheetToWrite => ({
  name: words.bureau.title,
  columns: [{ head: columns.school, width: 24 }, { head: columns.pupils, kind: 'number' }, ...sums(true)],
  rows: [
    ...rows.map((row) => [row.name, row.pupils, ...cells(row, true)]),
    [words.fees.total, rows.reduce((sum, { pupils }) => sum + pupils, 0), ...cells(total, true)],
  ],
})
