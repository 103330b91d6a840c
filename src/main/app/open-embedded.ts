// The embedded database from its process to a signed-in account.
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { openDatabase, sessionInMemory } from '../database'
import { listBackups } from '../embedded/backups/backup'
import { connectDataService } from '../embedded/data-service'
import type { DataService } from '../embedded/data-service'
import type { Beginning, Work } from '../embedded/protocol'
import type { KithError } from '../../shared/errors'
import { tellDamage } from './damage'
import type { Host } from './host'
import { log } from '../diagnostics/log'
import type { OpenDatabase } from './open-database'

export interface EmbeddedDatabase extends OpenDatabase {
  kind: 'embedded'
  /** The kind of network drive its folder lies on, or null. */
  networkDrive: string | null
  backups: DataService['backups']
}

export interface OpenEmbeddedOptions {
  host: Host
  /** The built data process, and a prepared database for its first start. */
  dataProcess: { modulePath: string; preparedDatabase: string | null }
  /** Absent: open what is there. */
  beginning?: Beginning
  /** The account that is meant, where there is more than one, and its password. */
  chosen?: { account: string; password?: string | undefined } | undefined
  /** While it opens: what takes long just now; null: nothing in particular. */
  onWork(work: Work | null): void
  onAccount(): void
  /** The database was open and cannot go on. Its process has ended. */
  onLost(error: KithError): void | Promise<void>
  /** How the daily backup went: null when it was made, else why not. */
  onDailyBackup(failed: string | null): void
}

/** Throws the KithError the data process or the sign-in failed with; nothing is left running then. */
export async function openEmbedded({
  host,
  dataProcess,
  beginning,
  chosen,
  onWork,
  onAccount,
  onLost,
  onDailyBackup,
}: OpenEmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = databaseFolder(host)
  const { preparedDatabase } = dataProcess
  const process = await host.startDataProcess(dataProcess.modulePath, { folder, preparedDatabase, beginning })
  host.trace?.mark('database-started')
  const service = connectDataService(process.port, process.exited, {
    onOpening: onWork,
    onDailyBackup,
    onError: (event, error) => log.quietly('data', event, error),
  })
  let isOver = false
  try {
    const { url, publishableKey, isReadOnly, networkDrive, phases } = await service.ready
    for (const { phase, at } of phases) host.trace?.mark(phase, at)
    onAccount()
    const at = { url, publishableKey, fetch: service.fetch }
    const database = openDatabase({ ...at, storage: sessionInMemory() })
    const account = await database.signInLocal({ name: nameOfOwner(), ...chosen })
    host.trace?.mark('signed-in')
    void service.lost.then(async (failure) => {
      if (isOver) return
      isOver = true
      await database.close()
      process.kill()
      // Until then the folder is not free.
      await process.exited
      await onLost(failure)
    })
    const place = { folder, backups: { list: () => listBackups(folder) } }
    return {
      kind: 'embedded',
      service: at,
      client: database,
      account,
      isReadOnly,
      networkDrive,
      call: tellDamage(database.call, place),
      forRun: async (run, options) => tellDamage(await database.forRun(run, options), place),
      backups: service.backups,
      async close() {
        if (isOver) return
        isOver = true
        // The next start opens one of its own.
        await database.signOut().catch((error: unknown) => log.error('the session was not ended', error))
        await database.close()
        try {
          await service.close()
        } finally {
          // One that does not close in time is ended. Until then the folder is not free.
          process.kill()
          await process.exited
        }
      },
    }
  } catch (error) {
    isOver = true
    process.kill()
    await process.exited
    throw error
  }
}

export const databaseFolder = ({ dataFolder }: Pick<Host, 'dataFolder'>) => join(dataFolder, 'database')

// A local account opens its session again at every start, so there is nothing to keep, and no keychain to ask.
function nameOfOwner(): string {
  try {
    return userInfo().username.slice(0, 80) || 'You'
  } catch {
    // In a container the account may have a number and no name.
    return 'You'
  }
}
