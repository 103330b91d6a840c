// Keys: where they lie, when they are given out, and what becomes of them.
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { draft, settingsFolder, withoutKey } from './testing/settings-folder'

const { id } = draft
const here = settingsFolder()
const { path, open, blockWrites } = here

describe('a key', () => {
  const secret = 'sk-secret-0123456789'

  it('goes into the vault and comes out for main only', async () => {
    const settings = await open()
    const view = await settings.saveProvider({ ...draft, key: ` ${secret}\n` })
    expect(JSON.stringify([view, settings.view()])).not.toContain(secret)
    expect(await readFile(path(), 'utf8')).not.toContain(secret)
    expect([...here.vault.secrets.keys()]).toEqual([`provider:${id}`])
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
      expect(here.vault.secrets.size).toBe(0)
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
    expect(here.vault.secrets.size).toBe(0)
  })

  it('leaves with its provider, and removing twice is fine', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.removeProvider(id)
    await settings.removeProvider(id)
    expect(here.vault.secrets.size).toBe(0)
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
    here.vault.failWith = (value) => new Error(`no space for ${value}`)
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
    here.vault.secrets.clear()
    await expect(settings.connection(id)).rejects.toMatchObject({ code: 'PROVIDER_KEY_MISSING' })
    expect(settings.view().providers[0]?.hasKey).toBe(false)
  })
})

describe('a key behind a locked keychain', () => {
  it('is missing for now, and there again when the keychain is open', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    const { get } = here.vault
    here.vault.get = () => Promise.reject(new Error('locked'))
    await expect(settings.connection(id)).rejects.toMatchObject({ code: 'PROVIDER_KEY_MISSING' })
    expect(settings.view().providers[0]?.hasKey).toBe(true)
    here.vault.get = get
    expect((await settings.connection(id)).key).toBe(draft.key)
  })
})
describe('trying a draft', () => {
  it('uses its own key and saves nothing', async () => {
    const settings = await open()
    expect(await settings.draftConnection(draft)).toEqual({ provider: { ...withoutKey, hasKey: true }, key: draft.key })
    expect(settings.view().providers).toEqual([])
    expect(here.vault.secrets.size).toBe(0)
  })

  it('uses the stored key for the same origin only', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    expect((await settings.draftConnection({ ...withoutKey, name: 'Other' })).key).toBe(draft.key)
    expect((await settings.draftConnection({ ...withoutKey, baseUrl: 'https://other.example/v1' })).key).toBeNull()
    expect((await settings.draftConnection({ ...draft, key: '' })).key).toBeNull()
  })
})
