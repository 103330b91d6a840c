import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { draft, settingsFolder, withoutKey } from './testing/settings-folder'

const choice = { kind: 'provider' as const, providerId: draft.id, model: 'gpt-5.2' }
const { id } = draft
const here = settingsFolder()
const { path, open, blockWrites } = here

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
    expect(await readdir(here.folder)).toEqual([])
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
      { kind: 'settings-unreadable', keptAs: expect.stringContaining(here.folder) as string },
    ])
  })
})
