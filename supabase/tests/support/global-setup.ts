// Before the first test of a run: which engines there are, and one migrated database of each, that tests get copies of.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findStack } from '../../../scripts/bootstrap/postgres.mjs'
import { bootstrap } from '../../../src/main/embedded/bootstrap'
import { migrate } from '../../../src/main/embedded/migrate'
import { migrationFiles } from '../../../src/main/embedded/migration-files'
import { startPglite } from '../../../src/main/embedded/start-pglite'
import { makeTemplate, startCluster } from './cluster'
import type { EngineName } from './engines'

/** Said by every test that needs it, and by no other. */
interface Failure {
  failure: string
}

declare module 'vitest' {
  interface ProvidedContext {
    engines: EngineName[]
    migratedDump: { path: string } | Failure
    cluster: { socketFolder: string; postgrest: string } | Failure | null
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-dump-'))
  const wanted = (process.env.KITH_ENGINES ?? 'pglite,postgres').split(',') as EngineName[]
  const stack = wanted.includes('postgres') ? findPostgres() : null
  const engines = wanted.filter((name) => name === 'pglite' || stack)
  project.provide('engines', engines)
  if (engines.length < 2) process.stdout.write('One engine only: its answers are not compared with the other one’s.\n')

  let stopCluster = async () => {}
  const provideCluster = async () => {
    if (!stack) return project.provide('cluster', null)
    const cluster = await startCluster(stack.bin)
    stopCluster = cluster.stop
    const failure = await failureOf(makeTemplate(cluster))
    project.provide('cluster', failure ?? { socketFolder: cluster.socketFolder, postgrest: stack.postgrest })
  }
  const provideDump = async () => {
    const path = join(folder, 'migrated.tar')
    const failure = engines.includes('pglite') ? await failureOf(dumpMigrated(path)) : { failure: 'not in this run' }
    project.provide('migratedDump', failure ?? { path })
  }
  // Also when the run is broken off.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  try {
    await Promise.all([provideCluster(), provideDump()])
  } catch (error) {
    await stopCluster()
    throw error
  }
  return () => stopCluster()
}

function findPostgres(): { bin: string; postgrest: string } | null {
  const stack = findStack()
  if (!('missing' in stack)) return stack
  const advice = `${stack.missing}. \`npm run test:stack\` sets it up where it can.`
  if (process.env.KITH_ENGINES) throw new Error(`PostgreSQL cannot be tested: ${advice}`)
  process.stdout.write(`The embedded engine only: ${advice}\n`)
  return null
}

async function dumpMigrated(path: string): Promise<void> {
  const db = await startPglite('memory://')
  try {
    await bootstrap(db)
    await migrate(db, migrationFiles)
    await db.exec('checkpoint')
    const dump = await db.dumpDataDir('none')
    writeFileSync(path, Buffer.from(await dump.arrayBuffer()))
  } finally {
    await db.close()
  }
}

async function failureOf(work: Promise<void>): Promise<Failure | null> {
  try {
    await work
    return null
  } catch (error) {
    const { data } = error as { data?: unknown }
    return { failure: `${error instanceof Error ? error.message : String(error)} ${JSON.stringify(data ?? {})}` }
  }
}
