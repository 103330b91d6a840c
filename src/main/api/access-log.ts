// Who came, when, and how it went: never what was asked or answered. Bounded. Each account sees and clears what came with its
// keys and tokens, and what came from nobody who was recognised.
import { z } from 'zod'
import { apiAccess } from '../../shared/contract/local-api'
import type { ApiAccess } from '../../shared/contract/local-api'
import type { StoredKey } from '../settings'

const KEPT = 1_000
const WRITE_AFTER_MS = 2_000

/** An account in a profile. */
export type Owner = Pick<StoredKey, 'userId' | 'profileId'>

const line = apiAccess.extend({
  /** For whom it was; null where nobody was recognised. */
  owner: z.object({ userId: z.uuid(), profileId: z.uuid() }).nullable(),
})
type Line = z.infer<typeof line>

const stored = z.object({ accesses: z.array(line), lastUsed: z.record(z.string(), z.string()) })

export interface AccessLog {
  note(line: Line, keyId: string | null): void
  /** Newest first. Null: nobody is signed in. */
  list(owner: Owner | null): ApiAccess[]
  /** ISO time. */
  lastUsed(keyId: string): string | null
  clear(owner: Owner | null): Promise<void>
  /** Writes down what is not yet. */
  close(): Promise<void>
}

/** Where it is kept. */
export interface LogStore {
  /** Null when there is nothing, or nothing that can be read. */
  read(): Promise<string | null>
  write(text: string): Promise<void>
}

export async function openAccessLog(
  store: LogStore,
  log: (event: string, reason: unknown) => void,
): Promise<AccessLog> {
  const before = await readStored(store)
  let { accesses } = before
  const lastUsed = new Map(Object.entries(before.lastUsed))
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify({ accesses, lastUsed: Object.fromEntries(lastUsed) })
    writing = writing
      .then(() => store.write(text))
      .catch((error: unknown) => log('the access log could not be written', error))
    return writing
  }

  return {
    note(access, keyId) {
      accesses = [...accesses.slice(-(KEPT - 1)), access]
      if (keyId !== null) lastUsed.set(keyId, access.at)
      timer ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref()
    },
    list: (owner) =>
      accesses
        .filter((one) => isFor(one, owner))
        .map((one) => apiAccess.parse(one))
        .toReversed(),
    lastUsed: (keyId) => lastUsed.get(keyId) ?? null,
    clear(owner) {
      accesses = accesses.filter((one) => !isFor(one, owner))
      return write()
    },
    close: () => (timer === undefined ? writing : write()),
  }
}

function isFor({ owner: theirs }: Line, owner: Owner | null): boolean {
  return theirs === null || (theirs.userId === owner?.userId && theirs.profileId === owner.profileId)
}

async function readStored(store: LogStore): Promise<z.infer<typeof stored>> {
  const nothing = { accesses: [], lastUsed: {} }
  try {
    return stored.parse(JSON.parse((await store.read()) ?? 'null') ?? nothing)
  } catch {
    return nothing
  }
}
