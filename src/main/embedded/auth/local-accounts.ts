// The account of this computer: a permanent user with a name, who is signed in without a password unless one was set.
// Sessions and keys come and go; the account stays the same. Whoever reaches these functions can open every local
// account, so only the port of the main process leads here (`gateway.ts`).
import { randomUUID } from 'node:crypto'
import type { Transaction } from '@electric-sql/pglite'
import { asServer } from '../as-role'
import { AuthError, invalid } from './auth-error'
import { textOf } from './context'
import type { AuthContext, Body } from './context'
import { isPassword } from './passwords'
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

export function createLocalAccount(context: AuthContext, body: Body): Promise<LocalAccount> {
  const name = nameOf(body)
  return asServer(context.db, (tx) => create(context, tx, name))
}

/**
 * Opens a session for the account `account`, or, with `name` instead, for the only account there is, which is made
 * and named so when there is none. `password` is asked only of an account that has one.
 * Throws 400 `local_account_ambiguous` when there are several to choose from, `invalid_credentials` otherwise.
 */
export async function signInLocally(context: AuthContext, body: Body): Promise<TokenAnswer> {
  const id = textOf(body, 'account') ?? (await onlyAccount(context, nameOf(body)))
  const stored = await asServer(context.db, async (tx) => {
    const { rows } = await tx.query<{ password: string | null }>(
      `select encrypted_password as password from auth.users where id::text = $1 and ${isLocal}`,
      [id],
    )
    return rows[0]
  })
  if (!stored) throw invalidCredentials()
  if (stored.password && !(await isPassword(textOf(body, 'password'), stored.password))) throw invalidCredentials()
  return asServer(context.db, (tx) => openSession(context, tx, id, 'local'))
}

const isLocal = `raw_app_meta_data -> 'providers' ? 'local' and deleted_at is null`

// Looked up and made in one transaction, so that two first starts at once make one account.
function onlyAccount(context: AuthContext, name: string): Promise<string> {
  return asServer(context.db, async (tx) => {
    const [only, ...others] = await list(tx)
    if (others.length > 0) {
      throw new AuthError(400, 'local_account_ambiguous', 'There is more than one local account; choose one')
    }
    return (only ?? (await create(context, tx, name))).id
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

async function create(context: AuthContext, tx: Transaction, name: string): Promise<LocalAccount> {
  const id = randomUUID()
  const email = `${id}@local.invalid`
  await insertUser(tx, { id, email, passwordHash: null, provider: 'local', metadata: { name } }, context.now())
  return { id, name, has_password: false, last_sign_in_at: null }
}

function nameOf(body: Body): string {
  const name = textOf(body, 'name')?.trim()
  if (!name || name.length > 200) throw invalid('A local account needs a name of at most 200 characters')
  return name
}
