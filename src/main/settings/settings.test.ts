import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderDraft } from '../../shared/contract/settings'
import type { Vault } from '../app/host'
import { openSettings } from './settings'

const id = '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11'
const draft: ProviderDraft = {
  id,
  kind: 'openai',
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  models: ['gpt-5.2'],
  key: 'sk-secret-0123456789',
}
const { key: _, ...withoutKey } = draft
const choice = { kind: 'provider' as const, providerId: id, model: 'gpt-5.2' }

let folder: string
let vault: MemoryVault
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-settings-'))
  vault = memoryVault()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openSettings({ folder, vault })
const path = () => join(folder, 'settings.json')

/** Makes every write fail: a folder stands where the new file would be prepared. */
async function blockWrites(): Promise<() => Promise<void>> {
  await mkdir(`${path()}.new`)
  return () => rm(`${path()}.new`, { recursive: true, force: true })
}

describe('settings', () => {
  it('begin with the practice model and write nothing by themselves', async () => {
    const settings = await open()
    expect(settings.view()).toEqual({
      theme: 'system',
      language: 'system',
      model: { kind: 'practice' },
      answering: {},
      acceptedKinds: [],
      providers: [],
      vault: 'file',
    })
    expect(settings.notices).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('are still there after a restart', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.setModel(choice)
    const last = await settings.setTheme('dark')
    expect(last).toMatchObject({
      theme: 'dark',
      model: choice,
      providers: [{ ...withoutKey, hasKey: true }],
      vault: 'file',
    })
    expect((await open()).view()).toEqual(last)
  })

  it('tell whoever listens what is now in force, until they stop listening', async () => {
    const settings = await open()
    const seen: string[] = []
    const stop = settings.onChange((view) => seen.push(view.theme))
    await settings.setTheme('dark')
    stop()
    await settings.setTheme('light')
    expect(seen).toEqual(['dark'])
  })

  it('keep every one of many changes made at once', async () => {
    const settings = await open()
    const ids = Array.from(
      { length: 20 },
      (_unused, index) => `6b1f5a8e-3c5d-4f5e-9f0a-0000000000${String(index + 10)}`,
    )
    await Promise.all([...ids.map((one) => settings.saveProvider({ ...draft, id: one })), settings.setTheme('dark')])
    const { providers, theme } = (await open()).view()
    expect(providers.map((provider) => provider.id)).toEqual(ids)
    expect(theme).toBe('dark')
  })

  it('stay what they were when they cannot be written, and can be changed afterwards', async () => {
    const settings = await open()
    await settings.setTheme('dark')
    const seen: string[] = []
    settings.onChange((view) => seen.push(view.theme))
    const unblock = await blockWrites()
    await expect(settings.setTheme('light')).rejects.toMatchObject({
      code: 'SETTINGS_NOT_SAVED',
      data: { reason: expect.stringContaining('EISDIR') as string },
    })
    expect(settings.view().theme).toBe('dark')
    expect((await open()).view().theme).toBe('dark')
    expect(seen).toEqual([])
    await unblock()
    expect((await settings.setTheme('light')).theme).toBe('light')
  })

  it('carry along what a newer Kith wrote', async () => {
    const newer = {
      version: 2,
      theme: 'dark',
      model: { ...choice, temperature: 0.3 },
      providers: [{ ...withoutKey, hasKey: false, region: 'eu' }],
      shortcuts: { send: 'Enter' },
    }
    await writeFile(path(), JSON.stringify(newer))
    const settings = await open()
    expect(settings.view().providers).toEqual([{ ...withoutKey, hasKey: false }])
    await settings.setTheme('light')
    await settings.saveProvider({ ...withoutKey, name: 'Renamed' })
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual({
      ...newer,
      theme: 'light',
      providers: [{ ...newer.providers[0], name: 'Renamed' }],
    })
  })
})

describe('the model', () => {
  it('cannot be one of a provider that is not there', async () => {
    const settings = await open()
    await expect(settings.setModel(choice)).rejects.toMatchObject({ code: 'NOT_FOUND', data: { kind: 'provider' } })
    expect(settings.view().model).toEqual({ kind: 'practice' })
  })

  it('is the practice model when its provider was taken out of the file by hand', async () => {
    await writeFile(path(), JSON.stringify({ version: 1, theme: 'dark', model: choice, providers: [] }))
    expect((await open()).view().model).toEqual({ kind: 'practice' })
  })

  it('is the practice model again when its provider is removed', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.setModel(choice)
    expect(await settings.removeProvider(id)).toMatchObject({ model: { kind: 'practice' }, providers: [] })
  })
})

