import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readStatus, supabaseStatus } from './supabase-status.mjs'

test('reads where it answers and the publishable key, the older name of it too', () => {
  const lines = 'Stopped services: [x]\nANON_KEY="anon"\nAPI_URL="http://127.0.0.1:54321"\nSERVICE_ROLE_KEY="secret"\n'
  expect(readStatus(lines)).toEqual({ url: 'http://127.0.0.1:54321', publishableKey: 'anon' })
  expect(readStatus(`${lines}PUBLISHABLE_KEY="sb_publishable_x"\n`)).toMatchObject({
    publishableKey: 'sb_publishable_x',
  })
  expect(readStatus('DB_URL="x"')).toHaveProperty('missing')
})

test('says so when there is no command line, and when nothing is running', () => {
  const cwd = tmpdir()
  expect(supabaseStatus({ cwd, command: 'no-such-supabase' })).toMatchObject({
    missing: expect.stringContaining('The Supabase CLI is not here'),
  })
})

test.skipIf(process.platform === 'win32')('passes on what the command line says when nothing is running', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-cli-'))
  const command = join(folder, 'supabase')
  writeFileSync(command, '#!/bin/sh\necho "No such container: supabase_db_kith" >&2\nexit 1\n')
  chmodSync(command, 0o755)
  expect(supabaseStatus({ cwd: folder, command })).toMatchObject({
    missing: expect.stringContaining('No such container'),
  })
  writeFileSync(command, '#!/bin/sh\necho \'API_URL="http://127.0.0.1:54321"\'\necho \'ANON_KEY="anon"\'\n')
  expect(supabaseStatus({ cwd: folder, command })).toEqual({ url: 'http://127.0.0.1:54321', publishableKey: 'anon' })
  rmSync(folder, { recursive: true })
})
