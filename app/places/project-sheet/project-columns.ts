import type { OpenRecord } from '../open-data/open-record'
import { phases } from '../phases'
import { dateFieldOf } from '../projects/dates-draft'
import { milestoneKinds } from '../projects/milestone-rules'
import { kindWords, stageWords } from '../projects/project-words'
import { columnWords, yesNo } from './project-sheet-words'

/** The columns of a sheet of projects, and how each field stands in its cell. Pure. */

export type ColumnKey = keyof typeof columnWords

/** In the order of the sheet. */
export const columnKeys = Object.keys(columnWords) as ColumnKey[]

/** Without these a line says nothing. */
export const requiredKeys: readonly ColumnKey[] = ['title', 'kind', 'stage', 'street']

export const headOf = (key: ColumnKey): string => columnWords[key].head

/** The cells of one line; a column that the sheet does not have is left out. */
export type ProjectCells = Partial<Record<ColumnKey, string>>

/** A text as it comes back from a sheet: nothing around it, full-width digits and brackets as plain ones. */
export const asRead = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[！-～]/gu, (char) =>
      /[０-９Ａ-Ｚａ-ｚ]/u.test(char) ? String.fromCharCode(char.charCodeAt(0) - 0xfee0) : char,
    )
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u3000\u00a0]/gu, ' ')
    .trim()

/** 2026/9/7, 2026.9.7, 2026年9月7日 as 2026-09-07; anything else stays. */
export const readDay = (text: string): string => {
  const [, year, month, day] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(text) ?? []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

/** 1,080 and ¥1,080元 as 1080. */
export const readNumber = (text: string): string =>
  text
    .replace(/^[¥￥]\s*/u, '')
    .replace(/\s*[元个人班]$/u, '')
    .replaceAll(',', '')

/** What can be named in a sheet. */
export interface SheetFrame {
  /** `YYYY-MM-DD` */
  today: string
  streets: readonly { id: string; name: string }[]
  schools: readonly { id: string; name: string }[]
  /** Officers with their staff numbers. */
  officers: readonly { id: string; number: string }[]
  totals: readonly { id: string; name: string }[]
}

/** The word of one of them: its name, its id where two have the same name. */
export const wordOf = (some: readonly { id: string; name: string }[], id: string): string => {
  const one = some.find((other) => other.id === id)
  if (!one) return id
  return some.filter(({ name }) => asRead(name) === asRead(one.name)).length === 1 ? one.name : id
}

/** A project of the bureau with its officer. */
export interface StandingProject {
  record: OpenRecord
  officer: string
}

const count = (value: number | undefined): string => (value === undefined || value === 0 ? '' : String(value))

/** Every cell of a project as it stands; a reason is none of its facts. */
export const cellsOf = ({ record, officer }: StandingProject, frame: SheetFrame): Record<ColumnKey, string> => {
  const dates = Object.fromEntries(
    milestoneKinds.flatMap((kind) => {
      const row = record.milestones.find((one) => one.kind === kind)
      return [
        [dateFieldOf(kind, 'due'), row?.dueOn ?? ''],
        [dateFieldOf(kind, 'met'), row?.metOn ?? ''],
      ]
    }),
  )
  const split = Object.fromEntries(
    phases.flatMap((phase) => {
      const row = record.places.find((one) => one.phase === phase)
      return [
        [phase, row ? String(row.places) : ''],
        [`${phase}Classes`, count(row?.classes)],
      ]
    }),
  )
  return {
    ...dates,
    ...split,
    id: record.id,
    title: record.title,
    kind: kindWords[record.kind],
    stage: stageWords[record.stage],
    street: wordOf(frame.streets, record.street),
    school: wordOf(frame.schools, record.school),
    budget: record.budgetFen === null ? '' : String(record.budgetFen / 100),
    budgetSource: record.budgetSource,
    controlTotal: wordOf(frame.totals, record.controlTotal),
    officer: frame.officers.find(({ id }) => id === officer)?.number ?? officer,
    about: record.about,
    address: record.address,
    longitude: record.longitude === null ? '' : String(record.longitude),
    latitude: record.latitude === null ? '' : String(record.latitude),
    published: record.published ? yesNo.yes : yesNo.no,
    why: '',
  } as Record<ColumnKey, string>
}
