import { expect, test } from 'vitest'
import { isComplete } from './dependencies.mjs'

const lockfile = {
  packages: {
    '': {},
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/only-for-windows': { version: '1.0.0', optional: true, os: ['win32'], cpu: ['x64'] },
    'node_modules/not-for-windows': { version: '1.0.0', optional: true, os: ['!win32'] },
    'node_modules/only-for-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/part-of-another': { version: '1.0.0', optional: true },
  },
}
const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const common = { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/not-for-windows': { version: '1.0.0' } }

test('an installation with every package for its platform needs no other', () => {
  expect(isComplete(lockfile, { packages: common }, linux)).toBe(true)
})

test('a missing package, another version and a package too many each ask for a new installation', () => {
  const installed = (changes: Record<string, { version: string }>) => ({ packages: { ...common, ...changes } })
  expect(isComplete(lockfile, { packages: {} }, linux)).toBe(false)
  expect(isComplete(lockfile, installed({ 'node_modules/zod': { version: '4.6.6' } }), linux)).toBe(false)
  expect(isComplete(lockfile, installed({ 'node_modules/left-behind': { version: '1.0.0' } }), linux)).toBe(false)
  expect(isComplete(lockfile, installed({ 'node_modules/part-of-another': { version: '2.0.0' } }), linux)).toBe(false)
})

test('a binary that this platform needs may not be missing, though its package is optional', () => {
  const { 'node_modules/not-for-windows': _, ...rest } = common
  expect(isComplete(lockfile, { packages: rest }, linux)).toBe(false)
  expect(isComplete(lockfile, { packages: common }, { os: 'linux', cpu: 'x64', libc: 'musl' })).toBe(false)
  expect(isComplete(lockfile, { packages: rest }, { os: 'win32', cpu: 'x64' })).toBe(false)
  expect(isComplete(lockfile, { packages: rest }, { os: 'win32', cpu: 'arm64' })).toBe(true)
})
