import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { passingFolder } from '../../../tests/support/passing-folder'
import { noticesOf } from './notices-of'

const found = (isUnsandboxed?: boolean, vault: unknown = { kind: 'keychain' }) =>
  noticesOf({
    host: { vault: vault as never, dataFolder: '/data', isUnsandboxed },
    settings: { notices: [] },
    prices: { trouble: () => null },
    networkDrive: null,
    lastInterrupted: 0,
    uncleanSince: null,
  })

test('that pages run without their sandbox is said, and nothing where they have it', () => {
  expect(found(true)).toEqual([{ kind: 'no-sandbox' }])
  expect(found(false)).toEqual([])
  expect(found()).toEqual([])
})

test('that keys lie in the open is said when one does', () => {
  const location = join(passingFolder('vault'), 'keys.json')
  expect(found(false, { kind: 'file', location })).toEqual([])
  writeFileSync(location, '{}')
  expect(found(false, { kind: 'file', location })).toEqual([{ kind: 'vault-is-a-file', path: location }])
})
