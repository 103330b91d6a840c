import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { archiveOf } from './apt.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-apt-'))
  mkdirSync(join(folder, 'sources.list.d'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('finds the archive of a suite in the new format, not that of another suite or of somebody else', () => {
  writeFileSync(
    join(folder, 'sources.list.d/debian.sources'),
    `Types: deb
# a note
URIs: http://archive.test/debian
Suites: stable stable-updates
Components: main
Signed-By: /keys/archive.gpg

Types: deb
URIs: http://archive.test/security
Suites: stable-security
Components: main
`,
  )
  writeFileSync(join(folder, 'sources.list.d/other.list'), 'deb https://elsewhere.test/debian other main\n')
  expect(archiveOf('stable', folder)).toEqual({
    Types: 'deb',
    URIs: 'http://archive.test/debian',
    Suites: 'stable stable-updates',
    Components: 'main',
    'Signed-By': '/keys/archive.gpg',
  })
  expect(archiveOf('next', folder)).toBeUndefined()
})

test('keeps a key that is written into the entry itself', () => {
  const key = '\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF'
  writeFileSync(
    join(folder, 'sources.list.d/debian.sources'),
    `Types: deb deb-src\nURIs: http://archive.test/debian\nSuites: stable\nComponents: main\nSigned-By:${key}\n`,
  )
  expect(archiveOf('stable', folder)?.['Signed-By']).toBe(key)
})

test('reads the one-line format', () => {
  writeFileSync(
    join(folder, 'sources.list'),
    `# deb http://old.test/debian stable main
deb-src http://archive.test/debian stable main
deb [arch=amd64 signed-by=/keys/archive.gpg] http://archive.test/debian stable main contrib
deb http://archive.test/debian next main
`,
  )
  expect(archiveOf('stable', folder)).toEqual({
    Types: 'deb',
    URIs: 'http://archive.test/debian',
    Suites: 'stable',
    Components: 'main contrib',
    'Signed-By': '/keys/archive.gpg',
  })
  expect(archiveOf('next', folder)).not.toHaveProperty('Signed-By')
})
