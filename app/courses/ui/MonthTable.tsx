import { Link } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { pathTo } from '~/site'
import { calendarWords as words } from '../calendar/calendar-words'
import type { CalendarDay } from '../calendar/day-rules'
import type { CalendarPage, TermLine } from '../calendar/load-calendar-page.server'

/** One month of a term, Monday to Sunday; every day of the term leads to the form that changes it. */
export const MonthTable = ({ page, term }: { page: CalendarPage; term: TermLine }) => (
  <section className="sheaf">
    <h2>{words.month(page.month)}</h2>
    <nav className="months" aria-label={words.months}>
      {page.months.map((month) => (
        <Link
          key={month}
          to={pathTo('calendar', {}, { term: term.id, month })}
          aria-current={month === page.month ? 'page' : undefined}
        >
          {words.month(month)}
        </Link>
      ))}
    </nav>
    <table className="month">
      <caption className="vh">{words.caption(page.month)}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <th key={weekday} scope="col">
              {weekdayName(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {page.weeks.map((week) => (
          <tr key={week.find((day) => day !== null)?.day}>
            {week.map((day, at) =>
              day ? (
                <DayCell key={day.day} day={day} term={term.id} open={day.inTerm && day.day >= page.today} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell has no other name
                <td key={at} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
    <p className="cap">{words.schoolDays(page.schoolDays)}</p>
  </section>
)

const DayCell = ({ day: { day, inTerm, school, follows, note, unsaid }, term, open }: DayCellProps) => {
  const number = Number(day.slice(8))
  if (!inTerm) return <td className="out">{number}</td>
  return (
    <td className={school ? 'school' : 'off'}>
      {open ? (
        <Link
          to={`${pathTo('calendar', {}, { term, day, kind: school ? 'off' : 'school' })}#day`}
          aria-label={words.change(day)}
        >
          {number}
        </Link>
      ) : (
        number
      )}
      <b>{school ? words.school : words.off}</b>
      {follows !== null && <small>{words.follows(weekdayName(follows))}</small>}
      {note !== null ? <small>{note}</small> : unsaid && <small className="w">{words.unsaid}</small>}
    </td>
  )
}

interface DayCellProps {
  day: CalendarDay
  term: string
  /** May still be changed. */
  open: boolean
}
