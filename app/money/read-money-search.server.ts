import { refuse } from '~/shared/refusal'
import { type MoneySearch, moneySearch } from './money-search'

/** The query of a money page. Refuses BAD_REQUEST for what no link of ours asks. */
export const readMoneySearch = (request: Request): MoneySearch => {
  const search = moneySearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}
