// A connection to PostgreSQL in the shape that the embedded migration runner knows, so that the same runner, with the
// bookkeeping of the Supabase CLI, brings both engines up to date.
import type { PGlite } from '@electric-sql/pglite'
import type { Client, QueryConfig } from 'pg'

export function asPglite(client: Client): PGlite {
  const shape = {
    exec: (sql: string) => client.query(sql),
    query: (text: string, values: unknown[] = []) => client.query(text, values),
    async transaction<T>(work: (tx: unknown) => Promise<T>): Promise<T> {
      await client.query('begin')
      try {
        const result = await work({
          // One statement only, as the CLI sends it: a wrong cut between two shows here.
          exec: (text: string) => client.query({ text, queryMode: 'extended' } as QueryConfig),
          query: shape.query,
        })
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    },
  }
  return shape as unknown as PGlite
}
