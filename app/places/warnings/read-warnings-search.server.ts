import { refuse } from '~/shared/refusal'
import type { Phase } from '../phases'
import { cellForm, warningsSearch } from './warning-form'

const query = (request: Request): Record<string, string> => Object.fromEntries(new URL(request.url).searchParams)

/** What the list's address asks for. Refuses BAD_REQUEST for what no link of ours asks. */
export const readWarningsSearch = (request: Request): { phase: Phase | '' } => {
  const search = warningsSearch.safeParse(query(request))
  if (!search.success) throw refuse('BAD_REQUEST')
  return { phase: search.data.phase as Phase | '' }
}

/** The cell that an address names. Refuses NOT_FOUND where it names none. */
export const readCellAsked = (request: Request) => {
  const cell = cellForm.safeParse(query(request))
  if (!cell.success) throw refuse('NOT_FOUND')
  return cell.data
}
