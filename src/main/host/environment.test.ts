import { describe, expect, it } from 'vitest'
import { CannotStart, readHostSettings } from './environment'

describe('what the starter of the browser host can choose', () => {
  it('is any free port and no forwarding when nothing is said', () => {
    expect(readHostSettings({})).toEqual({ port: 0, publicOrigin: null })
    expect(readHostSettings({ KITH_PORT: '', KITH_PUBLIC_ORIGIN: '' })).toEqual({ port: 0, publicOrigin: null })
  })

  it('takes a port and a public address', () => {
    expect(readHostSettings({ KITH_PORT: '8123', KITH_PUBLIC_ORIGIN: 'https://Kith.Example.org/' })).toEqual({
      port: 8123,
      publicOrigin: 'https://kith.example.org',
    })
  })

  it.each(['http', '-1', '65536', '1e3', ' 8123'])('refuses the port %j with words about it', (KITH_PORT) => {
    expect(() => readHostSettings({ KITH_PORT })).toThrow(CannotStart)
    expect(() => readHostSettings({ KITH_PORT })).toThrow(`KITH_PORT is "${KITH_PORT}"`)
  })

  it.each([
    'kith.example.org',
    'ftp://kith.example.org',
    'https://kith.example.org/app',
    'https://me@kith.example.org',
  ])('refuses the public address %j with words about it', (KITH_PUBLIC_ORIGIN) => {
    expect(() => readHostSettings({ KITH_PUBLIC_ORIGIN })).toThrow(CannotStart)
    expect(() => readHostSettings({ KITH_PUBLIC_ORIGIN })).toThrow('KITH_PUBLIC_ORIGIN')
  })
})
