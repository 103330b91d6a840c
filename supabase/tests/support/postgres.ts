// PostgreSQL behind PostgREST. Every engine has a database of its own, copied from the one that was migrated when the
// run began.
import { randomUUID } from 'node:crypto'
import { Client, Pool, types } from 'pg'
import type { PoolClient, QueryResult, QueryResultRow } from 'pg'
import { inject } from 'vitest'
import { newSigningKey } from '../../../src/main/embedded/keys'
import { createTokens } from '../../../src/main/embedded/tokens'
import { administer, TEMPLATE } from './cluster'
import type { Engine, EngineOptions, Sql } from './engines'
import { postLines } from './header-lines'
import { engineOf, ISSUER, once } from './people'
import { startPostgrest, throughGateway } from './postgrest'

// As PGlite gives them.
types.setTypeParser(types.builtins.INT8, Number)

export async function openPostgres({ sql, pgtap = false, signingKey }: EngineOptions): Promise<Engine> {
  const cluster = inject('cluster')
  if (!cluster) throw new Error('There is no PostgreSQL in this run.')
  if ('failure' in cluster) throw new Error(cluster.failure)
  const { socketFolder, postgrest } = cluster
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const administrator = (name: string) => ({ host: socketFolder, user: 'supabase_admin', database: name })

  await administer(administrator('postgres'), `create database ${database} template ${TEMPLATE} owner postgres`)
  if (pgtap) await administer(administrator(database), 'create extension pgtap with schema extensions')
  const server = new Pool({ host: socketFolder, user: 'postgres', database, max: 4 })
  const authenticator = new Pool({ host: socketFolder, user: 'authenticator', database, max: 8 })
  if (sql) await server.query(sql)

  const tokens = await createTokens(signingKey ?? (await newSigningKey()), ISSUER)
  const rest = once(() => startPostgrest({ path: postgrest, socketFolder, database, publicKeys: tokens.publicKeys }))
  let isRestUsed = false

  return engineOf({
    name: 'postgres',
    tokens,
    async fetch(input, init) {
      isRestUsed = true
      const { address } = await rest()
      return throughGateway(address, new Request(input, init))
    },
    async postLines(path, lines, body) {
      isRestUsed = true
      const { address } = await rest()
      return postLines(new URL(`${address}${path}`), lines, body)
    },
    sql: sqlOf(server),
    async run(text) {
      // Of its own: what is set, and a transaction left open, end with it.
      const client = new Client({ host: socketFolder, user: 'postgres', database })
      await client.connect()
      try {
        const results: unknown = await client.query(text)
        return [results].flat().map((result) => (result as QueryResult<Record<string, unknown>>).rows)
      } finally {
        await client.end()
      }
    },
    async asRole(role, settings, work) {
      const client = await authenticator.connect()
      try {
        await client.query('begin')
        const names = Object.keys(settings)
        const locals = ['role', ...names].map((name, index) => `set_config('${name}', $${index + 1}, true)`)
        await client.query(`select ${locals.join(', ')}`, [role, ...names.map((name) => settings[name])])
        const result = await work(sqlOf(client))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    async close() {
      if (isRestUsed) await (await rest()).stop()
      // The database goes with the cluster.
      await Promise.all([server.end(), authenticator.end()])
    },
  })
}

function sqlOf(client: Pool | PoolClient): Sql {
  return async <Row>(text: string, params: unknown[] = []) => {
    const { rows } = await client.query<Row & QueryResultRow>({ text, values: params })
    return rows
  }
}
