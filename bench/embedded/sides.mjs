// The three ways to the same functions, each as a supabase-js client of somebody who is signed in.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { importJWK, SignJWT } from 'jose'
import { findStack } from '../../scripts/bootstrap/postgres.mjs'
import { at } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { openPostgresServer } from '../database/engines.mjs'

const prepared = at('out/database/prepared.tar.zst')
const passing = () => mkdtempSync(join(tmpdir(), 'kith-bench-'))

/** @returns {Promise<{ name: string, client: import('@supabase/supabase-js').SupabaseClient, close(): Promise<void> }[]>} */
export const openSides = async () => [await inProcess(), await inDataProcess(), await overPostgrest()]

async function inProcess() {
  const { openData } = await load('src/main/embedded/open-data.ts')
  const { migrationFiles } = await load('src/main/embedded/migration-files.ts')
  const folder = passing()
  const data = await openData({ folder, preparedDatabase: prepared }, migrationFiles)
  const client = await signedIn(data.ready, (input, init) => data.answer(new Request(input, init)))
  const close = async () => {
    await data.close()
    rmSync(folder, { recursive: true })
  }
  return { name: 'in process', ...client, close }
}

async function inDataProcess() {
  const { buildEntry } = await load('src/main/embedded/testing/build-entry.ts')
  const { startTestThread } = await load('src/main/embedded/testing/data-thread.ts')
  const { migrationFiles } = await load('src/main/embedded/migration-files.ts')
  const folder = passing()
  const entry = await buildEntry(at('src/main/embedded/testing/hold-data.ts'))
  const start = { folder, preparedDatabase: prepared }
  const { service } = startTestThread(entry, { start, migrations: migrationFiles })
  const client = await signedIn(await service.ready, service.fetch)
  const close = async () => {
    await service.close()
    rmSync(folder, { recursive: true })
    rmSync(dirname(entry), { recursive: true })
  }
  return { name: 'data process', ...client, close }
}

async function overPostgrest() {
  const { newSigningKey } = await load('src/main/embedded/keys.ts')
  const { createTokens } = await load('src/main/embedded/tokens.ts')
  const { startPostgrest } = await load('supabase/tests/support/postgrest.ts')
  const server = await openPostgresServer()
  const key = await newSigningKey()
  const { postgrest } = findStack()
  const rest = await startPostgrest({
    path: postgrest,
    socketFolder: server.socketFolder,
    database: server.database,
    publicKeys: (await createTokens(key, 'https://bench.invalid')).publicKeys,
  })
  const id = crypto.randomUUID()
  await server.owner.query('insert into auth.users (id, email) values ($1, $2)', [id, 'bench@example.com'])
  const now = Math.floor(Date.now() / 1_000)
  const token = await new SignJWT({ sub: id, role: 'authenticated', aud: 'authenticated', iat: now, exp: now + 7_200 })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
    .sign(await importJWK(key, 'ES256'))
  // What the gateway of a project does in front of PostgREST takes no time here.
  const direct = (input, init) => fetch(String(input).replace('/rest/v1/', '/'), init)
  const client = clientWith(rest.address, 'none', direct, token)
  const close = async () => {
    await rest.stop()
    await server.close()
  }
  return { name: 'PostgREST', client, userId: id, postgres: server, close }
}

async function signedIn({ url, publishableKey }, fetchIt) {
  const auth = createClient(url, publishableKey, { global: { fetch: fetchIt }, auth: { persistSession: false } }).auth
  const { data, error } = await auth.signUp({ email: 'bench@example.com', password: crypto.randomUUID() })
  if (error) throw error
  return { client: clientWith(url, publishableKey, fetchIt, data.session.access_token), userId: data.user.id }
}

function clientWith(url, key, fetchIt, token) {
  return createClient(url, key, { global: { fetch: fetchIt }, accessToken: async () => token })
}
