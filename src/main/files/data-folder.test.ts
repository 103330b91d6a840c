import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder, makeDataFolder } from './data-folder'

const home = resolve('/home/ada')

describe('the data folder', () => {
  it('is where each system keeps the data of applications', () => {
    expect(dataFolder({ platform: 'linux', env: {}, home })).toBe(join(home, '.local/share/kith'))
    expect(dataFolder({ platform: 'darwin', env: {}, home })).toBe(join(home, 'Library/Application Support/Kith'))
    expect(dataFolder({ platform: 'win32', env: { APPDATA: '/roaming' }, home })).toBe(join('/roaming', 'Kith'))
  })

  it('follows KITH_DATA before all else', () => {
    expect(dataFolder({ platform: 'linux', env: { KITH_DATA: 'elsewhere', XDG_DATA_HOME: '/share' }, home })).toBe(
      resolve('elsewhere'),
    )
  })

  it('follows XDG_DATA_HOME, and ignores it where it is relative', () => {
    expect(dataFolder({ platform: 'linux', env: { XDG_DATA_HOME: '/share' }, home })).toBe('/share/kith')
    expect(dataFolder({ platform: 'linux', env: { XDG_DATA_HOME: 'share' }, home })).toBe(
      join(home, '.local/share/kith'),
    )
  })

  it.skipIf(process.platform === 'win32')('is made for its owner alone', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'kith-')), 'deep', 'kith')
    makeDataFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })
})
