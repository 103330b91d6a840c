// docs/errors.md says of every code what to do, and of no other.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorData } from '../../src/shared/errors'
import { root } from '../bootstrap/project.mjs'

const page = readFileSync(join(root, 'docs/errors.md'), 'utf8')

test('every error code has a line, once', () => {
  const said = [...page.matchAll(/^\| `([A-Z_]+)` \| \S.* \| \S.* \|$/gm)].map(([, code = '']) => code)
  const codes = Object.keys(errorData)
  expect(new Set(said)).toEqual(new Set(codes))
  expect(said).toHaveLength(codes.length)
})
