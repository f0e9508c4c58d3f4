import type { ProjectFacts } from '../plan/district-facts'
import type { PipelineRow } from '../projects/pipeline-rules'

/** Which projects the screen shows first. Pure. */

export interface UrgentRows {
  first: PipelineRow[]
  rest: PipelineRow[]
}

/** More than these would push everything else off the screen. */
const MOST_FIRST = 8

const rankOfTone = { bad: 0, warn: 1, ok: 2 } as const

/**
 * Projects that are still to come before those that are done or cancelled; of these the open street's first, then what is
 * late, then what comes soonest, then by how many places it brings.
 * @param projects the facts of every row.
 */
export const byUrgency = (
  rows: readonly PipelineRow[],
  projects: readonly Pick<ProjectFacts, 'id' | 'street' | 'stage'>[],
  street: string,
): UrgentRows => {
  const facts = new Map(projects.map((one) => [one.id, one]))
  const use = ({ marks }: PipelineRow) => marks.find(({ kind }) => kind === 'in_use')
  const isOver = (row: PipelineRow): boolean =>
    use(row)?.met === true || ['running', 'cancelled'].includes(facts.get(row.id)?.stage ?? '')
  const key = (row: PipelineRow): number[] => [
    facts.get(row.id)?.street === street ? 0 : 1,
    rankOfTone[row.tone],
    Number((use(row)?.now ?? '9999-12-31').replaceAll('-', '')),
    -row.places,
  ]
  const before = (a: PipelineRow, b: PipelineRow): number => {
    const [one, other] = [key(a), key(b)]
    const at = one.findIndex((value, i) => value !== other[i])
    return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
  }
  const coming = rows.filter((row) => !isOver(row)).sort(before)
  const first = coming.slice(0, MOST_FIRST)
  return { first, rest: [...coming.slice(MOST_FIRST), ...rows.filter(isOver)] }
}
