import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writePiecesAtomically } from './write-atomically'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-pieces-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a file that is written in pieces is the new one or, where a piece fails, the old one and nothing beside it', async () => {
  const path = join(folder, 'tide.md')
  writeFileSync(path, 'old')
  async function* breakingOff() {
    yield 'ne'
    throw new Error('The thread is gone.')
  }
  await expect(writePiecesAtomically(path, breakingOff())).rejects.toThrow('The thread is gone.')
  expect(readFileSync(path, 'utf8')).toBe('old')
  async function* whole() {
    yield 'ne'
    yield 'w'
  }
  await writePiecesAtomically(path, whole())
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['tide.md'])
})

test('nothing of its owner beside it is touched, and a name as long as a disk takes is written', async () => {
  const path = join(folder, `${'t'.repeat(251)}.md`)
  const others = ['tide.md.part', 'tide.md.new', '.part']
  for (const name of others) writeFileSync(join(folder, name), 'mine')
  async function* whole() {
    yield 'new'
  }
  await writePiecesAtomically(join(folder, 'tide.md'), whole())
  await writePiecesAtomically(path, whole())
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(others.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['mine', 'mine', 'mine'])
  expect(readdirSync(folder)).toHaveLength(others.length + 2)
})
