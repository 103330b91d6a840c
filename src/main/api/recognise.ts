// From the header Authorization to a caller.
import { databaseOfToken } from '../database'
import type { Call, TokenDatabase } from '../database'
import type { StoredKey } from '../settings'
import { KithError } from '../../shared/errors'
import type { Caller } from './caller'
import type { FailedAttempts } from './failed-attempts'
import { findKey, isKey } from './keys'
import type { ApiParts, OpenKith } from './kith'
import { ApiProblem } from './problem'
import type { TokenVerifier } from './verify-token'

interface RecogniseParts extends Pick<ApiParts, 'kith' | 'contractFor' | 'guest'> {
  keys(): readonly StoredKey[]
  tokens: TokenVerifier
  attempts: FailedAttempts
}

export interface Recognise {
  /** Throws why nobody was recognised, and OWNER_AWAY. */
  (authorization: string | undefined): Promise<Caller>
  /** Another session, or none, is open now. */
  forget(): void
}

export function createRecognise(parts: RecogniseParts): Recognise {
  const { tokens, attempts } = parts
  /** Of a key in this session, once the database has confirmed that it keeps the call within its bounds. */
  let narrowed = new WeakMap<OpenKith['database']['client'], Map<string, Promise<Call>>>()
  const newest = new Map<string, { token: string; expiresAt: number; database: TokenDatabase }>()

  async function callerOfKey(secret: string): Promise<Caller> {
    const key = findKey(parts.keys(), secret)
    if (!key) throw new ApiProblem('KEY_REFUSED')
    if (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now()) throw new ApiProblem('KEY_EXPIRED')
    const kith = await openFor(key)
    const call = await narrowedCall(kith, key)
    const rights = { call, embeddings: kith.embeddings }
    return {
      id: `key:${key.id}`,
      key: { id: key.id, name: key.name },
      userId: key.userId,
      profileId: key.profileId,
      mayWrite: key.mayWrite,
      endsAt: key.expiresAt === null ? null : Date.parse(key.expiresAt),
      call,
      contract: parts.contractFor(rights),
      assistant: async () => kith.assistant,
      isOwner: true,
    }
  }

  async function openFor(key: StoredKey): Promise<OpenKith> {
    const kith = await parts.kith().catch((error: unknown) => {
      if (error instanceof KithError && error.code === 'NOT_SIGNED_IN') throw new ApiProblem('OWNER_AWAY')
      throw error
    })
    const { userId, profileId } = kith.database
    if (userId !== key.userId || profileId !== key.profileId) throw new ApiProblem('OWNER_AWAY')
    return kith
  }

  function narrowedCall({ database: { client } }: OpenKith, key: StoredKey): Promise<Call> {
    const calls = narrowed.get(client) ?? new Map<string, Promise<Call>>()
    narrowed.set(client, calls)
    const present = calls.get(key.id)
    if (present) return present
    const { personas, mayWrite } = key
    const made = client.narrowed({
      ...(personas.kind === 'one' && { personaId: personas.personaId }),
      readOnly: !mayWrite,
    })
    calls.set(key.id, made)
    made.catch(() => calls.delete(key.id))
    return made
  }

  async function callerOfUser(token: string): Promise<Caller> {
    const kith = await parts.kith()
    const { service, userId: ownerId, profileId } = kith.database
    const verified = await tokens.verify(token, service)
    const { userId } = verified
    const isOwner = userId === ownerId
    const own = databaseOfToken({ ...service, userId, token: () => token })
    return {
      id: `user:${userId}`,
      key: null,
      userId,
      profileId,
      mayWrite: true,
      endsAt: null,
      call: own.call,
      contract: parts.contractFor({ call: own.call, embeddings: isOwner ? kith.embeddings : null }),
      assistant: async () => (isOwner ? kith.assistant : parts.guest(userId, databaseOfUser(verified, service))),
      isOwner,
    }
  }

  /** An assistant outlives the token it was made with: it calls with the last one that was brought. */
  function databaseOfUser(verified: { userId: string; token: string; expiresAt: number }, service: Service) {
    const { userId } = verified
    const present = newest.get(userId)
    if (present) {
      if (verified.expiresAt > present.expiresAt) Object.assign(present, verified)
      return present.database
    }
    const database = databaseOfToken({ ...service, userId, token: () => newest.get(userId)?.token ?? verified.token })
    newest.set(userId, { token: verified.token, expiresAt: verified.expiresAt, database })
    return database
  }

  async function recognise(authorization: string | undefined): Promise<Caller> {
    const secret = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (secret === undefined) throw new ApiProblem('NO_TOKEN', {}, { 'www-authenticate': 'Bearer' })
    if (isKey(secret)) return callerOfKey(secret)
    const wait = tokens.knows(secret) ? 0 : attempts.wait()
    if (wait > 0) throw new ApiProblem('TOO_MANY_ATTEMPTS', {}, { 'retry-after': String(wait) })
    return callerOfUser(secret)
  }

  return Object.assign(
    async (authorization: string | undefined) => {
      try {
        return await recognise(authorization)
      } catch (error) {
        if (error instanceof ApiProblem && refusals.has(error.code)) attempts.count()
        throw error
      }
    },
    {
      forget() {
        narrowed = new WeakMap()
        newest.clear()
        tokens.forget()
      },
    },
  )
}

type Service = OpenKith['database']['service']

/** What has expired was good once: somebody's script that runs on, and nobody who guesses. */
const refusals = new Set(['TOKEN_REFUSED', 'KEY_REFUSED'])
