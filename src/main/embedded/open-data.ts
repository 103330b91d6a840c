// From a folder to a database that answers: lock, database, migrations, keys, gateway. And back.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startCheckpoints, syncFiles } from './checkpoints'
import { createGateway } from './gateway'
import type { Gateway } from './gateway'
import { loadSigningKey } from './keys'
import { migrate } from './migrate'
import type { MigrationFile } from './migrate'
import { openDatabase } from './open-database'
import { takeOwnerLock } from './owner-lock'
import type { DataProcessStart, DataReady } from './protocol'
import { createTokens } from './tokens'

// Reserved names: a request that took a wrong turn reaches nobody.
const URL = 'http://embedded.kith.invalid'
const PUBLISHABLE_KEY = 'sb_publishable_kith_embedded'

/** Part of the time a person waits for Kith to quit. */
const SYNC_WITHIN_MS = 1_000

export interface OpenedData {
  ready: DataReady
  answer: Gateway
  /** Brings everything to the disk and lets go of the folder. */
  close(): Promise<void>
}

/** Throws DATABASE_BUSY, DATABASE_FAILED, DATABASE_NEWER or MIGRATION_FAILED; the folder is free again then. */
export async function openData(
  { folder, preparedDatabase }: DataProcessStart,
  migrations: MigrationFile[],
): Promise<OpenedData> {
  const begun = performance.now()
  const begunAt = Date.now()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = takeOwnerLock(folder)
  try {
    const { db, isFirstStart, timings } = await openDatabase(folder, preparedDatabase)
    try {
      const opened = performance.now()
      await migrate(db, migrations)
      const migrated = performance.now()
      const tokens = await createTokens(await loadSigningKey(folder), `${URL}/auth/v1`)
      const answer = await createGateway({ db, tokens, publishableKey: PUBLISHABLE_KEY, allowLocalAccounts: true })
      const dataDir = join(folder, 'pgdata')
      const checkpoints = startCheckpoints(db, dataDir)
      const total = performance.now() - begun
      return {
        ready: {
          url: URL,
          publishableKey: PUBLISHABLE_KEY,
          isFirstStart,
          timings: { ...timings, migrate: migrated - opened, total },
        },
        answer,
        async close() {
          try {
            await checkpoints.finish()
            await db.close()
            await syncFiles(dataDir, begunAt, AbortSignal.timeout(SYNC_WITHIN_MS))
          } finally {
            lock.release()
          }
        },
      }
    } catch (error) {
      await db.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
