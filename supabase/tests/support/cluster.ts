// A PostgreSQL for one test run, reached through a socket in a folder of its own and through no port.
import { execFile, execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import bootstrapSql from '../../../src/main/embedded/bootstrap.sql?raw'
import { migrate } from '../../../src/main/embedded/migrate'
import { migrationFiles } from '../../../src/main/embedded/migration-files'
import { startOnLeash } from './leash'
import { asPglite } from './pg-as-pglite'

/** The database that those of the tests are copies of. */
export const TEMPLATE = 'template_of_tests'

export interface Cluster {
  socketFolder: string
  stop(): Promise<void>
}

/** @param bin folder of the server's programs */
export async function startCluster(bin: string): Promise<Cluster> {
  // Short: the path of a socket may have about a hundred characters.
  const folder = mkdtempSync(join(tmpdir(), 'kith-pg-'))
  try {
    const user = unprivilegedUser()
    if (user) chownSync(folder, user.uid, user.gid)
    const data = join(folder, 'data')
    const words = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync', '--username=supabase_admin']
    await promisify(execFile)(join(bin, 'initdb'), [...words, '-D', data], { cwd: folder, ...user })
    const leash = await startOnLeash({
      command: [join(bin, 'postgres'), '-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
      ready: /ready to accept connections/,
      folder,
      user,
    })
    return { socketFolder: folder, stop: leash.stop }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Nothing of it has to survive. */
const settings = [
  'listen_addresses=',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=64MB',
  'max_connections=200',
  // It looks through tables at moments nobody chooses, and what is replaced meanwhile keeps its room: conversations.test.ts counts that.
  'autovacuum=off',
]

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Makes the database the tests' ones are copies of: what Supabase brings, then the migrations. */
export async function makeTemplate({ socketFolder }: Cluster): Promise<void> {
  const connection = (user: string, database: string) => ({ host: socketFolder, user, database })
  await administer(connection('supabase_admin', 'postgres'), rolePostgres, `create database ${TEMPLATE} owner postgres`)
  await administer(connection('supabase_admin', TEMPLATE), bootstrapSql, rightsOfPostgres)
  const client = new Client(connection('postgres', TEMPLATE))
  await client.connect()
  try {
    await migrate(asPglite(client), migrationFiles)
  } finally {
    await client.end()
  }
}

// On Supabase the owner of everything is no superuser.
const rolePostgres = 'create role postgres login createdb createrole replication bypassrls'

const rightsOfPostgres = `
  grant anon, authenticated, service_role, authenticator to postgres with admin option;
  alter role postgres set search_path = "$user", public, extensions;
  alter schema extensions owner to postgres;
  create extension if not exists fuzzystrmatch with schema extensions;
  grant all on schema auth to postgres;
  grant all on all tables in schema auth to postgres;
  grant all on all sequences in schema auth to postgres;
  alter default privileges for role postgres in schema public
    grant all on tables to anon, authenticated, service_role;
  alter default privileges for role postgres in schema public
    grant all on routines to anon, authenticated, service_role;
  alter default privileges for role postgres in schema public
    grant all on sequences to anon, authenticated, service_role;`

/** Runs some statements over a connection of their own. */
export async function administer(connection: ClientConfig, ...statements: string[]): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
