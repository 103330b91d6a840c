// The composition root: builds everything from a host, starts and stops it. Only wiring lives here.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
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
import { openDesktopSettings, openSettings, providerOfEnvironment } from '../settings'
import { createThreadFiles } from '../thread-files'
import { noTrace } from '../trace'
import { createChanges } from './changes'
import { dataProcessPath } from './data-process-path'
import { createDesktop } from './desktop'
import type { Desktop } from './desktop'
import { openDiagnostics } from './diagnostics-here'
import type { Host } from './host'
import { openLeftBehind } from './left-behind'
import { readLicences } from './licences'
import { createLifecycle } from './lifecycle'
import type { Lifecycle } from './lifecycle'
import { log } from '../diagnostics/log'
import { makeAccounts } from './make-accounts'
import { refuseHeldPresent } from './open-present'
import { createUpdates } from './updates'
import { makeLocalApi } from './make-local-api'
import { versions } from './versions'

export type {
  DataProcess,
  DataProcessStart,
  DesktopHost,
  FileToSave,
  Host,
  Port,
  SaveFiles,
  StartDataProcess,
  Updater,
  Vault,
} from './host'
export { openTrace } from '../trace'
export type { Trace } from '../trace'
export type { CallbackOutcome, ServablePort, ServableSocket }

export interface App {
  /** For a host that would rather not start: throws DATABASE_BUSY when another Kith is known to have what is to be opened. */
  refuseSecond(): Promise<void>
  /** Opens database and account in the background; resolves at once. What becomes of it is told over the contract. */
  start(): void
  /** Serves the contract to one page over its port. `pageId` is what `tell` knows it by. */
  servePort(port: ServablePort, pageId: number): void
  /** Asks something of a page. */
  tell: Desktop['tell']
  /** Serves the contract to one page over its WebSocket. */
  serveSocket(socket: ServableSocket): void
  /** A browser came back from signing in elsewhere. @param search what stands behind the `?`, that included */
  receiveCallback(search: string): Promise<CallbackOutcome>
  /** The system was asked to open an address that begins with `kith:`. What Kith has not asked for does nothing. */
  openAddress(address: string): Promise<CallbackOutcome>
  /** What somebody hands on who asks for help: nothing that anybody wrote is in it. Whatever has failed. */
  report(): Promise<string>
  /** The system was asked to open a file with Kith: a page shows what is in it. */
  openFile(path: string): Promise<void>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  /** The system ends Kith, and may not wait for `close`: that is no end out of order. Synchronous. */
  noteEnd(): void
  /** Stops runs (what arrived is stored) and closes the database. Has a deadline of its own; never rejects. */
  close(): Promise<void>
}

/** Beside the built code. */
const pageFolder = () => join(dataProcessPath, '../../../renderer')

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads profiles and settings and builds the application. Nothing slow happens before `start`. Of the environment, given while
 * Kith is developed, it reads `SUPABASE_URL`, `SUPABASE_ANON_KEY` and `OPENAI_API_KEY`. Throws KEY_REFUSED, INVALID.
 */
export async function createApp(host: Host, environment: Environment = {}): Promise<App> {
  const { trace = noTrace } = host
  const diagnostics = openDiagnostics(host)
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
    uncleanSince: diagnostics.uncleanSince,
    onOwned: diagnostics.own,
    dataProcess: builtDataProcess(),
    onAnswering: (event) => desktop.answering(event),
  })
  const desktop: Desktop = createDesktop({
    host: host.desktop ?? null,
    settings: await openDesktopSettings(host.dataFolder, (keptAs) =>
      log.error('the settings of the desktop could not be read', `They are kept as ${keptAs}, and are as at first.`),
    ),
    services: () => lifecycle.services(),
    onTrouble: (error) => log.error('nobody could be told of an answer', error),
  })
  diagnostics.follow({ ...lifecycle, profileKind: () => profiles.present().kind })
  const updates = createUpdates({
    updater: host.updates ?? 'source',
    settings,
    whenIdle: () => lifecycle.whenIdle(),
    onTrouble: (error) => log.error('the update failed', error),
  })
  const accounts = makeAccounts(host, lifecycle)
  const localApi = await makeLocalApi({ host, settings, profiles, prices, lifecycle, changes, version: versions.kith })
  const threadFiles = createThreadFiles(host.saveFiles, versions.kith, pageFolder())
  const server = serveRouter({
    accounts,
    settings,
    prices,
    changes,
    lifecycle,
    profiles,
    trace,
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
    desktop: desktop.calls,
    localApi,
    diagnostics,
    threadFiles,
    versions,
    installation: host.installation ?? null,
    licences: () => readLicences(join(pageFolder(), 'licences.json')),
    onUnexpectedError: (error) => log.error('unexpected', error),
  })
  trace.mark('application')
  return {
    refuseSecond: () => refuseHeldPresent({ host, profiles }),
    start() {
      diagnostics.begin()
      lifecycle.start()
      updates.start()
      void localApi.start()
    },
    servePort(port, pageId) {
      trace.mark('connected')
      server.servePort(port, pageId)
    },
    serveSocket(socket) {
      trace.mark('connected')
      server.serveSocket(socket)
    },
    tell: desktop.tell,
    receiveCallback: (search) => accounts.receive(readCallback(search)),
    openAddress: (address) => accounts.receive(readDeepLink(address)),
    openFile: (path) => threadFiles.openPath(path),
    whenIdle: () => lifecycle.whenIdle(),
    noteEnd: diagnostics.noteEnd,
    async close() {
      trace.flush()
      updates.close()
      // First, so that nobody begins anything any more.
      await localApi.close().catch((error: unknown) => log.error('the local API did not close', error))
      await lifecycle.close()
      diagnostics.close()
    },
    report: diagnostics.report,
  }
}

function builtDataProcess() {
  // Beside the built code; a development build may do without it.
  const prepared = join(dataProcessPath, '../../../database/prepared.tar.zst')
  return { modulePath: dataProcessPath, preparedDatabase: existsSync(prepared) ? prepared : null }
}
