import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import { awayFrom } from './leave-rules'

export interface LeaveOfDay {
  /** Whether this child is away from this section's session of the day. */
  away(pupil: string, section: string): boolean
  /** What the family wrote; '' where it wrote nothing or the child is not away. */
  reason(pupil: string, section: string): string
}

/** The leave that stands on a day, for a roster. @param pupils whose; the caller has found that this reader may see them */
export const leaveOfDay = async (
  { store, district }: Context,
  day: string,
  pupils: readonly string[],
): Promise<LeaveOfDay> => {
  const { leaveRequest: leave } = store.tables
  const rows =
    pupils.length === 0
      ? []
      : await store.db
          .select({ pupil: leave.pupil, section: leave.section, reason: leave.reason })
          .from(leave)
          .where(
            and(
              eq(leave.district, district),
              eq(leave.day, day),
              isNull(leave.withdrawnAt),
              store.among(leave.pupil, pupils),
            ),
          )
          .orderBy(asc(leave.at))
  const byPupil = new Map<string, typeof rows>()
  for (const row of rows) byPupil.set(row.pupil, [...(byPupil.get(row.pupil) ?? []), row])
  const covering = (pupil: string, section: string) =>
    (byPupil.get(pupil) ?? []).find((one) => awayFrom([one], section))
  return {
    away: (pupil, section) => covering(pupil, section) !== undefined,
    reason: (pupil, section) => covering(pupil, section)?.reason ?? '',
  }
}
