import { refuse } from '~/shared/refusal'
import { type ProjectSearch, projectSearch } from './project-search'

/** The query of the list of projects. Refuses BAD_REQUEST for what no link of ours asks. */
export const readProjectSearch = (request: Request): ProjectSearch => {
  const { as: _, ...asked } = Object.fromEntries(new URL(request.url).searchParams)
  const search = projectSearch.safeParse(asked)
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}
