import { describe, expect, test } from 'vitest'
import { isReplaceable } from './replaceable'

const installed = (
  platform: NodeJS.Platform,
  files: string[],
  more: { isAppImage?: boolean; isSigned?: boolean } = {},
) =>
  isReplaceable({
    platform,
    has: (name) => files.includes(name),
    isAppImage: more.isAppImage ?? false,
    manifest: { isSignedForMac: more.isSigned },
  })

describe('an installed Kith replaces itself', () => {
  test('where its package says where newer ones are', () => {
    expect(installed('win32', ['app-update.yml'])).toBe(true)
    expect(installed('win32', [])).toBe(false)
  })

  test('on macOS only if it is signed: what nobody signed would be fetched and then refused', () => {
    expect(installed('darwin', ['app-update.yml'], { isSigned: true })).toBe(true)
    expect(installed('darwin', ['app-update.yml'], { isSigned: false })).toBe(false)
    expect(installed('darwin', ['app-update.yml'])).toBe(false)
    expect(installed('darwin', [], { isSigned: true })).toBe(false)
  })

  test('on Linux as an AppImage or a package of the system, and not unpacked by hand', () => {
    expect(installed('linux', ['app-update.yml'], { isAppImage: true })).toBe(true)
    expect(installed('linux', ['app-update.yml', 'package-type'])).toBe(true)
    expect(installed('linux', ['app-update.yml'])).toBe(false)
  })
})
