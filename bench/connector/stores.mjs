// Stores that are compared, each with its vectors, and a line to it whose length can be changed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LibSQLStore, LibSQLVector } from '@mastra/libsql'
import { PgVector, PostgresStore } from '@mastra/pg'
import { InMemoryStore } from '@mastra/core/storage'
import { Client } from 'pg'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { openSides } from '../embedded/sides.mjs'

const MODEL = 'bench'
const CHECKPOINT_MS = 20_000

/** @returns {Promise<Store[]>} */
export async function openStores() {
  const connector = await load('src/main/store/index.ts')
  const [inProcess, ...sides] = await openSides()
  // Nobody stores over this one, and open it would keep the benchmark from ending.
  await inProcess.close()
  const ours = sides.map((side) => ourStore(connector, side))
  const server = sides.find(({ name }) => name === 'PostgREST')
  return [inMemory(), ...ours, await mastraPg(server.postgres), await libsql()]
}

/** Every request waits as long as its line says. */
function lineOf() {
  const line = { delay: 0, trips: 0 }
  return {
    line,
    async travel() {
      line.trips += 1
      if (line.delay > 0) await wait(line.delay)
    },
  }
}

function ourStore(connector, side) {
  const { line, travel } = lineOf()
  const call = async (name, args, { signal } = {}) => {
    await travel()
    const query = side.client.rpc(name, args)
    const { data, error } = await (signal ? query.abortSignal(signal) : query)
    if (error) throw Object.assign(new Error(error.message), error)
    return data
  }
  const pendingVectors = new connector.PendingVectors()
  // Kith renews its statistics with the next checkpoint.
  const settle = side.postgres ? () => side.postgres.owner.query('analyze') : () => wait(CHECKPOINT_MS)
  return {
    name: side.name === 'PostgREST' ? 'ours/PostgREST' : 'ours/embedded',
    isLocal: side.name !== 'PostgREST',
    line,
    resourceId: connector.makeResourceId(side.userId),
    storage: new connector.SupabaseStore({ call, userId: side.userId, pendingVectors }),
    vector: new connector.SupabaseVector({ call, model: MODEL, pendingVectors }),
    Memory: connector.SupabaseMemory,
    settle,
    close: side.close,
  }
}

function inMemory() {
  const { line } = lineOf()
  return {
    name: 'in memory',
    isLocal: false,
    line,
    resourceId: 'anna',
    storage: new InMemoryStore(),
    settle: async () => {},
    close: async () => {},
  }
}

async function mastraPg({ socketFolder, owner }) {
  await owner.query('create database mastra')
  const connectionString = `postgres://supabase_admin@localhost/mastra?host=${encodeURIComponent(socketFolder)}`
  const { line, travel } = lineOf()
  const storage = new PostgresStore({ id: 'pg', connectionString })
  await storage.init()
  const vector = new PgVector({ id: 'pg', connectionString })
  // One statement is one round trip, BEGIN and COMMIT as well.
  const query = Client.prototype.query
  Client.prototype.query = function (...args) {
    return this.database === 'mastra' ? travel().then(() => query.apply(this, args)) : query.apply(this, args)
  }
  const settle = () => storage.db.none('analyze')
  const close = async () => {
    await vector.disconnect()
    await storage.close()
  }
  return { name: '@mastra/pg', isLocal: false, line, resourceId: 'anna', storage, vector, settle, close }
}

async function libsql() {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const { line } = lineOf()
  const storage = new LibSQLStore({ id: 'libsql', url: `file:${join(folder, 'mastra.db')}` })
  await storage.init()
  const vector = new LibSQLVector({ id: 'libsql', url: `file:${join(folder, 'vectors.db')}` })
  const settle = async () => {}
  const close = async () => {
    await storage.close?.()
    rmSync(folder, { recursive: true })
  }
  return { name: '@mastra/libsql', isLocal: true, line, resourceId: 'anna', storage, vector, settle, close }
}

/**
 * @typedef {{
 *   name: string, isLocal: boolean, line: { delay: number, trips: number }, resourceId: string,
 *   storage: import('@mastra/core/storage').MastraCompositeStore, vector?: import('@mastra/core/vector').MastraVector,
 *   Memory?: Function, settle(): Promise<unknown>, close(): Promise<void>,
 * }} Store
 */
