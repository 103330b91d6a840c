import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { firstDesktopChoice, openDesktopSettings } from './desktop-settings'

let folder: string
const setAside: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-desktop-'))
  setAside.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'desktop.json')
const open = () => openDesktopSettings(folder, (keptAs) => setAside.push(keptAs), 'linux')

test('nothing is fetched, shown of answers or opened at login before its owner wants it', async () => {
  expect((await open()).present()).toMatchObject({
    checksSpelling: false,
    notifiesWithWords: false,
    opensAtLogin: false,
    staysInTray: false,
  })
  expect(firstDesktopChoice('darwin').checksSpelling).toBe(true)
})

test('what is chosen is there after the next start, and what a newer Kith has written stays', async () => {
  writeFileSync(path(), '{"tray":false,"later":1}')
  const settings = await open()
  await settings.change({ quickKeys: 'ctrl+alt+k' })
  expect((await open()).present()).toMatchObject({ tray: false, quickKeys: 'ctrl+alt+k' })
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ later: 1 })
})

test('one wrong value costs nothing else', async () => {
  writeFileSync(path(), '{"tray":"maybe","quickKeys":"k","notifies":false,"spellingLanguages":["../x"]}')
  expect((await open()).present()).toEqual({ ...firstDesktopChoice('linux'), notifies: false })
  expect(setAside).toEqual([])
})

test('a file that cannot be read is set aside', async () => {
  writeFileSync(path(), '{"tray":fal')
  expect((await open()).present()).toEqual(firstDesktopChoice('linux'))
  expect(setAside).toHaveLength(1)
})
