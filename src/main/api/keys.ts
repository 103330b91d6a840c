// Named keys: made once, shown once, kept as a hash.
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { ApiKey } from '../../shared/contract/local-api'
import { toStorableText } from '../../shared/domain/stored-text'
import type { StoredKey } from '../settings'

const PREFIX = 'kith_'

export type KeyWish = Pick<ApiKey, 'name' | 'personas' | 'mayWrite' | 'expiresAt'>

export function makeKey(
  { name, personas, mayWrite, expiresAt }: KeyWish,
  owner: Pick<StoredKey, 'userId' | 'profileId'>,
): { secret: string; key: StoredKey } {
  // 256 bits: there is nothing to guess, so a plain hash is enough.
  const secret = PREFIX + randomBytes(32).toString('base64url')
  const { userId, profileId } = owner
  const createdAt = new Date().toISOString()
  return {
    secret,
    key: {
      id: randomUUID(),
      name: toStorableText(name),
      personas,
      mayWrite,
      createdAt,
      expiresAt,
      userId,
      profileId,
      hash: hashOf(secret),
    },
  }
}

export function isKey(secret: string): boolean {
  return secret.startsWith(PREFIX)
}

/** Looks at every key, whichever fits: how long it takes says nothing. */
export function findKey(keys: readonly StoredKey[], secret: string): StoredKey | null {
  const hash = Buffer.from(hashOf(secret))
  let found: StoredKey | null = null
  for (const key of keys) {
    const other = Buffer.from(key.hash)
    if (other.length === hash.length && timingSafeEqual(other, hash)) found = key
  }
  return found
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
