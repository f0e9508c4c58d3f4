import pg from 'pg'

/** What autovacuum does within a minute of such a load: without statistics the planner walks whole tables. */
export const analyse = async (url: string): Promise<void> => {
  if (url.startsWith('sqlite:')) return
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('analyze')
  await client.end()
}
