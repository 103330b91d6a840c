// A real database in memory for tests. Making one from nothing takes seconds, so the first test of a run leaves a dump
// for the others. Never part of the app.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { vi } from 'vitest'
import { bootstrap } from '../bootstrap'
import bootstrapSql from '../bootstrap.sql?raw'
import { migrate } from '../migrate'
import type { MigrationFile } from '../migrate'
import { startPglite } from '../start-pglite'

// Whoever opens databases waits for them, on a busy machine for long.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** A bootstrapped database with these migrations, by default none. */
export async function openMemoryDatabase(migrations: MigrationFile[] = []): Promise<PGlite> {
  const db = await startPglite('memory://', {
    loadDataDir: new Blob([readFileSync(await preparedDatabase(migrations))]),
  })
  await bootstrap(db)
  return db
}

/** Path of a prepared database, bootstrapped and without migrations. */
export const emptyDatabase = () => preparedDatabase([])

/** Path of a prepared database, as a first start begins with. */
export async function preparedDatabase(migrations: MigrationFile[]): Promise<string> {
  const hash = createHash('sha256').update(bootstrapSql)
  for (const { file, sql } of migrations) hash.update(`\n${file}\n${sql}`)
  const path = join(tmpdir(), `kith-test-database-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(path)) return path
  const db = await startPglite('memory://')
  await bootstrap(db)
  await migrate(db, migrations)
  await db.exec('checkpoint')
  const dump = await db.dumpDataDir('none')
  await db.close()
  // Several test files may get here at once: each writes its own and the last one stays.
  const beside = `${path}.${randomUUID()}`
  writeFileSync(beside, Buffer.from(await dump.arrayBuffer()))
  renameSync(beside, path)
  return path
}
