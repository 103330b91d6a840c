import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSecretsFile } from './secrets-file'

let folder: string
let path: string
const setAside: string[] = []
const open = () => openSecretsFile(path, (keptAs) => setAside.push(keptAs))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-'))
  path = join(folder, 'keys.json')
  setAside.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the secrets file', () => {
  it('gives back what was put, after a restart too', async () => {
    await open().put('openai', { plain: 'sk-1' })
    await open().put('other', { sealed: 'AAAA' })
    expect(await open().get('openai')).toEqual({ plain: 'sk-1' })
    expect(await open().get('other')).toEqual({ sealed: 'AAAA' })
    expect(await open().get('never')).toBeNull()
  })

  it('takes an entry away', async () => {
    const file = open()
    await file.put('openai', { plain: 'sk-1' })
    await file.put('openai', null)
    expect(await file.get('openai')).toBeNull()
    expect(readFileSync(path, 'utf8')).not.toContain('sk-1')
  })

  it('takes names that objects have of themselves', async () => {
    const file = open()
    expect(await file.get('constructor')).toBeNull()
    await file.put('toString', { plain: 'y' })
    expect(await file.get('toString')).toEqual({ plain: 'y' })
  })

  it('keeps every one of many changes made at once', async () => {
    const file = open()
    const names = Array.from({ length: 20 }, (_, index) => `name-${index}`)
    await Promise.all(names.map((name) => file.put(name, { plain: name })))
    for (const name of names) expect(await file.get(name)).toEqual({ plain: name })
  })

  it.skipIf(process.platform === 'win32')(
    'is readable by its owner alone, even over a file a crash left beside it',
    async () => {
      writeFileSync(`${path}.new`, '{"half', { mode: 0o644 })
      await open().put('openai', { plain: 'sk-1' })
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(readdirSync(folder)).toEqual(['keys.json'])
    },
  )

  it.each([
    ['half written', '{"version":1,"secrets":{"openai":{"pl'],
    ['empty', ''],
    ['of another shape', '{"version":1,"secrets":{"openai":"sk-1"}}'],
    ['of a later version', '{"version":2,"secrets":{}}'],
  ])('sets a file aside that is %s, and goes on with an empty one', async (_, text) => {
    writeFileSync(path, text)
    const file = open()
    expect(await file.get('openai')).toBeNull()
    expect(setAside).toHaveLength(1)
    expect(readFileSync(setAside[0] ?? '', 'utf8')).toBe(text)
    await file.put('openai', { plain: 'sk-2' })
    expect(await open().get('openai')).toEqual({ plain: 'sk-2' })
    expect(readFileSync(setAside[0] ?? '', 'utf8')).toBe(text)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('says so when it cannot be written', async () => {
    chmodSync(folder, 0o500)
    await expect(open().put('openai', { plain: 'sk-1' })).rejects.toMatchObject({ code: 'SETTINGS_NOT_SAVED' })
    chmodSync(folder, 0o700)
  })

  it('says so when its folder is gone, and works again when it is back', async () => {
    rmSync(folder, { recursive: true })
    const file = open()
    await expect(file.put('openai', { plain: 'sk-1' })).rejects.toMatchObject({
      code: 'SETTINGS_NOT_SAVED',
      data: { reason: expect.stringContaining(path) },
    })
    mkdirSync(folder)
    await file.put('openai', { plain: 'sk-1' })
    expect(await file.get('openai')).toEqual({ plain: 'sk-1' })
  })
})
