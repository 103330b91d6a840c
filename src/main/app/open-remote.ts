// A Supabase project, from its address to a signed-in account.
import { openDatabase } from '../database'
import type { Account, Ended } from '../database'
import { takeOwnerLock } from '../embedded/owner-lock'
import { createCircuit } from '../profiles/circuit'
import type { Circuit } from '../profiles/circuit'
import type { KnownProfile } from '../profiles/profiles'
import { readSchema } from '../profiles/reach-project'
import { readSignInWays } from '../profiles/sign-in-ways'
import { KithError } from '../../shared/errors'
import { checkSchema } from './check-schema'
import type { Vault } from './host'
import { log } from '../diagnostics/log'
import { SignedOut } from './open-database'
import type { OpenDatabase } from './open-database'
import { sessionInVault } from './session-in-vault'
import { outageOf, tellOutage } from './tell-outage'
import { within } from './within'

/** How long a window says that Kith is starting before it shows what there is without the project. */
const CHECK_WITHIN_MS = 4_000

export interface RemoteDatabase extends OpenDatabase {
  kind: 'remote'
  circuit: Circuit
  /** The session is good and the schema is this Kith's. False while nobody could be asked. */
  isChecked(): boolean
  /** Asks both. Throws SignedOut, SCHEMA_OUTDATED, DATABASE_NEWER, or DATABASE_UNREACHABLE. */
  check(): Promise<Account>
  /**
   * Calls back once, with SignedOut or with why the project is not for this Kith any more, when the session is over that nobody
   * ended here. The client of SignedOut is this one's, and wants no closing.
   */
  onSessionOver(listener: (error: unknown) => void): void
}

interface OpenRemoteOptions {
  profile: Pick<KnownProfile, 'id' | 'url' | 'publishableKey'>
  vault: Vault
  /** Of the profile. One Kith at a time has it: two would be one device with one session. */
  folder: string
  onAccount(): void
}

/**
 * Throws SignedOut when nobody is signed in, DATABASE_BUSY when another Kith has the profile open, and what `check` throws. When the project cannot be reached and somebody was signed in,
 * it opens all the same, with what the session says about whose it is.
 */
export async function openRemote({ profile, vault, folder, onAccount }: OpenRemoteOptions): Promise<RemoteDatabase> {
  const lock = takeOwnerLock(folder)
  const url = profile.url ?? ''
  const publishableKey = profile.publishableKey ?? ''
  const circuit = createCircuit({ url, publishableKey })
  circuit.onChange((isOnline) => log.info('project', { phase: isOnline ? 'online' : 'offline' }))
  const service = { url, publishableKey, fetch: circuit.fetch }
  const storage = sessionInVault(vault, profile.id)
  const client = openDatabase({ ...service, storage })
  const outage = { url, circuit }
  const call = tellOutage(client.call, outage)
  let isChecked = false
  let ended: Ended | null = null
  client.onSignedOut((why) => (ended = why))

  async function close(): Promise<void> {
    circuit.close()
    try {
      await client.close()
    } finally {
      lock.release()
    }
  }
  async function signedOut(ended: SignedOut['state']['ended']): Promise<SignedOut> {
    const ways = await readSignInWays(service).catch(unlessUnreachable)
    const schema = await readSchema(service).catch(unlessUnreachable)
    // An account in a project that has no place for what it says would be made for nothing.
    if (schema === 'none') throw new KithError('SCHEMA_OUTDATED', { url, missing: null, isEmpty: true })
    const offlineSince = circuit.offline()?.since.toISOString() ?? null
    return new SignedOut({ client, service, circuit, close }, { ways, ended, offlineSince })
  }
  async function check(): Promise<Account> {
    const account = await client.resume().catch((error: unknown) => {
      throw outageOf(error, outage)
    })
    if (!account) throw await signedOut(ended ?? 'elsewhere')
    await checkSchema(call, url)
    isChecked = true
    return account
  }

  onAccount()
  try {
    const stored = await storage.account()
    if (!stored) throw await signedOut(null)
    const late = () => new KithError('DATABASE_UNREACHABLE', { url, reason: 'It does not answer.', since: null })
    const account = await within(check(), CHECK_WITHIN_MS, late).catch((error: unknown) => {
      if (!(error instanceof KithError) || error.code !== 'DATABASE_UNREACHABLE') throw error
      log.error('the project cannot be reached', error)
      return stored
    })
    return {
      kind: 'remote',
      account,
      isReadOnly: false,
      call,
      forRun: async (run, options) => tellOutage(await client.forRun(run, options), outage),
      service,
      client,
      circuit,
      isChecked: () => isChecked,
      check,
      onSessionOver(listener) {
        const tell = (why: Ended) =>
          void signedOut(why)
            .catch((error: unknown) => error)
            .then(listener)
        // It may have been so before anybody could be told.
        if (ended) return tell(ended)
        client.onSignedOut((why) => why && tell(why))
      },
      close,
    }
  } catch (error) {
    // Who is signed out signs in with this very client.
    if (!(error instanceof SignedOut)) await close()
    throw error
  }
}

function unlessUnreachable(error: unknown): null {
  if (error instanceof KithError && error.code === 'DATABASE_UNREACHABLE') return null
  throw error
}
