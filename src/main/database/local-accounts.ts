// The accounts of this computer, as the embedded database keeps them. It has these routes for main's own port alone.
import { z } from 'zod'
import { KithError } from '../../shared/errors'
import { askAuth } from './local-session'
import type { Service } from './local-session'

export interface LocalAccountRow {
  id: string
  name: string
  hasPassword: boolean
  /** ISO time; null: never. */
  lastUsedAt: string | null
}

/** One of them, with its password if it has one. */
export interface Opening {
  account: string
  password?: string | undefined
}

/** All of it throws LOCAL_PASSWORD_REFUSED, WEAK_PASSWORD where one is set, else DATABASE_FAILED. */
export interface LocalAccounts {
  /** Oldest first. */
  list(): Promise<LocalAccountRow[]>
  create(account: { name: string; password?: string | undefined }): Promise<LocalAccountRow>
  /** Whether it opens so. */
  check(opening: Opening): Promise<void>
  /** Null takes the password away. */
  changePassword(opening: Opening, password: string | null): Promise<void>
  /** How many there are of each. */
  contents(opening: Opening): Promise<Record<'personas' | 'threads' | 'messages' | 'memories' | 'files', number>>
  /** With everything it owns. */
  remove(opening: Opening): Promise<void>
}

export function localAccountsOf(service: Service): LocalAccounts {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const answer = await askAuth(service, `/local/${path}`, body)
    const refused = refusal.safeParse(answer)
    if (!refused.success) return answer
    throw failureOf(refused.data)
  }
  return {
    list: async () => z.array(row).parse(await ask('accounts')),
    create: async (account) => row.parse(await ask('accounts', account)),
    check: async (opening) => void (await ask('check', opening)),
    changePassword: async (opening, password) => void (await ask('password', { ...opening, new_password: password })),
    contents: async (opening) => contents.parse(await ask('contents', opening)),
    remove: async (opening) => void (await ask('remove', opening)),
  }
}

const row = z
  .object({ id: z.string(), name: z.string(), has_password: z.boolean(), last_sign_in_at: z.string().nullable() })
  .transform(({ id, name, has_password: hasPassword, last_sign_in_at: lastUsedAt }) => ({
    id,
    name,
    hasPassword,
    lastUsedAt,
  }))
const count = z.number()
const contents = z.object({ personas: count, threads: count, messages: count, memories: count, files: count })
const refusal = z.object({ code: z.string(), message: z.string() })

function failureOf({ code, message }: z.infer<typeof refusal>): KithError {
  if (code === 'invalid_credentials') return new KithError('LOCAL_PASSWORD_REFUSED', {})
  if (code === 'weak_password') {
    const shortest = /at least (\d+) char/.exec(message)?.[1]
    return new KithError('WEAK_PASSWORD', { reasons: ['length'], shortest: shortest ? Number(shortest) : null })
  }
  if (/longer than 72/.test(message)) return new KithError('WEAK_PASSWORD', { reasons: ['too-long'], shortest: null })
  return new KithError('DATABASE_FAILED', { reason: message })
}
