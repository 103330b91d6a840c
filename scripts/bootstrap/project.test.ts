import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashOf, isAtLeast, readIfThere, stampAt } from './project.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-project-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each([
  ['20.11.0', '20.11.0', true],
  ['20.9.0', '20.11.0', false],
  ['24.0.0', '22.15.0', true],
  ['22.9.0', '22.15.0', false],
  ['22.15.1', '22.15.0', true],
])('%s is at least %s: %s', (a, b, expected) => {
  expect(isAtLeast(a, b)).toBe(expected)
})

describe('the hash over sources', () => {
  const hash = () => hashOf(folder)

  test('changes with content and with names, and not with time', () => {
    writeFileSync(join(folder, 'a.ts'), 'one')
    const first = hash()
    writeFileSync(join(folder, 'a.ts'), 'one')
    expect(hash()).toBe(first)
    writeFileSync(join(folder, 'a.ts'), 'two')
    const second = hash()
    expect(second).not.toBe(first)
    mkdirSync(join(folder, 'b'))
    writeFileSync(join(folder, 'b/c.ts'), '')
    expect(hash()).not.toBe(second)
  })

  test('ignores tests, which are never built', () => {
    writeFileSync(join(folder, 'a.ts'), 'one')
    const before = hash()
    writeFileSync(join(folder, 'a.test.ts'), 'test')
    writeFileSync(join(folder, 'A.test.tsx'), 'test')
    expect(hash()).toBe(before)
  })

  test('fails when a source it is told of is missing', () => {
    expect(() => hashOf(join(folder, 'nowhere'))).toThrow(/ENOENT/)
  })
})

test('a stamp fits only the inputs it was written for, and only until it is removed', () => {
  const path = join(folder, 'made-as-needed/stamp')
  expect(stampAt(path, 'one').fits()).toBe(false)
  stampAt(path, 'one').write()
  expect(stampAt(path, 'one').fits()).toBe(true)
  expect(stampAt(path, 'two').fits()).toBe(false)
  stampAt(path, 'one').remove()
  expect(stampAt(path, 'one').fits()).toBe(false)
})

test('reading a file that is not there gives null, and anything else that fails is not hidden', () => {
  expect(readIfThere(join(folder, 'nothing'))).toBeNull()
  expect(() => readIfThere(folder)).toThrow(/EISDIR|EPERM|EACCES/)
})
