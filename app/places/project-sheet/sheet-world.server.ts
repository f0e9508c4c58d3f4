import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { loadRecords } from '../open-data/load-records.server'
import { readProjectChoices } from '../projects/project-record.server'
import type { SheetFrame, StandingProject } from './project-columns'

export interface SheetWorld {
  frame: SheetFrame
  standing: StandingProject[]
}

/** What a sheet of projects is held against. @param db the transaction where something is written. */
export const loadSheetWorld = async (context: Context & { origin: string }, db: Db): Promise<SheetWorld> => {
  const { store, district, clock } = context
  const { account, project } = store.tables
  const { streets, schools, officers, totals } = await readProjectChoices(context, db)
  const numbers = await db
    .select({ id: account.id, number: account.staffNumber })
    .from(account)
    .where(and(eq(account.district, district), isNotNull(account.staffNumber)))
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number ?? '']))
  const responsible = await db
    .select({ id: project.id, officer: project.officer })
    .from(project)
    .where(eq(project.district, district))
  const officerOf = new Map(responsible.map(({ id, officer }) => [id, officer]))
  return {
    frame: {
      today: dayOf(clock.now()),
      streets,
      schools,
      totals,
      officers: officers.flatMap(({ id }) => {
        const number = numberOf.get(id)
        return number ? [{ id, number }] : []
      }),
    },
    standing: (await loadRecords(context, db)).map((record) => ({ record, officer: officerOf.get(record.id) ?? '' })),
  }
}
