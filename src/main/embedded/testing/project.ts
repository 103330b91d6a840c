// A whole embedded project in memory, with the real client in front of it, for tests.
import type { PGlite } from '@electric-sql/pglite'
import { createClient } from '@supabase/supabase-js'
import { createGateway } from '../gateway'
import type { Gateway } from '../gateway'
import { newSigningKey } from '../keys'
import type { SigningKey } from '../keys'
import { migrate } from '../migrate'
import type { MigrationFile } from '../migrate'
import { createTokens } from '../tokens'
import { openMemoryDatabase } from './memory-database'

export const URL = 'http://project.test'
export const KEY = 'sb_publishable_test'

export interface Project {
  db: PGlite
  gateway: Gateway
  fetch: typeof globalThis.fetch
  /** A client of its own, with its own session. */
  client: () => ReturnType<typeof newClient>
  /** Moves the clock of the auth service. */
  wait: (seconds: number) => void
}

/** @param migrations files, or the text of one; `db` an earlier project's database, to serve it again */
export async function openProject(
  migrations: string | MigrationFile[],
  { db, key, allowLocalAccounts = true }: { db?: PGlite; key?: SigningKey; allowLocalAccounts?: boolean } = {},
): Promise<Project> {
  const files = typeof migrations === 'string' ? [{ file: '1_test.sql', sql: migrations }] : migrations
  const database = db ?? (await openMemoryDatabase(files))
  await migrate(database, files)
  const tokens = await createTokens(key ?? (await newSigningKey()), `${URL}/auth/v1`)
  let offset = 0
  const gateway = await createGateway({
    db: database,
    tokens,
    publishableKey: KEY,
    allowLocalAccounts,
    now: () => new Date(Date.now() + offset * 1000),
  })
  const fetch: typeof globalThis.fetch = (input, init) => gateway(new Request(input, init))
  return {
    db: database,
    gateway,
    fetch,
    client: () => newClient(fetch),
    wait: (seconds) => {
      offset += seconds
    },
  }
}

function newClient(fetch: typeof globalThis.fetch) {
  return createClient(URL, KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch },
  })
}

/** A signed-in client. */
export async function signedIn(project: Project, email: string) {
  const client = project.client()
  const { data, error } = await client.auth.signUp({ email, password: 'correct horse' })
  if (error || !data.user) throw error ?? new Error('no user')
  return { client, userId: data.user.id }
}
