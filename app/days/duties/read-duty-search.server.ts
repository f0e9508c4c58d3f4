import type { DutiesAsked } from './load-duties.server'

/** School, term and teacher as the address names them. */
export const readDutySearch = (request: Request): DutiesAsked => {
  const search = new URL(request.url).searchParams
  const read = (name: string): string => (search.get(name) ?? '').slice(0, 80)
  return { school: read('school'), term: read('term'), teacher: read('teacher') }
}
