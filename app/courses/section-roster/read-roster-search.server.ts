import { refuse } from '~/shared/refusal'
import { pupilSearch, rosterSearch } from './roster-form'

const queryOf = (request: Request): Record<string, string> => Object.fromEntries(new URL(request.url).searchParams)

/** The query of a roster. Refuses BAD_REQUEST for what no form of ours asks. */
export const readRosterSearch = (request: Request): { q: string } => {
  const search = rosterSearch.safeParse(queryOf(request))
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}

/** The query of the search for a child. Refuses BAD_REQUEST. */
export const readPupilSearch = (request: Request): { q: string; homeClass: string; school: string } => {
  const search = pupilSearch.safeParse(queryOf(request))
  if (!search.success) throw refuse('BAD_REQUEST')
  const { q, class: homeClass, school } = search.data
  return { q, homeClass, school }
}
