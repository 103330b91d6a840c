import type { KeyWish } from '../keys'
import type { ApiUnderTest } from './api-under-test'

export async function makeKey(
  { api }: ApiUnderTest,
  wish: Partial<KeyWish> = {},
): Promise<{ id: string; secret: string }> {
  const { secret, view } = await api.createKey({
    name: 'Script',
    personas: { kind: 'all' },
    mayWrite: true,
    expiresAt: null,
    ...wish,
  })
  const key = view.keys.at(-1)
  if (!key) throw new Error('there is no key')
  return { id: key.id, secret }
}

/** A persona of the owner’s. */
export async function makePersona({ database }: ApiUnderTest, name: string): Promise<string> {
  const id = crypto.randomUUID()
  await database.call('ai_save_persona', { id, name, accent: 'moss', instructions: '', settings: {} })
  return id
}

export async function problemOf(answer: Response): Promise<{ status: number; code: string }> {
  const { code } = (await answer.json()) as { code: string }
  return { status: answer.status, code }
}
