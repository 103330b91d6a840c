// A folder for settings, a vault beside it, and a provider with a key.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { ProviderDraft } from '../../../shared/contract/settings'
import { openSettings } from '../settings'
import type { Settings } from '../settings'
import { memoryVault } from './memory-vault'
import type { MemoryVault } from './memory-vault'

export const draft: ProviderDraft = {
  id: '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11',
  kind: 'openai',
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  models: ['gpt-5.2'],
  key: 'sk-secret-0123456789',
}
export const { key: _, ...withoutKey } = draft

export interface SettingsFolder {
  folder: string
  vault: MemoryVault
  /** Of `settings.json`. */
  path(): string
  open(): Promise<Settings>
  /** Makes every write fail: a folder stands where the new file would be prepared. Returns how to let them succeed. */
  blockWrites(): Promise<() => Promise<void>>
}

/** A new one for each test of the file that calls it. */
export function settingsFolder(): SettingsFolder {
  const here: SettingsFolder = {
    folder: '',
    vault: memoryVault(),
    path: () => join(here.folder, 'settings.json'),
    open: () => openSettings(here),
    async blockWrites() {
      await mkdir(`${here.path()}.new`)
      return () => rm(`${here.path()}.new`, { recursive: true, force: true })
    },
  }
  beforeEach(async () => {
    here.folder = await mkdtemp(join(tmpdir(), 'kith-settings-'))
    here.vault = memoryVault()
  })
  afterEach(() => rm(here.folder, { recursive: true, force: true }))
  return here
}
