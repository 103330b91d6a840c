// The account of this computer: a permanent user with a name, who is signed in without a password unless one was set.
// Sessions and keys come and go; the account stays the same. Whoever reaches these functions can open every local
// account, so only the port of the main process leads here (`gateway.ts`).
import { randomUUID } from 'node:crypto'
import type { Transaction } from '@electric-sql/pglite'
import { asServer } from '../as-role'
import { AuthError, invalid } from './auth-error'
import { textOf } from './context'
import type { AuthContext, Body } from './context'
import { hashPassword, isPassword } from './passwords'
import { openSession } from './sessions'
import type { TokenAnswer } from './sessions'
import { invalidCredentials } from './sign-in'
import { insertUser } from './users'

export interface LocalAccount {
  id: string
  name: string
  has_password: boolean
  /** ISO time; null: never. */
  last_sign_in_at: string | null
}

/** Oldest first. */
export function listLocalAccounts(context: AuthContext): Promise<LocalAccount[]> {
  return asServer(context.db, (tx) => list(tx))
}

/** With a `password`, if it should have one. */
export async function createLocalAccount(context: AuthContext, body: Body): Promise<LocalAccount> {
  const name = nameOf(body)
  const password = textOf(body, 'password')
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return asServer(context.db, (tx) => create(context, tx, name, passwordHash))
}

/**
 * Opens a session for the account `account`, or, with `name` instead, for the only account there is, which is made
 * and named so when there is none. `password` is asked only of an account that has one.
 * Throws 400 `local_account_ambiguous` when there are several to choose from, `invalid_credentials` otherwise.
 */
export async function signInLocally(context: AuthContext, body: Body): Promise<TokenAnswer> {
  const id = textOf(body, 'account') ?? (await onlyAccount(context, nameOf(body)))
  await requirePassword(context, id, textOf(body, 'password'))
  return asServer(context.db, async (tx) => {
    await endAbandoned(context, tx, id)
    return openSession(context, tx, id, 'local')
  })
}

/**
 * Whether the account `account` opens with `password`, or without one if it has none; nothing is opened.
 * Throws 400 `invalid_credentials`.
 */
export async function checkLocalAccount(context: AuthContext, body: Body): Promise<string> {
  const id = textOf(body, 'account') ?? ''
  await requirePassword(context, id, textOf(body, 'password'))
  return id
}

/** Sets `new_password`, or takes the password away where that is null. Other sessions end. Throws as above. */
export async function changeLocalPassword(context: AuthContext, body: Body): Promise<void> {
  const id = await checkLocalAccount(context, body)
  const password = textOf(body, 'new_password')
  const passwordHash = password === undefined ? null : await hashPassword(password)
  await asServer(context.db, (tx) =>
    tx.query('update auth.users set encrypted_password = $2, updated_at = $3 where id = $1', [
      id,
      passwordHash,
      context.now(),
    ]),
  )
}

/** Deletes the account and everything it owns: every table of the app goes with its user. Throws as above. */
export async function removeLocalAccount(context: AuthContext, body: Body): Promise<void> {
  const id = await checkLocalAccount(context, body)
  await asServer(context.db, (tx) => tx.query('delete from auth.users where id = $1', [id]))
}

/** What goes with the account `account`. Throws as above. */
export async function countLocalContents(context: AuthContext, body: Body): Promise<Record<string, number>> {
  const id = await checkLocalAccount(context, body)
  return asServer(context.db, async (tx) => {
    const { rows } = await tx.query<Record<string, number>>(
      `select ${contents.map(([name, table]) => `(select count(*)::int from public.${table} where user_id = $1) as ${name}`).join(', ')}`,
      [id],
    )
    return rows[0] ?? {}
  })
}

const contents = Object.entries({
  personas: 'ai_personas',
  threads: 'ai_threads',
  messages: 'ai_messages',
  memories: 'ai_memory',
  files: 'ai_files',
})

/** Hours after which a session of this kind was left behind by a start that did not end in order: one in use is renewed. */
const ABANDONED_HOURS = 2

async function endAbandoned(context: AuthContext, tx: Transaction, id: string): Promise<void> {
  await tx.query(
    `delete from auth.sessions s using auth.mfa_amr_claims amr
     where s.user_id = $1 and amr.session_id = s.id and amr.authentication_method = 'local'
       and greatest(s.created_at, s.refreshed_at at time zone 'utc') < $2::timestamptz - make_interval(hours => $3)`,
    [id, context.now(), ABANDONED_HOURS],
  )
}

async function requirePassword(context: AuthContext, id: string, password: string | undefined): Promise<void> {
  const stored = await asServer(context.db, async (tx) => {
    const { rows } = await tx.query<{ password: string | null }>(
      `select encrypted_password as password from auth.users where id::text = $1 and ${isLocal}`,
      [id],
    )
    return rows[0]
  })
  if (!stored) throw invalidCredentials()
  if (stored.password && !(await isPassword(password, stored.password))) throw invalidCredentials()
}

const isLocal = `raw_app_meta_data -> 'providers' ? 'local' and deleted_at is null`

// Looked up and made in one transaction, so that two first starts at once make one account.
function onlyAccount(context: AuthContext, name: string): Promise<string> {
  return asServer(context.db, async (tx) => {
    const [only, ...others] = await list(tx)
    if (others.length > 0) {
      throw new AuthError(400, 'local_account_ambiguous', 'There is more than one local account; choose one')
    }
    return (only ?? (await create(context, tx, name, null))).id
  })
}

async function list(tx: Transaction): Promise<LocalAccount[]> {
  const { rows } = await tx.query<LocalAccount>(
    `select id, coalesce(raw_user_meta_data ->> 'name', '') as name, coalesce(encrypted_password, '') <> '' as has_password,
       to_char(last_sign_in_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_sign_in_at
     from auth.users where ${isLocal} order by created_at, id`,
  )
  return rows
}

async function create(
  context: AuthContext,
  tx: Transaction,
  name: string,
  passwordHash: string | null,
): Promise<LocalAccount> {
  const id = randomUUID()
  const email = `${id}@local.invalid`
  await insertUser(tx, { id, email, passwordHash, provider: 'local', metadata: { name } }, context.now())
  return { id, name, has_password: passwordHash !== null, last_sign_in_at: null }
}

function nameOf(body: Body): string {
  const name = textOf(body, 'name')?.trim()
  if (!name || name.length > 200) throw invalid('A local account needs a name of at most 200 characters')
  return name
}
