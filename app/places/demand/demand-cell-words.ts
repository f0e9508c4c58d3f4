import { gradeWord, phaseWords } from '../phase-words'
import type { Phase } from '../phases'
import { ALL_GRADES, type CellRule, type DemandKind, type DemandRow, kindRules } from './demand-kinds'
import { EVERY_GRADE, WHOLE_DISTRICT } from './demand-words'
import type { DemandFrame } from './read-cell-rules'

/** Rows in the words that a sheet is read in again. Pure. */

type Names = Pick<DemandFrame, 'schools' | 'streets'>

/** A cell as a sheet carries it: numbers stay numbers. */
export const cellWord = (rule: CellRule, value: string | number | undefined, names: Names): string | number => {
  if (value === undefined) return ''
  switch (rule.type) {
    case 'school':
      return schoolWord(String(value), names)
    case 'street':
      return value === '' ? WHOLE_DISTRICT : (names.streets.find(({ code }) => code === value)?.name ?? value)
    case 'grade':
      return value === ALL_GRADES ? EVERY_GRADE : gradeWord(Number(value))
    case 'phase':
      return phaseWords[value as Phase]
    case 'month':
      return value === 0 ? '' : value
    default:
      return value
  }
}

/** Its name; its code where two schools have one name, or none has it any more. */
const schoolWord = (id: string, { schools }: Names): string => {
  const name = schools.find((school) => school.id === id)?.name
  return name !== undefined && schools.filter((school) => school.name === name).length === 1 ? name : id
}

/** Which line it is: the words of its key. */
export const lineName = (kind: DemandKind, row: DemandRow, names: Names): string =>
  kindRules[kind].columns
    .filter(({ key }) => key)
    .map(({ rule, name, head }) => {
      const word = cellWord(rule, row[name], names)
      if (rule.type === 'month') return word === '' ? '' : `${word} 月`
      return rule.type === 'whole' ? `${head} ${word}` : word
    })
    .filter((word) => word !== '')
    .join(' ')

/** What it says: the words of everything else. */
export const lineSays = (kind: DemandKind, row: DemandRow, names: Names): string => {
  const said = kindRules[kind].columns.filter(({ key }) => !key)
  return said
    .map(({ rule, name, head }) => {
      const word = String(cellWord(rule, row[name], names))
      return said.length === 1 || word === '' ? word : `${head} ${word}`
    })
    .filter((word) => word !== '')
    .join('，')
}
