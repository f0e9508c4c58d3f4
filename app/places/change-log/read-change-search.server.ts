import { refuse } from '~/shared/refusal'
import { type ChangeSearch, changeSearch } from './change-search'

/** The query of the log. Refuses BAD_REQUEST for what no link or form of ours asks. */
export const readChangeSearch = (request: Request): ChangeSearch => {
  const search = changeSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}
