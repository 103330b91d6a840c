import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSettings, providerOfEnvironment } from './index'

test('offers a provider for OPENAI_API_KEY, and writes its key nowhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-environment-'))
  const kept: string[] = []
  const vault = {
    kind: 'file' as const,
    location: 'a test',
    get: async () => null,
    set: async (_name: string, value: string) => void kept.push(value),
    delete: async () => {},
  }
  const settings = await openSettings({ folder, vault }, providerOfEnvironment({ OPENAI_API_KEY: 'sk-of-this-start' }))
  const [provider] = settings.view().providers
  await settings.setModel({ kind: 'provider', providerId: provider?.id ?? '', model: 'gpt-4.1' })
  expect(await settings.connection(provider?.id ?? '')).toMatchObject({ key: 'sk-of-this-start' })
  const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect([...written, ...kept].join()).not.toContain('sk-of-this-start')
  // The next start knows nothing of it.
  const next = await openSettings({ folder, vault })
  expect(next.view()).toMatchObject({ providers: [], model: { kind: 'practice' } })
  rmSync(folder, { recursive: true })
})
