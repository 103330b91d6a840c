import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { findInFolder } from './find-text'
import { passingFolder } from './passing-folder'

it('finds a text however it is written down, and says where', () => {
  const folder = passingFolder('find')
  const secret = 'sk-a-secret-of-many-letters'
  const files: Record<string, Buffer> = {
    plain: Buffer.from(`\u0000${secret}\u0000`),
    wide: Buffer.from(`x${secret}`, 'utf16le'),
    packed: gzipSync(`tar ${secret}`),
    ...Object.fromEntries(
      [0, 1, 2, 3].map((before) => [
        `base64-${before}`,
        Buffer.from(Buffer.from(`${'x'.repeat(before)}${secret} and more`).toString('base64')),
      ]),
    ),
    clean: Buffer.from('sk-another-secret'),
  }
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents)
  const expected = Object.keys(files).filter((name) => name !== 'clean')
  expect(findInFolder(folder, { key: secret }).toSorted()).toEqual(expected.map((name) => `key in ${name}`).toSorted())
  expect(findInFolder(folder, { key: /sk-another/ })).toEqual(['key in clean'])
})
