// The composition root: builds everything from a host, starts and stops it. Only wiring lives here.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import dataProcessPath from '../embedded/data-process?modulePath'
import { serveRouter } from '../router/serve'
import type { ServablePort, ServableSocket } from '../router/serve'
import { readCallback, readDeepLink } from '../accounts'
import type { CallbackOutcome } from '../accounts'
import { openPrices } from '../assistant/prices/open-prices'
import { writeAtomically } from '../files/write-atomically'
import { profileOfEnvironment } from '../profiles/environment'
import { openProfiles } from '../profiles/profiles'
import { projectAddress } from '../profiles/project-address'
import { schemaUpdate } from '../profiles/schema-update'
import { vaultOf } from '../profiles/vault-of'
import { openSettings, providerOfEnvironment } from '../settings'
import { createThreadFiles } from '../thread-files'
import { createChanges } from './changes'
import type { Host } from './host'
import { openLeftBehind } from './left-behind'
import { readLicences } from './licences'
import { createLifecycle } from './lifecycle'
import type { Lifecycle } from './lifecycle'
import { log } from './log'
import { makeAccounts } from './make-accounts'
import { createUpdates } from './updates'
import { makeLocalApi } from './make-local-api'
import { versions } from './versions'

export type {
  DataProcess,
  DataProcessStart,
  FileToSave,
  Host,
  Port,
  SaveFiles,
  StartDataProcess,
  Updater,
  Vault,
} from './host'
export type { CallbackOutcome, ServablePort, ServableSocket }

export interface App {
  /** Opens database and account in the background; resolves at once. What becomes of it is told over the contract. */
  start(): void
  /** Serves the contract to one page over its port. */
  servePort(port: ServablePort): void
  /** Serves the contract to one page over its WebSocket. */
  serveSocket(socket: ServableSocket): void
  /** A browser came back from signing in elsewhere. @param search what stands behind the `?`, that included */
  receiveCallback(search: string): Promise<CallbackOutcome>
  /** The system was asked to open an address that begins with `kith:`. What Kith has not asked for does nothing. */
  openAddress(address: string): Promise<CallbackOutcome>
  /** The system was asked to open a file with Kith: a page shows what is in it. */
  openFile(path: string): Promise<void>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  /** Stops runs (what arrived is stored) and closes the database. Has a deadline of its own; never rejects. */
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads profiles and settings and builds the application. Nothing slow happens before `start`. Of the environment, given while
 * Kith is developed, it reads `SUPABASE_URL`, `SUPABASE_ANON_KEY` and `OPENAI_API_KEY`. Throws KEY_REFUSED, INVALID.
 */
export async function createApp(host: Host, environment: Environment = {}): Promise<App> {
  const changes = createChanges()
  const profiles = await openProfiles(host.dataFolder, profileOfEnvironment(environment))
  const { id } = profiles.present()
  const settings = await openSettings(
    { folder: await profiles.folderOf(id), vault: vaultOf(host.vault, id) },
    providerOfEnvironment(environment),
  )
  const showChoices = () => {
    const { theme, language } = settings.view()
    host.showTheme?.(theme)
    host.showLanguage?.(language)
  }
  showChoices()
  settings.onChange(() => {
    showChoices()
    changes.tell({ kind: 'settings' })
  })
  const prices = openPrices({
    folder: host.dataFolder,
    write: writeAtomically,
    onTrouble: () => void lifecycle.noticesChanged(),
  })
  const lifecycle: Lifecycle = createLifecycle({
    host,
    settings,
    profiles,
    prices,
    changes,
    dataProcess: builtDataProcess(),
  })
  const updates = createUpdates({
    updater: host.updates ?? 'source',
    settings,
    whenIdle: () => lifecycle.whenIdle(),
    onTrouble: (error) => log.error('the update failed', error),
  })
  const accounts = makeAccounts(host, lifecycle)
  const localApi = await makeLocalApi({ host, settings, prices, lifecycle, changes, version: versions.kith })
  const threadFiles = createThreadFiles(host.saveFiles, versions.kith)
  const server = serveRouter({
    accounts,
    settings,
    prices,
    changes,
    lifecycle,
    profiles,
    async schemaUpdate({ url, missing }) {
      const address = projectAddress(url)
      const { migrationFiles } = await import('../embedded/migration-files')
      return schemaUpdate(
        address,
        migrationFiles.filter(({ file }) => missing?.includes(file) ?? true),
      )
    },
    leftBehind: openLeftBehind(host),
    updates,
    localApi,
    threadFiles,
    versions,
    licences: () => readLicences(join(dataProcessPath, '../../../renderer/licences.json')),
    onUnexpectedError: (error) => log.error('unexpected', error),
  })
  return {
    start() {
      lifecycle.start()
      updates.start()
      void localApi.start()
    },
    servePort: server.servePort,
    serveSocket: server.serveSocket,
    receiveCallback: (search) => accounts.receive(readCallback(search)),
    openAddress: (address) => accounts.receive(readDeepLink(address)),
    openFile: (path) => threadFiles.openPath(path),
    whenIdle: () => lifecycle.whenIdle(),
    async close() {
      updates.close()
      // First, so that nobody begins anything any more.
      await localApi.close().catch((error: unknown) => log.error('the local API did not close', error))
      await lifecycle.close()
    },
  }
}

function builtDataProcess() {
  // Beside the built code; a development build may do without it.
  const prepared = join(dataProcessPath, '../../../database/prepared.tar.gz')
  return { modulePath: dataProcessPath, preparedDatabase: existsSync(prepared) ? prepared : null }
}
