// The local API, given what it works with.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalApi } from '../api'
import { writeAtomically } from '../files/write-atomically'
import { callDirectly } from '../router/direct'
import type { RouterContext } from '../router/context'
import type { Profiles } from '../profiles/profiles'
import { openApiSettings } from '../settings'
import type { Settings } from '../settings'
import type { SessionState } from '../../shared/contract/session'
import type { Prices } from '../assistant/prices/open-prices'
import type { Changes } from './changes'
import { createGuests } from './guests'
import type { Host } from './host'
import type { Lifecycle } from './lifecycle'
import { log } from './log'

interface Parts {
  host: Host
  settings: Settings
  profiles: Pick<Profiles, 'device'>
  prices: Pick<Prices, 'of'>
  lifecycle: Pick<Lifecycle, 'services' | 'watch'>
  changes: Changes
  version: string
}

export type ServedLocalApi = RouterContext['localApi'] & Pick<LocalApi, 'start' | 'close'>

/** Its code is loaded once it is on, or somebody looks at it. */
export async function makeLocalApi(parts: Parts): Promise<ServedLocalApi> {
  const { host, lifecycle, changes, version } = parts
  const guests = createGuests({ ...parts, device: parts.profiles.device })
  const kith = () => lifecycle.services()
  const settings = await openApiSettings(host.dataFolder, (keptAs) =>
    log.error('the settings of the local API could not be read', `They are kept as ${keptAs}, and it is off.`),
  )
  let loading: Promise<LocalApi> | null = null
  let loaded: LocalApi | null = null
  async function load(): Promise<LocalApi> {
    const { openLocalApi } = await import('../api')
    loaded = await openLocalApi({
      version,
      settings,
      logStore: logIn(join(host.dataFolder, 'local-api-accesses.json')),
      kith,
      contractFor: (rights) => callDirectly(rights, (error) => log.error('unexpected', error)),
      guest: (userId, database) => guests.of(userId, database),
      tell: (change) => changes.tell(change),
      log: log.error,
    })
    return loaded
  }
  const api = () => (loading ??= load())
  const stop = new AbortController()
  void followSession(lifecycle.watch(stop.signal), () => {
    loaded?.sessionChanged()
    void guests.close()
  })

  return {
    view: async () => (await api()).view(),
    setOn: async (isOn) => (await api()).setOn(isOn),
    setPort: async (port) => (await api()).setPort(port),
    setOrigins: async (origins) => (await api()).setOrigins(origins),
    createKey: async (wish) => (await api()).createKey(wish),
    revokeKey: async (keyId) => (await api()).revokeKey(keyId),
    async forgetKeys(of) {
      // Most have none, and for nothing its code is not loaded.
      if (settings.present().keys.some(({ profileId }) => profileId === of.profileId))
        await (await api()).forgetKeys(of)
    },
    accesses: async () => (await api()).accesses(),
    clearAccesses: async () => (await api()).clearAccesses(),
    async copyToken() {
      const { token, expiresAt } = await (await kith()).database.client.accessToken()
      await host.copyText?.(token)
      return { token: host.copyText ? null : token, expiresAt: new Date(expiresAt * 1_000).toISOString() }
    },
    async start() {
      if (settings.present().isOn) await (await api()).start()
    },
    async close() {
      stop.abort()
      await (await loading)?.close()
      await guests.close()
    },
  }
}

/** A database that is opened again is the same session; another account, or none, is not. */
async function followSession(states: AsyncIterable<SessionState>, onChange: () => void): Promise<void> {
  let owner: string | null = null
  for await (const state of states) {
    if (state.phase === 'starting') continue
    const next = state.phase === 'ready' ? `ready ${state.profile.id} ${state.account.id}` : state.phase
    if (owner !== null && owner !== next) onChange()
    owner = next
  }
}

function logIn(path: string) {
  return {
    read: () =>
      readFile(path, 'utf8').catch((error: unknown) => {
        const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
        if (isThere) log.error('the access log of the local API could not be read', error)
        return null
      }),
    write: (text: string) => writeAtomically(path, text),
  }
}
