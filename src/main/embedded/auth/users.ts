// Rows of auth.users and auth.identities, and the user as GoTrue answers it.
import type { Transaction } from '@electric-sql/pglite'

/** A user as the client stores it. */
export interface User {
  id: string
  aud: string
  role: string
  email: string
  phone: string
  app_metadata: Record<string, unknown>
  user_metadata: Record<string, unknown>
  is_anonymous: boolean
  [field: string]: unknown
}

type Queries = Pick<Transaction, 'query'>

export async function readUser(tx: Queries, id: string): Promise<User | null> {
  const { rows } = await tx.query<{ user: User }>(
    `select json_strip_nulls(json_build_object(
       'id', u.id, 'aud', u.aud, 'role', u.role, 'email', coalesce(u.email, ''), 'phone', coalesce(u.phone, ''),
       'email_confirmed_at', u.email_confirmed_at, 'confirmed_at', u.confirmed_at,
       'last_sign_in_at', u.last_sign_in_at, 'created_at', u.created_at, 'updated_at', u.updated_at,
       'app_metadata', coalesce(u.raw_app_meta_data, '{}'), 'user_metadata', coalesce(u.raw_user_meta_data, '{}'),
       'is_anonymous', u.is_anonymous,
       'identities', (
         select coalesce(json_agg(json_build_object(
           'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'identity_data', i.identity_data,
           'provider', i.provider, 'email', i.email, 'last_sign_in_at', i.last_sign_in_at,
           'created_at', i.created_at, 'updated_at', i.updated_at
         ) order by i.created_at), '[]')
         from auth.identities i where i.user_id = u.id
       )
     )) as "user" from auth.users u where u.id = $1`,
    [id],
  )
  return rows[0]?.user ?? null
}

export interface NewUser {
  id: string
  email: string
  passwordHash: string | null
  /** How they sign in: `email`, or `local` for an account of this computer. */
  provider: 'email' | 'local'
  metadata: Record<string, unknown>
}

/** Somebody without any way to sign in again, until there is an address. */
export async function insertAnonymousUser(
  tx: Queries,
  { id, metadata }: Pick<NewUser, 'id' | 'metadata'>,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into auth.users (
       instance_id, id, aud, role, is_anonymous, encrypted_password, confirmation_token, recovery_token,
       email_change_token_new, email_change, raw_app_meta_data, raw_user_meta_data, created_at, updated_at
     ) values (
       '00000000-0000-0000-0000-000000000000', $1, 'authenticated', 'authenticated', true, '', '', '',
       '', '', '{}', $2, $3, $3
     )`,
    [id, metadata, now],
  )
}

export async function insertUser(tx: Queries, user: NewUser, now: Date): Promise<void> {
  const identity = identityOf(user.id, user.email)
  await tx.query(
    `insert into auth.users (
       instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token, recovery_token,
       email_change_token_new, email_change, raw_app_meta_data, raw_user_meta_data, created_at, updated_at
     ) values (
       '00000000-0000-0000-0000-000000000000', $1, 'authenticated', 'authenticated', $2, $3, $6, '', '',
       '', '', $4, $5, $6, $6
     )`,
    [
      user.id,
      user.email,
      user.passwordHash,
      { provider: user.provider, providers: [user.provider] },
      { ...user.metadata, ...identity },
      now,
    ],
  )
  await saveIdentity(tx, user.provider, user.id, { ...user.metadata, ...identity }, now)
}

/** Adds the way in, or changes what it says. */
export async function saveIdentity(
  tx: Queries,
  provider: NewUser['provider'],
  userId: string,
  data: Record<string, unknown>,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into auth.identities
       (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::uuid::text, $1::uuid, $2, $3, $4, $4, $4)
     on conflict (provider_id, provider)
       do update set identity_data = excluded.identity_data, updated_at = excluded.updated_at`,
    [userId, data, provider, now],
  )
}

/** What GoTrue writes about an address into identity and user. There is no mailbox to prove here. */
export function identityOf(userId: string, email: string): Record<string, unknown> {
  return { sub: userId, email, email_verified: true, phone_verified: false }
}

export async function isEmailTaken(tx: Queries, email: string, exceptBy: string | null = null): Promise<boolean> {
  const { rows } = await tx.query(
    'select 1 from auth.users where email = $1 and not is_sso_user and id is distinct from $2::uuid',
    [email, exceptBy],
  )
  return rows.length > 0
}
