import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../app/host'
import { openSettings } from './settings'

const id = '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11'
const draft = { id, kind: 'ollama' as const, name: 'Ollama', baseUrl: 'http://127.0.0.1:11434', models: ['llama'] }
const choice = { kind: 'provider' as const, providerId: id, model: 'llama' }
const vault: Vault = {
  kind: 'file',
  location: 'a test',
  get: async () => null,
  set: async () => {},
  delete: async () => {},
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-answering-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openSettings({ folder, vault })
const path = () => join(folder, 'settings.json')

describe('how it answers without a persona', () => {
  it('is kept beside the model, and a model in it is the model from now on', async () => {
    const settings = await open()
    await settings.saveProvider(draft)
    await settings.setAnswering({ model: choice, temperature: 0.4, fallback: { kind: 'practice' } })
    const view = (await open()).view()
    expect(view.model).toEqual(choice)
    expect(view.answering).toEqual({ temperature: 0.4, fallback: { kind: 'practice' } })
    await settings.setAnswering({})
    expect((await open()).view()).toMatchObject({ model: choice, answering: {} })
  })

  it('counts as not said where the file says nonsense, which costs nothing else; what is not known here stays', async () => {
    const stored = { version: 1, theme: 'dark', model: { kind: 'practice' }, providers: [] }
    await writeFile(
      path(),
      JSON.stringify({ ...stored, answering: { temperature: 'hot', maxOutputTokens: 9, seed: 4 } }),
    )
    const settings = await open()
    expect(settings.notices).toEqual([])
    expect(settings.view()).toMatchObject({ theme: 'dark', answering: { maxOutputTokens: 9 } })
    await settings.setAnswering({ temperature: 1 })
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ answering: { temperature: 1, seed: 4 } })
  })

  it('cannot be a model of a provider that is not there', async () => {
    const settings = await open()
    await expect(settings.setAnswering({ model: choice })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
