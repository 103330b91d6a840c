// `safeStorage` with a keychain that is a file in the user's data. `STANDIN_KEYRING` chooses what Linux says it has:
// a backend's name, or `locked` for one that does not open. The deprecated synchronous calls are not played.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './app'
import { strict } from './strict'

const keyring = process.env.STANDIN_KEYRING ?? 'gnome_libsecret'
const mark = Buffer.from('v11')

export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: (): string =>
    !app.isReady() ? 'unknown' : keyring === 'locked' ? 'gnome_libsecret' : keyring,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => app.isReady() && keyring !== 'locked',
  async encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    return Buffer.concat([mark, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (!sealed.subarray(0, 3).equals(mark)) throw new Error('Error while decrypting the ciphertext')
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15))
    decipher.setAuthTag(sealed.subarray(-16))
    const result = decipher.update(sealed.subarray(15, -16), undefined, 'utf8') + decipher.final('utf8')
    return { result, shouldReEncrypt: false }
  },
})

function key(): Buffer {
  app.mustBeReady('safeStorage')
  if (keyring === 'locked') throw new Error('The keychain is locked')
  const file = join(app.getPath('userData'), 'standin-keychain')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}
