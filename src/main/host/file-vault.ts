// The vault where no keychain is: a file that only this account of the computer can read. The application says so.
import type { Vault } from '../app/host'
import type { SecretsFile } from '../files/secrets-file'

export function createFileVault(file: SecretsFile): Vault {
  return {
    kind: 'file',
    location: file.path,
    async get(name) {
      const entry = await file.get(name)
      if (!entry) return null
      if ('plain' in entry) return entry.plain
      throw new Error(`"${name}" was sealed by the keychain of the desktop app. Enter it again to use it here.`)
    },
    set: (name, value) => file.put(name, { plain: value }),
    delete: (name) => file.put(name, null),
  }
}
