import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { withoutOldFonts } from './leave-out.mjs'
import { foldersOfMain, licenceOf, licencesOf } from './licences.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('licences', () => {
  test('of everything main runs with are known, with their texts where there are any', () => {
    const all = licencesOf(foldersOfMain())
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['@mastra/core', '@electric-sql/pglite', 'zod']))
    expect(all.find(({ name }) => name === 'zod')).toMatchObject({
      licence: 'MIT',
      text: expect.stringContaining('MIT'),
    })
    // What is only for building is not shipped.
    expect(all.map(({ name }) => name)).not.toContain('vitest')
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
