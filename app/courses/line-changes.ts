/** What is different in a line of a plan from the same course a term before. Pure. */

export interface LineToCompare {
  id: string
  title: string
  label: string
  feeFen: number
  capacity: number | null
  teacher: string
  slots: readonly { slot: number; startsAt: string; endsAt: string }[]
  /** The section it was copied from. */
  copiedFrom: string | null
}

export type LineChange =
  | { kind: 'new' }
  | { kind: 'fee'; from: number; to: number }
  | { kind: 'capacity'; from: number; to: number | null }
  | { kind: 'teacher'; from: string }
  | { kind: 'time'; from: LineToCompare['slots']; to: LineToCompare['slots'] }

/** The section a line goes on from: the one it was copied from, else one of the same title, of the same label first. */
const earlierOf = <Line extends LineToCompare>(line: LineToCompare, before: readonly Line[]): Line | undefined =>
  before.find(({ id }) => id === line.copiedFrom) ??
  before.find(({ title, label }) => title === line.title && label === line.label) ??
  before.find(({ title }) => title === line.title)

/**
 * @param before the school's courses of the term before. @returns null when there are none to compare with.
 */
export const changesOf = (line: LineToCompare, before: readonly LineToCompare[]): LineChange[] | null => {
  if (before.length === 0) return null
  const same = earlierOf(line, before)
  if (!same) return [{ kind: 'new' }]
  const changes: LineChange[] = []
  if (same.feeFen !== line.feeFen) changes.push({ kind: 'fee', from: same.feeFen, to: line.feeFen })
  if (same.capacity !== null && same.capacity !== line.capacity)
    changes.push({ kind: 'capacity', from: same.capacity, to: line.capacity })
  if (slotsOf(same) !== slotsOf(line)) changes.push({ kind: 'time', from: same.slots, to: line.slots })
  if (same.teacher !== line.teacher) changes.push({ kind: 'teacher', from: same.teacher })
  return changes
}

/** Courses of the term before that no line goes on from, and of which none of the title is there. */
export const notOffered = <Line extends LineToCompare>(
  lines: readonly LineToCompare[],
  before: readonly Line[],
): Line[] => {
  const goneOn = new Set(lines.map((line) => earlierOf(line, before)?.id))
  const titles = new Set(lines.map(({ title }) => title))
  return before.filter(({ id, title }) => !goneOn.has(id) && !titles.has(title))
}

const slotsOf = ({ slots }: LineToCompare): string => slots.map(({ slot }) => slot).join(' ')
