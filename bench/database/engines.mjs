// The two engines, each with a throw-away database of its own on disk, and calls as the application makes them: one
// transaction with the caller's role, claims and headers, arguments and rows as JSON. No network and no process between.
import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { findStack } from '../../scripts/bootstrap/postgres.mjs'
import { Obstacle } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'

/** @returns {Promise<Engine>} */
export const openEngine = (name) => (name === 'pglite' ? openPglite() : openPostgres())

async function openPglite() {
  const { startPglite } = await load('src/main/embedded/start-pglite.ts')
  const { bootstrap } = await load('src/main/embedded/bootstrap.ts')
  const { migrate } = await load('src/main/embedded/migrate.ts')
  const { migrationFiles } = await load('src/main/embedded/migration-files.ts')
  const { asApiRole, asServer } = await load('src/main/embedded/as-role.ts')
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const dataDir = join(folder, 'pgdata')
  mkdirSync(dataDir)
  let db = await startPglite(dataDir)
  await bootstrap(db)
  await migrate(db, migrationFiles)
  return engineOf({
    name: 'pglite',
    version: (await db.query('show server_version')).rows[0].server_version,
    sql: (text, params) => asServer(db, async (tx) => (await tx.query(text, params)).rows),
    run: (text) => db.exec(text),
    // As the application finds it the next day: how much memory it takes is decided when it opens.
    async reopen() {
      await db.close()
      db = await startPglite(dataDir)
      await bootstrap(db)
    },
    /** Lets somebody else have the folder of its data directory for a while. */
    async lend(work) {
      await db.close()
      await work(folder)
      db = await startPglite(dataDir)
      await bootstrap(db)
    },
    cpu: () => process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
    asUser: (settings, work) =>
      asApiRole(db, 'authenticated', settings, (tx) =>
        work(async (text, params) => (await tx.query(text, params)).rows),
      ),
    async close() {
      await db.close()
      rmSync(folder, { recursive: true })
    },
  })
}

/** A server with one database in it, where all migrations are applied. */
export async function openPostgresServer() {
  const stack = findStack()
  if ('missing' in stack) throw new Obstacle(`PostgreSQL cannot be measured: ${stack.missing}. See npm run test:stack.`)
  const { makeTemplate, TEMPLATE: database } = await load('supabase/tests/support/cluster.ts')
  const server = await startServer(stack.bin)
  await makeTemplate(server)
  const connect = async (user) => {
    const client = new Client({ host: server.socketFolder, user, database })
    await client.connect()
    return client
  }
  const owner = await connect('supabase_admin')
  return {
    socketFolder: server.socketFolder,
    database,
    owner,
    connect,
    async close() {
      await owner.end()
      await server.stop()
    },
  }
}

async function openPostgres() {
  const server = await openPostgresServer()
  const { owner } = server
  const authenticator = await server.connect('authenticator')
  const [{ pid }] = (await authenticator.query('select pg_backend_pid() as pid')).rows
  // Linux only: nanoseconds on a processor.
  const schedule = `/proc/${pid}/schedstat`
  const queries = (client) => async (text, values) => (await client.query({ text, values })).rows
  return engineOf({
    name: 'postgres',
    version: (await owner.query('show server_version')).rows[0].server_version,
    sql: queries(owner),
    run: (text) => owner.query(text),
    cpu: () => (existsSync(schedule) ? Number(readFileSync(schedule, 'utf8').split(' ')[0]) / 1e6 : null),
    async asUser(settings, work) {
      const names = ['role', ...Object.keys(settings)]
      const locals = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`)
      await authenticator.query('begin')
      try {
        await authenticator.query(`select ${locals.join(', ')}`, ['authenticated', ...Object.values(settings)])
        const result = await work(queries(authenticator))
        await authenticator.query('commit')
        return result
      } catch (error) {
        await authenticator.query('rollback')
        throw error
      }
    },
    async close() {
      await authenticator.end()
      await server.close()
    },
  })
}

/** As a small server is set up. Commits wait for the disk. */
const settings = ['listen_addresses=', 'shared_buffers=1GB', 'effective_cache_size=4GB', 'maintenance_work_mem=512MB']
const moreSettings = ['max_wal_size=4GB', 'max_connections=20', 'random_page_cost=1.1']

async function startServer(bin) {
  const { startOnLeash } = await load('supabase/tests/support/leash.ts')
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const id = (what) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }))
  // PostgreSQL refuses to run as root.
  const user = process.getuid() === 0 ? { uid: id('-u'), gid: id('-g') } : {}
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const words = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--username=supabase_admin']
  execFileSync(join(bin, 'initdb'), [...words, '-D', data], { cwd: folder, stdio: 'ignore', ...user })
  const options = [...settings, ...moreSettings].flatMap((setting) => ['-c', setting])
  const leash = await startOnLeash({
    command: [join(bin, 'postgres'), '-D', data, '-k', folder, ...options],
    ready: /ready to accept connections/,
    user: user.uid === undefined ? undefined : user,
  })
  return {
    socketFolder: folder,
    async stop() {
      await leash.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** What both have in common. The statement of a call is the embedded gateway's own. */
async function engineOf(engine) {
  const { readApiFunctions } = await load('src/main/embedded/rest/api-functions.ts')
  const { chooseFunction } = await load('src/main/embedded/rest/choose-function.ts')
  const { callQuery } = await load('src/main/embedded/rest/call-query.ts')
  const shape = { columns: ['*'], order: [], limit: 1_000, offset: 0, count: null }
  const form = { contentType: 'application/json', isSingle: false, isStripped: false }
  const functions = await readApiFunctions({ query: async (text) => ({ rows: await engine.sql(text) }) })
  return {
    ...engine,
    sql: (text, params) => engine.sql(text, params).catch(withoutParameters),
    async call(userId, name, args, headers = {}) {
      const names = Object.keys(args)
      const query = callQuery(chooseFunction(functions, name, { names, isBody: true }), names, shape, form)
      const settings = {
        search_path: '"public", "extensions"',
        'request.jwt.claims': JSON.stringify({ sub: userId, role: 'authenticated' }),
        'request.headers': JSON.stringify(headers),
      }
      const [{ body }] = await engine.asUser(settings, (sql) =>
        sql(query.sql, query.needsArguments ? [JSON.stringify(args)] : []),
      )
      return JSON.parse(body)
    },
  }
}

/** PGlite's errors carry what was sent, which here is megabytes. */
function withoutParameters({ message, where, hint }) {
  throw new Error([message, hint, where].filter(Boolean).join('\n'))
}

/**
 * @typedef {{
 *   name: 'pglite' | 'postgres', version: string,
 *   sql: (text: string, params?: unknown[]) => Promise<object[]>,
 *   run: (text: string) => Promise<unknown>,
 *   has: (name: string) => boolean,
 *   call: (userId: string, name: string, args: object, headers?: object) => Promise<any>,
 *   cpu: () => number | null,
 *   reopen?: () => Promise<void>,
 *   lend?: (work: (folder: string) => Promise<void>) => Promise<void>,
 *   close: () => Promise<void>,
 * }} Engine `sql` and `run` are the server's own, above all row security; `cpu`: milliseconds on a processor so far,
 *   with PGlite those of the whole process.
 */
