import { expect, test } from 'vitest'
import { noticesOf } from './notices-of'

const found = (isUnsandboxed?: boolean) =>
  noticesOf({
    host: { vault: { kind: 'keychain' } as never, dataFolder: '/data', isUnsandboxed },
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
