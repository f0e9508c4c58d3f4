import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { streetWord } from '../street-words'
import type { EditNames } from './scenario-words'

/** What edits may name: projects, streets and housing schemes, in the order of their names. */
export const loadEditNames = async ({ store, district }: Context, db: Db): Promise<EditNames> => {
  const { project, street, dwellingScheme } = store.tables
  const projects = await db
    .select({ id: project.id, name: project.title })
    .from(project)
    .where(eq(project.district, district))
    .orderBy(asc(project.title))
  const streets = await db
    .select({ id: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
    .orderBy(asc(street.code))
  const schemes = await db
    .select({ id: dwellingScheme.id, name: dwellingScheme.name })
    .from(dwellingScheme)
    .where(eq(dwellingScheme.district, district))
    .orderBy(asc(dwellingScheme.name))
  const named = (rows: readonly { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]))
  return {
    projects: named(projects),
    streets: named(streets.map(({ id, name }) => ({ id, name: streetWord(name) }))),
    schemes: named(schemes),
  }
}
