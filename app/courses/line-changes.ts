/** What is different in a line of a plan from the same course a term before. Pure. */

export interface LineToCompare {
  title: string
  label: string
  feeFen: number
  capacity: number | null
  teacher: string
  slots: readonly { slot: number }[]
}

export type LineChange =
  | { kind: 'new' }
  | { kind: 'fee'; from: number }
  | { kind: 'capacity'; from: number }
  | { kind: 'teacher'; from: string }
  | { kind: 'time' }

/**
 * @param before the school's courses of the term before. @returns null when there are none to compare with.
 */
export const changesOf = (line: LineToCompare, before: readonly LineToCompare[]): LineChange[] | null => {
  if (before.length === 0) return null
  const same =
    before.find(({ title, label }) => title === line.title && label === line.label) ??
    before.find(({ title }) => title === line.title)
  if (!same) return [{ kind: 'new' }]
  const changes: LineChange[] = []
  if (same.feeFen !== line.feeFen) changes.push({ kind: 'fee', from: same.feeFen })
  if (same.capacity !== null && same.capacity !== line.capacity) changes.push({ kind: 'capacity', from: same.capacity })
  if (same.teacher !== line.teacher) changes.push({ kind: 'teacher', from: same.teacher })
  if (slotsOf(same) !== slotsOf(line)) changes.push({ kind: 'time' })
  return changes
}

const slotsOf = ({ slots }: LineToCompare): string => slots.map(({ slot }) => slot).join(' ')
