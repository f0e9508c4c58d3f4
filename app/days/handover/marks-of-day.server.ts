import { and, asc, eq } from 'drizzle-orm'
import type { Mark } from '#db/schema/index'
import type { Context } from '~/shared/context'
import { nameOfSession, type SessionName } from '../pupil-days/pupil-day-rules'

/** The last mark of every child in these sessions, by child and session. All marks are kept; the latest counts. */
export const marksOf = async (
  { store, district }: Context,
  sessions: readonly SessionName[],
): Promise<(pupil: string, session: SessionName) => Mark | undefined> => {
  const { attendanceMark: mark } = store.tables
  const wanted = new Set(sessions.map(nameOfSession))
  const days = [...new Set(sessions.map(({ day }) => day))]
  const rows =
    sessions.length === 0
      ? []
      : await store.db
          .select({ section: mark.section, day: mark.day, slot: mark.slot, pupil: mark.pupil, mark: mark.mark })
          .from(mark)
          .where(
            and(
              eq(mark.district, district),
              store.among(mark.section, [...new Set(sessions.map(({ section }) => section))]),
              store.among(mark.day, days),
            ),
          )
          .orderBy(asc(mark.at), asc(mark.receivedAt), asc(mark.id))
  const last = new Map(
    rows.flatMap((row) => {
      const name = nameOfSession(row)
      return wanted.has(name) ? [[`${row.pupil} ${name}`, row.mark] as const] : []
    }),
  )
  return (pupil, session) => last.get(`${pupil} ${nameOfSession(session)}`)
}
