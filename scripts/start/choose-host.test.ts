import { describe, expect, test } from 'vitest'
import { canSandbox, downloadHost, reasonIn, reasonNotToTry } from './choose-host.mjs'

describe('Electron is not even tried', () => {
  test('when the browser is asked for, on every platform', () => {
    expect(reasonNotToTry('darwin', { KITH_HOST: 'browser' }, 501)).toContain('KITH_HOST')
    expect(reasonNotToTry('win32', { KITH_HOST: 'browser' }, undefined)).toContain('KITH_HOST')
  })

  test('on Linux without a display, or as root', () => {
    expect(reasonNotToTry('linux', {}, 1000)).toBe('no display on this machine')
    expect(reasonNotToTry('linux', { DISPLAY: ':0' }, 0)).toContain('root')
  })
})

test('Electron is tried on a desktop of any platform', () => {
  expect(reasonNotToTry('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull()
  expect(reasonNotToTry('linux', { DISPLAY: ':0' }, 1000)).toBeNull()
  expect(reasonNotToTry('darwin', {}, 0)).toBeNull()
  expect(reasonNotToTry('win32', {}, undefined)).toBeNull()
})

describe('a Linux that forbids user namespaces', () => {
  const restricted = (path: string) => (path.endsWith('apparmor_restrict_unprivileged_userns') ? '1\n' : null)
  const noHelper = () => null

  test('cannot run Electron, whose sandbox needs them', () => {
    expect(canSandbox('linux', '/kith/electron', restricted, noHelper)).toBe(false)
    expect(canSandbox('linux', '/kith/electron', () => '0', noHelper)).toBe(false)
  })

  test('can when the helper beside it belongs to root', () => {
    const helper = (path: string) => (path === '/kith/chrome-sandbox' ? { uid: 0, mode: 0o104755 } : null)
    expect(canSandbox('linux', '/kith/electron', restricted, helper)).toBe(true)
    const owned = () => ({ uid: 1000, mode: 0o104755 })
    expect(canSandbox('linux', '/kith/electron', restricted, owned)).toBe(false)
  })

  test('is not what other systems are asked about', () => {
    expect(canSandbox('linux', '/kith/electron', () => null, noHelper)).toBe(true)
    expect(canSandbox('darwin', '/kith/electron', restricted, noHelper)).toBe(true)
  })
})

test('the name that is looked up is the one Electron would be fetched from', () => {
  expect(downloadHost({})).toBe('github.com')
  expect(downloadHost({ ELECTRON_MIRROR: 'https://mirror.example/electron/' })).toBe('mirror.example')
  expect(downloadHost({ npm_config_electron_mirror: 'https://other.example/' })).toBe('other.example')
  expect(downloadHost({ HTTPS_PROXY: 'http://proxy.example' })).toBeNull()
})

test('what is said of a failed download is the error without its stack', () => {
  expect(reasonIn('HTTPError: Response code 404 (Not Found)\n    at x')).toBe('Response code 404 (Not Found)')
  expect(reasonIn('')).toBe('without a word')
})
