// The local API from its settings to its port, and what its owner sees of it. Off unless its owner wants it.
import type { ApiAccess, ApiState, LocalApiView } from '../../shared/contract/local-api'
import type { ApiSettings, ApiSettingsFile, StoredKey } from '../settings'
import { openAccessLog } from './access-log'
import type { LogStore, Owner } from './access-log'
import { createApi } from './create-api'
import { countFailedAttempts } from './failed-attempts'
import { makeKey } from './keys'
import type { KeyWish } from './keys'
import type { ApiParts } from './kith'
import { bodyLimits } from './read-body'
import type { BodyLimits } from './read-body'
import { createRecognise } from './recognise'
import { listenForApi } from './server'
import type { ApiServer } from './server'
import { createStreams, streamLimits } from './streams'
import type { StreamLimits } from './streams'
import { createTokenVerifier } from './verify-token'

interface LocalApiParts extends ApiParts {
  settings: ApiSettingsFile
  logStore: LogStore
  limits?: { body?: BodyLimits; streams?: StreamLimits }
}

/** Changes throw SETTINGS_NOT_SAVED; then nothing has changed. */
export interface LocalApi {
  view(): Promise<LocalApiView>
  setOn(isOn: boolean): Promise<LocalApiView>
  /** 0 for any that is free. */
  setPort(port: number): Promise<LocalApiView>
  setOrigins(origins: readonly string[]): Promise<LocalApiView>
  /** Throws what `kith` throws: a key belongs to an account. */
  createKey(wish: KeyWish): Promise<{ secret: string; view: LocalApiView }>
  revokeKey(keyId: string): Promise<LocalApiView>
  /** Ends all keys of a profile, or of one account of it, that is no more. */
  forgetKeys(of: { profileId: string; userId?: string | undefined }): Promise<void>
  /** Of the account that is signed in, and of nobody who was recognised. Newest first. */
  accesses(): Promise<ApiAccess[]>
  clearAccesses(): Promise<void>
  /** Listens, if it is on. How that went is in the view. */
  start(): Promise<void>
  /** Another account or profile is open, or none: who was recognised is so no longer. */
  sessionChanged(): void
  close(): Promise<void>
  /** Without a port, for tests. */
  fetch(request: Request): Promise<Response>
}

export async function openLocalApi(parts: LocalApiParts): Promise<LocalApi> {
  const { settings, log } = parts
  const accesses = await openAccessLog(parts.logStore, log)
  const streams = createStreams(parts.limits?.streams ?? streamLimits)
  const attempts = countFailedAttempts()
  const signIns = countFailedAttempts()
  const recognise = createRecognise({
    ...parts,
    keys: () => settings.present().keys,
    tokens: createTokenVerifier(),
    attempts,
  })
  let server: ApiServer | null = null
  let state: ApiState = { kind: 'off' }
  let last: Promise<unknown> = Promise.resolve()

  const fetch = createApi({
    ...parts,
    recognise,
    signIns,
    streams,
    accesses,
    limits: parts.limits?.body ?? bodyLimits,
    hosts: () => namesOf(server?.port ?? settings.present().port),
    origins: () => settings.present().origins,
  })

  /** One after the other: whoever switches quickly ends with what was wanted last. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }

  async function listen(port: number): Promise<void> {
    try {
      server = await listenForApi(fetch, port)
      state = { kind: 'on', address: `http://127.0.0.1:${server.port}` }
      if (port !== server.port) await change({ port: server.port })
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      log('the local API has no port', error)
      state = { kind: 'failed', why: code === 'EADDRINUSE' ? 'port-taken' : 'port-refused', reason: message }
    }
  }

  async function stop(): Promise<void> {
    streams.endAll()
    const leaving = server
    server = null
    state = { kind: 'off' }
    await leaving?.close()
  }

  const change = (some: Partial<ApiSettings>) => settings.change((present) => ({ ...present, ...some }))

  async function view(): Promise<LocalApiView> {
    const owner = await ownerOf(parts)
    const { port, origins, keys } = settings.present()
    return {
      state,
      port,
      origins: [...origins],
      keys: keys
        .filter((key) => owner !== null && isOf(key, owner))
        .map((key) => shown(key, accesses.lastUsed(key.id))),
    }
  }

  return {
    view,
    fetch,
    setOn: (isOn) =>
      inTurn(async () => {
        await change({ isOn })
        if (!isOn) await stop()
        else if (server === null) await listen(settings.present().port)
        return view()
      }),
    setPort: (port) =>
      inTurn(async () => {
        if (port !== 0) await change({ port })
        if (settings.present().isOn && server?.port !== port) {
          await stop()
          await listen(port)
        }
        return view()
      }),
    setOrigins: (origins) =>
      inTurn(async () => {
        await change({ origins: [...new Set(origins)] })
        return view()
      }),
    createKey: (wish) =>
      inTurn(async () => {
        const { secret, key } = makeKey(wish, (await parts.kith()).database)
        await settings.change((present) => ({ ...present, keys: [...present.keys, key] }))
        return { secret, view: await view() }
      }),
    revokeKey: (keyId) =>
      inTurn(async () => {
        await settings.change((present) => ({ ...present, keys: present.keys.filter(({ id }) => id !== keyId) }))
        streams.endOf(`key:${keyId}`)
        return view()
      }),
    forgetKeys: ({ profileId, userId }) =>
      inTurn(async () => {
        const isGone = (key: StoredKey) => key.profileId === profileId && (userId ?? key.userId) === key.userId
        const gone = settings.present().keys.filter(isGone)
        await settings.change((present) => ({ ...present, keys: present.keys.filter((key) => !isGone(key)) }))
        for (const { id } of gone) streams.endOf(`key:${id}`)
      }),
    accesses: async () => accesses.list(await ownerOf(parts)),
    clearAccesses: async () => accesses.clear(await ownerOf(parts)),
    start: () => inTurn(async () => (settings.present().isOn ? listen(settings.present().port) : undefined)),
    sessionChanged() {
      recognise.forget()
      streams.endAll()
    },
    close: () =>
      inTurn(async () => {
        await stop()
        await accesses.close()
      }),
  }
}

/** Both names of this computer; by any other one somebody made it up. */
function namesOf(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

async function ownerOf({ kith }: Pick<ApiParts, 'kith'>): Promise<Owner | null> {
  // Nobody is signed in: then nobody has keys that work.
  return kith().then(
    ({ database }) => database,
    () => null,
  )
}

function isOf(key: Owner, owner: Owner): boolean {
  return key.userId === owner.userId && key.profileId === owner.profileId
}

function shown(
  { id, name, personas, mayWrite, createdAt, expiresAt }: StoredKey,
  lastUsedAt: string | null,
): LocalApiView['keys'][number] {
  return { id, name, personas, mayWrite, createdAt, expiresAt, lastUsedAt }
}
