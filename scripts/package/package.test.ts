import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at } from '../bootstrap/project.mjs'
import { desktopName, isTaken, packages, unbundled } from './contents.mjs'
import { repositoryOf, withoutEmptySecrets } from './environment.mjs'
import { licencesInWords } from './licences-in-words.mjs'

describe('what a package brings along of PGlite', () => {
  const name = '@electric-sql/pglite'
  const taken = readdirSync(at('node_modules', name, 'dist'))
    .map((path) => `dist/${path}`)
    .filter((path) => isTaken(name, path))

  test('is its engine, and the extensions that the database opens with', () => {
    const opening = readFileSync(at('src/main/embedded/start-pglite.ts'), 'utf8')
    const used = [...opening.matchAll(/pglite\/contrib\/(\w+)'/g)].map(([, extension]) => `dist/${extension}.tar.gz`)
    expect(taken.filter((path) => path.endsWith('.tar.gz'))).toEqual(used)
    expect(taken).toEqual(expect.arrayContaining(['dist/index.js', 'dist/pglite.wasm', 'dist/pglite.data']))
  })

  test('is nothing that is only for building', () => {
    expect(taken.filter((path) => /\.(?:map|ts|cjs)$/.test(path))).toEqual([])
  })
})

test('what is not bundled is Electron and what is brought along, and no name that only begins like them', () => {
  const isUnbundled = (name: string) => unbundled.some((one) => one.test(name))
  for (const name of ['electron', 'electron/main', ...Object.keys(packages), '@electric-sql/pglite/nodefs'])
    expect(isUnbundled(name)).toBe(true)
  for (const name of ['electron-updater', '@electric-sql/pglite-pgtap', 'zod']) expect(isUnbundled(name)).toBe(false)
})

test('a repository is named by its owner and its name, or there is none', () => {
  expect(repositoryOf('somebody/kith')).toEqual({ owner: 'somebody', repo: 'kith' })
  expect(repositoryOf(undefined)).toBe(null)
  expect(repositoryOf('https://example.invalid/somebody/kith')).toBe(null)
})

test('a secret that is not set is no certificate, and everything else is left as it is', () => {
  const present = { CSC_NAME: 'Somebody', APPLE_API_KEY_ID: 'K1', PATH: '/bin', EMPTY: '' }
  const empty = { CSC_LINK: '', CSC_KEY_PASSWORD: '', WIN_CSC_LINK: ' ', APPLE_API_KEY: '', AZURE_CLIENT_SECRET: '' }
  expect(withoutEmptySecrets({ ...present, ...empty, KITH_AZURE_PUBLISHER: '' })).toEqual(present)
})

test('the name of the entry in the menu of Linux reads like an address backwards', () => {
  expect(desktopName).toMatch(/^[a-z]+(?:\.\w+){2,}\.desktop$/)
})

test('the licences are one text, with the words of each', () => {
  const text = licencesInWords([
    { name: 'one', version: '1.0.0', licence: 'MIT', address: 'https://one.invalid', text: 'Permission is granted' },
    { name: 'two', version: '2.0.0', licence: 'MIT', offered: '(MIT OR CC0-1.0)', address: null, text: null },
  ])
  expect(text).toContain('one 1.0.0\nMIT\nhttps://one.invalid\n\nPermission is granted')
  expect(text).toContain('two 2.0.0\nMIT, chosen of (MIT OR CC0-1.0)\n\nIt came without')
})
