import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecretsFile } from '../files/secrets-file'
import { createFileVault } from './file-vault'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-vault-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('gives back what it was given, and nothing for what it never had', async () => {
  const vault = createFileVault(openSecretsFile(join(folder, 'keys.json'), () => {}))
  await vault.set('openai', 'sk-1')
  expect(await vault.get('openai')).toBe('sk-1')
  expect(await vault.get('another')).toBeNull()
  await vault.delete('openai')
  expect(await vault.get('openai')).toBeNull()
})

test('says so when a key was sealed by the desktop app, and leaves it for that', async () => {
  const file = openSecretsFile(join(folder, 'keys.json'), () => {})
  await file.put('openai', { sealed: 'c2VhbGVk' })
  const before = readFileSync(file.path, 'utf8')
  await expect(createFileVault(file).get('openai')).rejects.toThrow('sealed by the keychain')
  expect(readFileSync(file.path, 'utf8')).toBe(before)
})
