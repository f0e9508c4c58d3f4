import type { SheetToWrite } from '~/shared/sheet/sheet'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import type { BalanceLine } from '../plan/district-facts'
import { deskWords as words } from './desk-words'
import type { Heat, Scope } from './heat-rules'

const { sheetColumns: heads } = words

const whole = (amount: number): number => Math.round(amount) + 0
const percent = (share: number): number => Math.round(share * 1000) / 10

/** The heat table as a list: a line a street, phase and autumn, in the order of the page. */
export const deskSheet = ({ rows }: Heat, balances: readonly BalanceLine[], scope: Scope): SheetToWrite => {
  const lines = new Map(
    balances.filter((line) => line.scope === scope).map((line) => [`${line.street} ${line.phase} ${line.year}`, line]),
  )
  return {
    name: words.sheet,
    columns: [
      { head: heads.street, width: 16 },
      { head: heads.phase },
      { head: heads.scope, width: 12 },
      { head: heads.year, kind: 'number' },
      { head: heads.tone },
      { head: heads.places, kind: 'number' },
      { head: heads.children, kind: 'number' },
      { head: heads.promised, kind: 'number' },
      { head: heads.probable, kind: 'number', width: 16 },
      { head: heads.chance, kind: 'number', width: 14 },
      { head: heads.surplus, kind: 'number', width: 14 },
    ],
    rows: rows.flatMap(({ name, cells }) =>
      phases.flatMap((phase) =>
        cells.flatMap((cell) => {
          const line = cell && cell.phase === phase ? lines.get(`${cell.street} ${cell.phase} ${cell.year}`) : undefined
          if (!cell || !line) return []
          return [
            [
              name,
              phaseWords[phase],
              words.toggles[scope],
              cell.year,
              words.tone[cell.tone],
              cell.places,
              whole(line.demandP50),
              whole(line.promised),
              whole(line.probable),
              percent(line.pShort),
              percent(line.pSurplus),
            ],
          ]
        }),
      ),
    ),
  }
}
