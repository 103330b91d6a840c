// The account that is open: what it says of itself, and the parts of changing it that differ between a server and this
// computer.
import type { AccountDetails, OpenSession } from '../../shared/contract/accounts'
import { localAccountsOf } from '../database'
import type { PresentDatabase } from './present-database'

export async function readDetails(present: PresentDatabase): Promise<AccountDetails> {
  const { client, isLocal } = present
  const person = await client.auth.person()
  const { id, name, email, newEmail, isAnonymous, providers } = person
  return { id, name, email, newEmail, isAnonymous, isLocal, hasPassword: await hasPassword(present, id), providers }
}

/** Null: this server keeps no list. */
export async function readSessions({ client, isLocal }: PresentDatabase): Promise<OpenSession[] | null> {
  // Nobody else's server is asked for what GoTrue does not have.
  const listed = isLocal ? await client.auth.sessions() : null
  return listed?.map((session) => ({ ...session, method: methodOf(session.method) })) ?? null
}

export async function changeOwnPassword(
  { client, service, isLocal }: PresentDatabase,
  change: { password: string; current?: string | undefined; code?: string | undefined },
): Promise<void> {
  if (!isLocal) return client.auth.changePassword(change)
  const opening = { account: client.userId(), password: change.current }
  await localAccountsOf(service).changePassword(opening, change.password)
}

async function hasPassword({ service, isLocal }: PresentDatabase, id: string): Promise<boolean | null> {
  if (!isLocal) return null
  return (await localAccountsOf(service).list()).some((account) => account.id === id && account.hasPassword)
}

function methodOf(method: string): OpenSession['method'] {
  return method === 'password' || method === 'local' || method === 'anonymous' ? method : 'other'
}
