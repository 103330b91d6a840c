// A whole Kith without its windows, with the data process in this very thread.
import { readdirSync } from 'node:fs'
import { expect, vi } from 'vitest'
import type { SessionState } from '../../../shared/contract/session'
import { migrationFiles } from '../../embedded/migration-files'
import { runDataProcess } from '../../embedded/run-data-process'
import { preparedDatabase } from '../../embedded/testing/memory-database'
import { portPair } from '../../embedded/testing/port-pair'
import { openProfiles } from '../../profiles/profiles'
import type { Profiles } from '../../profiles/profiles'
import { vaultOf } from '../../profiles/vault-of'
import { openSettings } from '../../settings'
import type { Settings } from '../../settings'
import { createChanges } from '../changes'
import type { DataProcess, DataProcessStart, Host, StartDataProcess } from '../host'
import { createLifecycle } from '../lifecycle'
import type { Lifecycle } from '../lifecycle'

export const patience = { timeout: 60_000, interval: 5 }

export interface KithHere {
  lifecycle: Lifecycle
  profiles: Profiles
  settings: Settings
  /** What its vault holds. */
  secrets: Map<string, string>
}

export async function lifecycleIn(folder: string, startDataProcess: StartDataProcess): Promise<Lifecycle> {
  return (await kithIn(folder, startDataProcess)).lifecycle
}

/** @param secrets of an earlier start */
export async function kithIn(
  folder: string,
  startDataProcess: StartDataProcess,
  secrets = new Map<string, string>(),
): Promise<KithHere> {
  const host: Host = {
    kind: 'browser',
    dataFolder: folder,
    vault: {
      kind: 'keychain',
      location: 'a test',
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, value) => void secrets.set(name, value),
      delete: async (name) => void secrets.delete(name),
    },
    startDataProcess,
    callbackAddress: () => 'kith://auth/callback',
  }
  const profiles = await openProfiles(folder, null)
  const { id } = profiles.present()
  const settings = await openSettings({ folder: await profiles.folderOf(id), vault: vaultOf(host.vault, id) })
  const lifecycle = createLifecycle({
    host,
    settings,
    profiles,
    prices: { of: async () => ({ context: null, price: null }), look: async () => {}, trouble: () => null },
    changes: createChanges(),
    uncleanSince: () => null,
    dataProcess: { modulePath: '', preparedDatabase: await preparedDatabase(migrationFiles) },
  })
  return { lifecycle, profiles, settings, secrets }
}

/** @param onStart is given what ends it */
export async function startDataHere(
  start: DataProcessStart,
  migrations = migrationFiles,
  onStart: (end: () => void) => void = () => {},
): Promise<DataProcess> {
  const [here, there] = portPair()
  const exited = runDataProcess(start, there, migrations).then(() => {
    there.close()
    return 0
  })
  onStart(() => here.close())
  return { port: here, exited, kill: () => here.close() }
}

export async function untilPhase<P extends SessionState['phase']>(lifecycle: Lifecycle, phase: P) {
  let last: SessionState | undefined
  await vi.waitFor(async () => {
    const watching = new AbortController()
    for await (last of lifecycle.watch(watching.signal)) break
    watching.abort()
    expect(last?.phase).toBe(phase)
  }, patience)
  return last as Extract<SessionState, { phase: P }>
}

export const namesIn = (folder: string, beginning: string) =>
  readdirSync(folder).filter((name) => name.startsWith(beginning))
