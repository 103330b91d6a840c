import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings } from './settings-document'
import { openSettingsFile } from './settings-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-settings-file-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const path = () => join(folder, 'settings.json')

describe('the settings file', () => {
  it('is readable for its owner only, and nothing is left beside it', async () => {
    await (await openSettingsFile(folder)).write(defaultSettings())
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it('does not mind what a crash in mid-write left behind', async () => {
    await (await openSettingsFile(folder)).write({ ...defaultSettings(), theme: 'dark' })
    await writeFile(`${path()}.new`, '{"version":1,"the', { mode: 0o644 })
    const file = await openSettingsFile(folder)
    expect(file).toMatchObject({ notices: [], document: { theme: 'dark' } })
    await file.write({ ...file.document, theme: 'light' })
    expect((await openSettingsFile(folder)).document.theme).toBe('light')
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it.each([
    ['half written', '{"version":1,"theme":"da'],
    ['empty', ''],
    ['not settings', '{"version":1,"theme":"plaid","model":{"kind":"practice"},"providers":[]}'],
    ['not even an object', 'null'],
  ])('is set aside when it is %s, and never thrown away', async (_what, text) => {
    await writeFile(path(), text)
    const file = await openSettingsFile(folder)
    expect(file.document).toEqual(defaultSettings())
    const [notice] = file.notices
    if (notice?.kind !== 'settings-unreadable') throw new Error('no notice')
    expect(notice.keptAs).toMatch(/settings\.unreadable-[\dTZ-]+\.json$/)
    expect(await readFile(notice.keptAs, 'utf8')).toBe(text)
    await file.write({ ...file.document, theme: 'dark' })
    expect(await readFile(notice.keptAs, 'utf8')).toBe(text)
    expect((await openSettingsFile(folder)).notices).toEqual([])
  })

  it('gets a name of its own each time it is set aside, even in the same millisecond', async () => {
    const texts = ['one', 'three', 'two']
    for (const text of texts) {
      await writeFile(path(), text)
      await openSettingsFile(folder)
    }
    const kept = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
    expect(kept.toSorted()).toEqual(texts)
  })
})
