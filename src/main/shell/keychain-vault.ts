// Keys sealed by the system's keychain: the file holds what only this account of this computer can open again.
import type { SafeStorage } from 'electron'
import { KithError } from '../../shared/errors'
import type { Vault } from '../app/host'
import { log } from '../diagnostics/log'
import type { SecretsFile } from '../files/secrets-file'

/** The part of Electron's safeStorage that is used, so that it can be played in tests. */
export type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/**
 * Call it when Electron is ready. On a Linux without a keychain Electron would "seal" with a key everybody knows: then
 * the file holds the keys as they are, and the vault says that it is a file.
 */
export function createKeychainVault(keychain: Keychain, file: SecretsFile, platform: NodeJS.Platform): Vault {
  const hasKeychain = platform !== 'linux' || !['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend())

  async function seal(name: string, value: string): Promise<void> {
    const sealed = await keychain.encryptStringAsync(value)
    await file.put(name, { sealed: sealed.toString('base64') })
  }

  /** The sealed one stays when it cannot be opened: the keychain may be unlocked later. */
  async function open(name: string, sealed: string): Promise<string> {
    try {
      const opened = await keychain.decryptStringAsync(Buffer.from(sealed, 'base64'))
      // The keychain has a newer key. Not being able to seal again now is no reason to keep the secret back.
      if (opened.shouldReEncrypt) await seal(name, opened.result).catch(sayNotSealed)
      return opened.result
    } catch (error) {
      throw new Error(`the keychain did not open "${name}"`, { cause: error })
    }
  }

  return {
    kind: hasKeychain ? 'keychain' : 'file',
    location: file.path,
    async get(name) {
      const entry = await file.get(name)
      if (!entry) return null
      if ('sealed' in entry) return open(name, entry.sealed)
      // Written by the browser host, or before there was a keychain.
      if (hasKeychain) await seal(name, entry.plain).catch(sayNotSealed)
      return entry.plain
    },
    async set(name, value) {
      if (!hasKeychain) return file.put(name, { plain: value })
      if (await keychain.isAsyncEncryptionAvailable()) return seal(name, value)
      throw new KithError('SETTINGS_NOT_SAVED', {
        reason: 'The keychain of this computer is locked or does not answer.',
      })
    },
    delete: (name) => file.put(name, null),
  }
}

function sayNotSealed(error: unknown): void {
  log.error('a key could not be sealed', error)
}
