import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { withoutOldFonts } from './leave-out.mjs'
import { foldersOfMain, licenceOf, licencesOf, requiredText } from './licences.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('licences', () => {
  test('of everything main runs with are known, with their texts', () => {
    const all = licencesOf(foldersOfMain())
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['@mastra/core', '@electric-sql/pglite', 'zod']))
    expect(all.find(({ name }) => name === 'zod')).toMatchObject({
      licence: 'MIT',
      text: expect.stringContaining('MIT'),
    })
    expect(all.filter(({ text, licence }) => text === null && licence !== '0BSD')).toEqual([])
    // What is only for building is not shipped.
    expect(all.map(({ name }) => name)).not.toContain('vitest')
  })

  test('of what the engine is made of are there, though no package names it', () => {
    const engine = licencesOf(foldersOfMain()).filter(({ version }) => version.startsWith('in @electric-sql/'))
    expect(engine.map(({ name }) => name)).toEqual(['Emscripten', 'ICU', 'libxml2', 'musl', 'pgvector', 'PostgreSQL'])
    for (const { name, licence, text } of engine.filter(({ licence }) => licence === 'PostgreSQL')) {
      expect({ name, licence, text }).toEqual({
        name,
        licence: 'PostgreSQL',
        text: expect.stringContaining('PostgreSQL Global Development Group'),
      })
    }
  })

  test('that want their text to be shipped end the build without it', () => {
    expect(() => requiredText({ name: 'wordless', licence: 'MIT', text: null })).toThrow(
      'scripts/shipped/texts/wordless',
    )
    expect(() => requiredText({ name: 'wordless', licence: 'Apache-2.0', text: null })).toThrow('without the text')
    expect(requiredText({ name: 'free', licence: '0BSD', text: null })).toBe(null)
    expect(requiredText({ name: 'spoken', licence: 'MIT', text: 'Permission is granted' })).toBe(
      'Permission is granted',
    )
  })

  test('nobody has looked at end the build, and of two one is named', () => {
    expect(() => licenceOf({ name: 'elkjs', license: 'EPL-2.0 OR GPL-3.0-or-later' })).toThrow('elkjs is under EPL-2.0')
    expect(() => licenceOf({ name: 'secretive' })).toThrow('no licence it names')
    expect(licenceOf({ name: 'dompurify', license: '(MPL-2.0 OR Apache-2.0)' })).toEqual({
      licence: 'Apache-2.0',
      offered: '(MPL-2.0 OR Apache-2.0)',
    })
  })
})

describe('fonts', () => {
  test.each(['katex/dist/katex.min.css', '@fontsource/ibm-plex-mono/400.css'])(
    'of %s are WOFF2 and nothing else',
    (path) => {
      const css = readFileSync(join(root, 'node_modules', path), 'utf8')
      const left = withoutOldFonts(css)
      expect(left.match(/\.woff2\)/g)).toHaveLength(css.match(/\.woff2\)/g)?.length ?? 0)
      expect(left).not.toMatch(/\.woff\)|\.ttf\)|truetype/)
      expect(left.match(/@font-face/g)).toHaveLength(css.match(/@font-face/g)?.length ?? 0)
    },
  )
})
