import type { User } from '@supabase/supabase-js'

/** Whose session it is. */
export interface Account {
  id: string
  name: string
  /** Null: there is none. */
  email: string | null
  isAnonymous: boolean
}

/** What else is known of an account. */
export interface Person extends Account {
  /** An address that waits to be confirmed. */
  newEmail: string | null
  /** Ways in, such as `email` or `github`; `local` for an account of this computer. */
  providers: string[]
}

export function accountOf(user: User): Account {
  const email = addressOf(user.email)
  const name = textOf(user.user_metadata['name']) ?? textOf(user.user_metadata['full_name'])
  return { id: user.id, name: name ?? email ?? '', email, isAnonymous: user.is_anonymous === true }
}

export function personOf(user: User): Person {
  const listed: unknown = user.app_metadata['providers']
  const providers = Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : []
  return { ...accountOf(user), newEmail: addressOf(user.new_email), providers }
}

// An account of this computer has an address that leads nowhere, because there has to be one.
function addressOf(email: string | undefined): string | null {
  return !email || email.endsWith('@local.invalid') ? null : email
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
