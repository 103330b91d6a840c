import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openSource } from './sources.mjs'
import { copyStill } from './still-copy.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-sources-'))
  writeFileSync(join(folder, 'mastra.db'), 'pages')
  writeFileSync(join(folder, 'mastra.db-wal'), 'later pages')
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})
const path = () => join(folder, 'mastra.db')
const copy = () => join(folder, 'copy.db')

test('a database that is written while it is copied is copied again, whole', () => {
  let writes = 1
  copyStill(path(), copy(), {
    copyFile(from, to) {
      copyFileSync(from, to)
      if (from === path() && writes-- > 0) appendFileSync(`${path()}-wal`, ' and more')
    },
  })
  expect(readFileSync(copy(), 'utf8')).toBe('pages')
  expect(readFileSync(`${copy()}-wal`, 'utf8')).toBe('later pages and more')
  expect(writes).toBe(-1)
})

test('what was put away while it was copied is not taken from the first attempt', () => {
  let isFirst = true
  copyStill(path(), copy(), {
    copyFile(from, to) {
      copyFileSync(from, to)
      if (!isFirst || !from.endsWith('-wal')) return
      isFirst = false
      rmSync(from)
      appendFileSync(path(), ' and later pages')
    },
  })
  expect(readFileSync(copy(), 'utf8')).toBe('pages and later pages')
  expect(readdirSync(folder)).not.toContain('copy.db-wal')
})

test('a database that never rests is refused, with what to do', () => {
  const writing = (from: string, to: string) => {
    copyFileSync(from, to)
    appendFileSync(path(), '.')
  }
  expect(() => copyStill(path(), copy(), { copyFile: writing })).toThrow(/Stop the program that uses it/)
})

test('no copy stays behind when the source cannot be opened', async () => {
  const before = readdirSync(folder)
  await expect(openSource(`file:${path()}`, `file:${join(folder, 'missing.db')}`)).rejects.toThrow(/There is no/)
  await expect(openSource(`file:${path()}`, 'nowhere://at-all')).rejects.toThrow(/nowhere/)
  expect(readdirSync(folder)).toEqual(before)
})
