import { isDay } from '~/shared/day'

/** Which school and day the page is asked for; a day that is none is told apart from none at all. */
export const readHandoverSearch = (request: Request): { school: string; day: string; wrongDay: boolean } => {
  const search = new URL(request.url).searchParams
  const day = search.get('day') ?? ''
  return {
    school: (search.get('school') ?? '').slice(0, 80),
    day: isDay(day) ? day : '',
    wrongDay: day !== '' && !isDay(day),
  }
}
