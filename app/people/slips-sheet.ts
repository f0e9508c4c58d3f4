import type { SheetToWrite } from '~/shared/sheet/sheet'
import type { SlipLine } from './ui/SlipTable'
import { maskedLogin, words } from './words'

const stateInWords = ({ activated, slipUntil }: SlipLine): string => {
  const { state } = words.slips
  return activated ? state.open : slipUntil ? state.slip(slipUntil) : state.none
}

/** The people of a slip page with the state of their slips, never a code; numbers masked as on the page. Pure. */
export const slipsSheet = (name: string, ofHead: string, people: readonly SlipLine[]): SheetToWrite => {
  const { columns } = words.slips
  return {
    name,
    columns: [
      { head: columns.who, width: 16 },
      { head: ofHead, width: 24 },
      { head: columns.login, width: 18 },
      { head: columns.state, width: 26 },
    ],
    rows: people.map((line) => [line.name, line.of.join('、'), maskedLogin(line.login), stateInWords(line)]),
  }
}
