// Whose session a start opens, where it cannot know by itself.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hashPassword } from '../embedded/auth/passwords'
import { startPglite } from '../embedded/start-pglite'
import type { Lifecycle } from './lifecycle'
import { lifecycleIn, startDataHere, untilPhase } from './testing/lifecycle-here'

const second = randomUUID()
let folder: string
let lifecycle: Lifecycle

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  folder = mkdtempSync(join(tmpdir(), 'kith-accounts-'))
  await begin()
  await untilPhase(lifecycle, 'ready')
  await lifecycle.close()
  const db = await startPglite(join(folder, 'database/pgdata'))
  await db.query(
    `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, raw_app_meta_data, raw_user_meta_data,
       created_at, updated_at)
     select instance_id, $1, aud, role, $2, $3, raw_app_meta_data, '{"name": "Second"}', now(), now() from auth.users`,
    [second, `${second}@local.invalid`, await hashPassword('a good password')],
  )
  await db.close()
})
afterEach(async () => {
  await lifecycle.close()
  rmSync(folder, { recursive: true })
})

async function begin(): Promise<void> {
  lifecycle = await lifecycleIn(folder, (_, start) => startDataHere(start))
  lifecycle.start()
}

test('is asked, opens with its password and no other, and is remembered: the next start asks for the password only', async () => {
  await begin()
  const asked = await untilPhase(lifecycle, 'failed')
  expect(asked).toMatchObject({ failure: { code: 'ACCOUNT_UNCLEAR', data: { chosen: null, isRefused: false } } })
  expect(asked).toMatchObject({
    failure: { data: { accounts: [{ hasPassword: false }, { name: 'Second', hasPassword: true, lastUsedAt: null }] } },
  })

  const refused = { code: 'ACCOUNT_UNCLEAR', data: { chosen: second, isRefused: true } }
  await expect(lifecycle.signIn(second, 'another one')).rejects.toMatchObject(refused)
  await lifecycle.signIn(second, 'a good password')
  expect(await untilPhase(lifecycle, 'ready')).toMatchObject({ account: { id: second, name: 'Second' } })
  await lifecycle.close()
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).not.toContain('a good password')

  await begin()
  expect(await untilPhase(lifecycle, 'failed')).toMatchObject({
    failure: { code: 'ACCOUNT_UNCLEAR', data: { chosen: second, isRefused: false } },
  })
})

test('without a password is opened at every start once it was chosen', async () => {
  await begin()
  const asked = await untilPhase(lifecycle, 'failed')
  const [first] = (asked as { failure: { data: { accounts: { id: string }[] } } }).failure.data.accounts
  await lifecycle.signIn(first?.id ?? '')
  const { call } = await lifecycle.services()
  await lifecycle.openLocalAccount({ account: second, password: 'a good password' })
  expect(await untilPhase(lifecycle, 'ready')).toMatchObject({ account: { id: second } })
  // What was begun for the one before is not done for whoever is there now.
  await expect(call('ai_list_threads', {})).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  await lifecycle.openLocalAccount({ account: first?.id ?? '' })
  expect(await call('ai_list_threads', {})).toEqual([])
  await lifecycle.close()
  await begin()
  expect(await untilPhase(lifecycle, 'ready')).toMatchObject({ account: { id: first?.id } })
})