describe('a key', () => {
  const secret = 'sk-secret-0123456789'

  it('goes into the vault and comes out for main only', async () => {
    const settings = await open()
    const view = await settings.saveProvider({ ...draft, key: ` ${secret}\n` })
    expect(JSON.stringify([view, settings.view()])).not.toContain(secret)
    expect(await readFile(path(), 'utf8')).not.toContain(secret)
    expect([...vault.secrets.keys()]).toEqual([`provider:${id}`])
    expect(await settings.connection(id)).toEqual({ provider: { ...withoutKey, hasKey: true }, key: secret })
    expect((await (await open()).connection(id)).key).toBe(secret)
  })

  it('stays when the rest is edited without it', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.saveProvider({ ...withoutKey, name: 'Renamed', baseUrl: 'https://api.openai.com/v2' })
    expect(await settings.connection(id)).toMatchObject({ provider: { name: 'Renamed', hasKey: true }, key: secret })
  })

  it.each(['https://api.openai.com.example/v1', 'http://api.openai.com/v1', 'https://api.openai.com:8443/v1'])(
    'is dropped when the address now leads to %s, because it was entered for another',
    async (baseUrl) => {
      const settings = await open()
      await settings.saveProvider(draft)
      const view = await settings.saveProvider({ ...withoutKey, baseUrl })
      expect(view.providers[0]?.hasKey).toBe(false)
      expect((await settings.connection(id)).key).toBeNull()
      expect(vault.secrets.size).toBe(0)
      await settings.saveProvider(withoutKey)
      expect((await settings.connection(id)).key).toBeNull()
    },
  )

  it('that comes with the new address is used there', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.saveProvider({ ...draft, baseUrl: 'https://other.example/v1', key: 'key-of-other' })
    expect((await settings.connection(id)).key).toBe('key-of-other')
  })

  it('is not given to an address that came into the file by another way', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    const text = await readFile(path(), 'utf8')
    await writeFile(path(), text.replace('api.openai.com', 'thief.example'))
    const reopened = await open()
    await expect(reopened.connection(id)).rejects.toMatchObject({
      code: 'PROVIDER_KEY_MISSING',
      data: { provider: 'OpenAI' },
    })
    expect(reopened.view().providers[0]?.hasKey).toBe(false)
  })

  it('is taken away by an empty one', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    expect((await settings.saveProvider({ ...draft, key: '' })).providers[0]?.hasKey).toBe(false)
    expect(vault.secrets.size).toBe(0)
  })

  it('leaves with its provider, and removing twice is fine', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.removeProvider(id)
    await settings.removeProvider(id)
    expect(vault.secrets.size).toBe(0)
    await expect(settings.connection(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is what it was when the settings cannot be written', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await blockWrites()
    await expect(settings.saveProvider({ ...draft, key: 'another' })).rejects.toMatchObject({
      code: 'SETTINGS_NOT_SAVED',
    })
    expect((await settings.connection(id)).key).toBe(secret)
    await expect(settings.removeProvider(id)).rejects.toMatchObject({ code: 'SETTINGS_NOT_SAVED' })
    expect((await settings.connection(id)).key).toBe(secret)
  })

  it('that the vault does not take leaves the settings as they were and is not quoted', async () => {
    const settings = await open()
    vault.failWith = (value) => new Error(`no space for ${value}`)
    const error: unknown = await settings.saveProvider(draft).catch((cause: unknown) => cause)
    expect(error).toMatchObject({
      code: 'SETTINGS_NOT_SAVED',
      data: { reason: expect.stringContaining('no space for') as string },
    })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret)
    expect(settings.view().providers).toEqual([])
  })

  it('that the vault lost is missing, and the settings stop saying it is there', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    vault.secrets.clear()
    await expect(settings.connection(id)).rejects.toMatchObject({ code: 'PROVIDER_KEY_MISSING' })
    expect(settings.view().providers[0]?.hasKey).toBe(false)
  })
})

describe('a key behind a locked keychain', () => {
  it('is missing for now, and there again when the keychain is open', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    const get = vault.get
    vault.get = () => Promise.reject(new Error('locked'))
    await expect(settings.connection(id)).rejects.toMatchObject({ code: 'PROVIDER_KEY_MISSING' })
    expect(settings.view().providers[0]?.hasKey).toBe(true)
    vault.get = get
    expect((await settings.connection(id)).key).toBe(draft.key)
  })
})

describe('settings that are read again', () => {
  it('are what another Kith has written meanwhile', async () => {
    const settings = await open()
    const another = await open()
    await another.saveProvider(draft)
    expect((await settings.reload()).providers).toEqual([{ ...withoutKey, hasKey: true }])
    await settings.setTheme('dark')
    expect((await open()).view()).toMatchObject({ theme: 'dark', providers: [{ id }] })
  })

  it('are set aside like any others when they cannot be read', async () => {
    const settings = await open()
    await writeFile(path(), '{"theme"')
    await settings.reload()
    expect(settings.notices).toEqual([
      { kind: 'settings-unreadable', keptAs: expect.stringContaining(folder) as string },
    ])
  })
})

describe('trying a draft', () => {
  it('uses its own key and saves nothing', async () => {
    const settings = await open()
    expect(await settings.draftConnection(draft)).toEqual({ provider: { ...withoutKey, hasKey: true }, key: draft.key })
    expect(settings.view().providers).toEqual([])
    expect(vault.secrets.size).toBe(0)
  })

  it('uses the stored key for the same origin only', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    expect((await settings.draftConnection({ ...withoutKey, name: 'Other' })).key).toBe(draft.key)
    expect((await settings.draftConnection({ ...withoutKey, baseUrl: 'https://other.example/v1' })).key).toBeNull()
    expect((await settings.draftConnection({ ...draft, key: '' })).key).toBeNull()
  })
})

interface MemoryVault extends Vault {
  secrets: Map<string, string>
  failWith: ((value: string) => Error) | null
}

function memoryVault(): MemoryVault {
  const secrets = new Map<string, string>()
  return {
    kind: 'file',
    location: '/vault',
    secrets,
    failWith: null,
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    set(name, value) {
      if (this.failWith) return Promise.reject(this.failWith(value))
      secrets.set(name, value)
      return Promise.resolve()
    },
    delete(name) {
      secrets.delete(name)
      return Promise.resolve()
    },
  }
}
