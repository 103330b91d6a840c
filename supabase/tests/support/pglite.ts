// The embedded engine in memory, behind the gateway the application uses.
import { readFileSync } from 'node:fs'
import type { Transaction } from '@electric-sql/pglite'
import { pgtap } from '@electric-sql/pglite-pgtap'
import { inject } from 'vitest'
import { asApiRole, asServer } from '../../../src/main/embedded/as-role'
import { bootstrap } from '../../../src/main/embedded/bootstrap'
import { createGateway } from '../../../src/main/embedded/gateway'
import { newSigningKey } from '../../../src/main/embedded/keys'
import { startPglite } from '../../../src/main/embedded/start-pglite'
import { createTokens } from '../../../src/main/embedded/tokens'
import type { Engine, EngineOptions, Sql } from './engines'
import { engineOf, ISSUER, once, PUBLISHABLE_KEY, URL } from './people'

export async function openPglite({ sql, pgtap: withPgtap = false, signingKey }: EngineOptions): Promise<Engine> {
  const migrated = inject('migratedDump')
  if ('failure' in migrated) throw new Error(migrated.failure)
  const db = await startPglite('memory://', {
    loadDataDir: new Blob([readFileSync(migrated.path)]),
    extensions: withPgtap ? { pgtap } : {},
  })
  await bootstrap(db)
  if (withPgtap) await db.exec('create extension pgtap with schema extensions')
  if (sql) await db.exec(sql)
  const tokens = await createTokens(signingKey ?? (await newSigningKey()), ISSUER)
  const gateway = once(() => createGateway({ db, tokens, publishableKey: PUBLISHABLE_KEY, allowLocalAccounts: true }))
  const sqlOf =
    (tx: Transaction): Sql =>
    async <Row>(text: string, params: unknown[] = []) =>
      (await tx.query<Row>(text, params)).rows

  return engineOf({
    name: 'pglite',
    tokens,
    fetch: async (input, init) => (await gateway())(new Request(input, init)),
    postLines: async (path, headers, body) =>
      (await gateway())(new Request(`${URL}/rest/v1${path}`, { method: 'POST', headers, body })),
    sql: (text, params) => asServer(db, (tx) => sqlOf(tx)(text, params)),
    async run(text) {
      try {
        return (await db.exec(text)).map(({ rows }) => rows)
      } finally {
        await db.exec('rollback')
        await db.exec('reset all; set session authorization postgres')
      }
    },
    asRole: (role, settings, work) => asApiRole(db, role, settings, (tx) => work(sqlOf(tx))),
    close: () => db.close(),
  })
}
