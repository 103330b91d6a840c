// The embedded database from its process to a signed-in account.
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../database'
import type { DatabaseClient } from '../database'
import type { Call } from '../database/call'
import { connectDataService } from '../embedded/data-service'
import { KithError } from '../../shared/errors'
import type { Host } from './host'

export interface EmbeddedDatabase {
  account: { id: string; name: string }
  call: Call
  forRun: DatabaseClient['forRun']
  /** Stores everything and lets go of the folder. Can be called after the process has ended by itself. */
  close(): Promise<void>
}

export interface OpenEmbeddedOptions {
  host: Host
  /** The built data process, and a prepared database for its first start. */
  dataProcess: { modulePath: string; preparedDatabase: string | null }
  onAccount(): void
  /** The process ended by itself, after the database was open. */
  onLost(error: KithError): void
}

/** Throws the KithError the data process or the sign-in failed with; then nothing of it is left running. */
export async function openEmbedded({
  host,
  dataProcess,
  onAccount,
  onLost,
}: OpenEmbeddedOptions): Promise<EmbeddedDatabase> {
  const process = await host.startDataProcess(dataProcess.modulePath, {
    folder: join(host.dataFolder, 'database'),
    preparedDatabase: dataProcess.preparedDatabase,
  })
  const service = connectDataService(process.port, process.exited)
  let isOver = false
  try {
    const { url, publishableKey } = await service.ready
    onAccount()
    const database = openDatabase({ url, publishableKey, fetch: service.fetch, storage: inMemory() })
    const account = await database.signInLocal({ name: nameOfOwner() })
    void process.exited.then(async (code) => {
      if (isOver) return
      isOver = true
      await database.close()
      onLost(new KithError('DATABASE_FAILED', { reason: `Its process ended (${code}).` }))
    })
    return {
      account,
      call: database.call,
      forRun: database.forRun,
      async close() {
        if (isOver) return
        isOver = true
        await database.close()
        // One that does not close in time is ended: only it holds the folder.
        await service.close().finally(process.kill)
      },
    }
  } catch (error) {
    isOver = true
    process.kill()
    await process.exited
    throw error
  }
}

// A local account opens its session again at every start, so there is nothing to keep, and no keychain to ask.
function inMemory() {
  const items = new Map<string, string>()
  return {
    getItem: async (key: string) => items.get(key) ?? null,
    setItem: async (key: string, value: string) => void items.set(key, value),
    removeItem: async (key: string) => void items.delete(key),
  }
}

function nameOfOwner(): string {
  try {
    return userInfo().username.slice(0, 80) || 'You'
  } catch {
    // In a container the account may have a number and no name.
    return 'You'
  }
}
