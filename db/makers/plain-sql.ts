import pg from 'pg'
import { openSqliteConnection } from '../sqlite-store'

/** Runs one query text on a test's database, beside the portal's own ways: what it answers was reckoned elsewhere. */
export const plainSql = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  if (url.startsWith('sqlite:')) {
    const connection = openSqliteConnection(url.slice('sqlite:'.length), { readonly: true })
    const rows = connection.prepare(text).all() as Record<string, unknown>[]
    connection.close()
    return rows
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(text)
  await client.end()
  return rows
}
