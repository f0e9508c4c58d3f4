import type { ProjectStage } from '#db/schema/index'

/** The drawn picture of a school: its windows are its classes. Pure; the same project is drawn the same every time. */

export interface Building {
  /** Windows with the light off and on, as paths. */
  windows: string
  lit: string
  /** How many windows there are; 0 where nobody has said how many classes. */
  classes: number
  /** Only its lines: nothing stands there yet, or never will. */
  planned: boolean
  /** A crane stands beside it. */
  crane: boolean
}

/** The body of the house in the sheet of 390 × 190. */
export const BODY = { x: 112, y: 86, width: 204, height: 104 }
const DOOR = 26
const MOST_WINDOWS = 80
/** A house without known classes has these, which say nothing. */
const PLAIN_WINDOWS = 12

/** FNV-1a, as the covers use. */
const hashOf = (text: string): number =>
  [...text].reduce((hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0, 0x811c9dc5)

const rowsFor = (windows: number): number => {
  if (windows <= 4) return 1
  if (windows <= 12) return 2
  return windows <= 30 ? 3 : 4
}

const round = (number: number): number => Math.round(number * 10) / 10

/** @param id decides which windows are lit. @param classes 0 where unknown. */
export const drawBuilding = (id: string, classes: number, stage: ProjectStage): Building => {
  const told = classes > 0 && classes <= MOST_WINDOWS
  const count = told ? classes : PLAIN_WINDOWS
  const rows = rowsFor(count)
  const columns = Math.ceil(count / rows)
  const wide = (BODY.width - 8) / columns
  const tall = (BODY.height - DOOR - 4) / rows
  const size = round(Math.min(14, wide * 0.6, tall * 0.62))
  const hash = hashOf(id)
  const paths = { windows: '', lit: '' }
  for (let i = 0; i < count; i++) {
    const inRow = Math.min(columns, count - Math.floor(i / columns) * columns)
    const start = BODY.x + (BODY.width - inRow * wide) / 2
    const x = round(start + (i % columns) * wide + (wide - size) / 2)
    const y = round(BODY.y + 6 + Math.floor(i / columns) * tall + (tall - size) / 2)
    const name = ((hash >>> (i % 24)) + i * 7) % 6 === 0 ? 'lit' : 'windows'
    paths[name] += `M${x} ${y}h${size}v${size}h${-size}z`
  }
  const planned = stage === 'proposed' || stage === 'preparing' || stage === 'cancelled'
  return { ...paths, classes: told ? classes : 0, planned, crane: stage === 'building' }
}
