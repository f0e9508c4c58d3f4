import { refuse } from '~/shared/refusal'
import { type DeskSearch, deskSearch } from './desk-search'

/** The query of the planner's screen. Refuses BAD_REQUEST for what no link of ours asks. */
export const readDeskSearch = (request: Request): DeskSearch => {
  const search = deskSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}
