import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSecretsFile } from '../files/secrets-file'
import { createKeychainVault, type Keychain } from './keychain-vault'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-'))
  path = join(folder, 'keys.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A keychain whose key is a letter: enough to see what was sealed with which. */
function fakeKeychain(parts: { letter?: string; older?: string[]; locked?: boolean; backend?: string } = {}): Keychain {
  const { letter = 'a', older = [], locked = false, backend = 'gnome_libsecret' } = parts
  return {
    getSelectedStorageBackend: () => backend as ReturnType<Keychain['getSelectedStorageBackend']>,
    isAsyncEncryptionAvailable: async () => !locked,
    async encryptStringAsync(text) {
      if (locked) throw new Error('locked')
      return Buffer.from(`${letter}:${Buffer.from(text).toString('hex')}`)
    },
    async decryptStringAsync(sealed) {
      const [key = '', hex = ''] = sealed.toString().split(':')
      if (locked || (key !== letter && !older.includes(key))) throw new Error('cannot decrypt')
      return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: key !== letter }
    },
  }
}

const vaultWith = (keychain: Keychain, platform: NodeJS.Platform = 'linux') =>
  createKeychainVault(
    keychain,
    openSecretsFile(path, () => undefined),
    platform,
  )
const onDisk = () => readFileSync(path, 'utf8')

describe('the keychain vault', () => {
  it('gives back what was set, and the file does not hold it', async () => {
    await vaultWith(fakeKeychain()).set('openai', 'sk-ünï')
    expect(await vaultWith(fakeKeychain()).get('openai')).toBe('sk-ünï')
    expect(onDisk()).not.toContain('sk-')
    expect(vaultWith(fakeKeychain())).toMatchObject({ kind: 'keychain', location: path })
  })

  it('takes a secret away', async () => {
    const vault = vaultWith(fakeKeychain())
    await vault.set('openai', 'sk-1')
    await vault.delete('openai')
    expect(await vault.get('openai')).toBeNull()
  })

  it('seals again when the keychain has a new key', async () => {
    await vaultWith(fakeKeychain()).set('openai', 'sk-1')
    expect(await vaultWith(fakeKeychain({ letter: 'b', older: ['a'] })).get('openai')).toBe('sk-1')
    expect(await vaultWith(fakeKeychain({ letter: 'b' })).get('openai')).toBe('sk-1')
  })

  it('says so when the keychain cannot open a key now, and keeps the sealed one', async () => {
    await vaultWith(fakeKeychain()).set('openai', 'sk-1')
    const before = onDisk()
    await expect(vaultWith(fakeKeychain({ letter: 'z' })).get('openai')).rejects.toThrow('did not open')
    expect(onDisk()).toBe(before)
    expect(await vaultWith(fakeKeychain()).get('openai')).toBe('sk-1')
  })

  it('seals what the browser host left in the open, as soon as it is read', async () => {
    await openSecretsFile(path, () => undefined).put('openai', { plain: 'sk-1' })
    expect(await vaultWith(fakeKeychain()).get('openai')).toBe('sk-1')
    expect(onDisk()).not.toContain('sk-1')
    expect(await vaultWith(fakeKeychain()).get('openai')).toBe('sk-1')
  })

  it('does not write a key in the open when the keychain is locked', async () => {
    const vault = vaultWith(fakeKeychain({ locked: true }), 'darwin')
    await expect(vault.set('openai', 'sk-1')).rejects.toMatchObject({ code: 'SETTINGS_NOT_SAVED' })
    expect(await vault.get('openai')).toBeNull()
  })
})

describe('on a Linux without a keychain', () => {
  it('says that it is a file, and does not pretend to seal', async () => {
    const vault = vaultWith(fakeKeychain({ backend: 'basic_text' }))
    expect(vault.kind).toBe('file')
    await vault.set('openai', 'sk-1')
    expect(onDisk()).toContain('sk-1')
    expect(await vault.get('openai')).toBe('sk-1')
  })

  it('asks Linux alone which keychain it has', () => {
    const keychain = { ...fakeKeychain(), getSelectedStorageBackend: undefined as never }
    expect(vaultWith(keychain, 'win32').kind).toBe('keychain')
    expect(vaultWith(keychain, 'darwin').kind).toBe('keychain')
  })
})
