import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpackDatabase } from './unpack-database'

let folder: string
let packed: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-unpack-'))
  mkdirSync(join(folder, 'from/base/empty'), { recursive: true })
  writeFileSync(join(folder, 'from/PG_VERSION'), '18\n')
  writeFileSync(join(folder, 'from/base/page'), Buffer.alloc(8192, 7))
  packed = join(folder, 'packed.tar.gz')
  execFileSync('tar', ['--format=ustar', '-czf', packed, '-C', join(folder, 'from'), '.'])
})
afterEach(() => rmSync(folder, { recursive: true }))

test('writes files and folders as they were packed', () => {
  const to = join(folder, 'to')
  unpackDatabase(packed, to)
  expect(readFileSync(join(to, 'PG_VERSION'), 'utf8')).toBe('18\n')
  expect(readFileSync(join(to, 'base/page')).equals(Buffer.alloc(8192, 7))).toBe(true)
  expect(statSync(join(to, 'base/empty')).isDirectory()).toBe(true)
})

test('takes it packed by zstd, as an app brings it along', () => {
  const to = join(folder, 'to')
  const file = join(folder, 'packed.tar.zst')
  writeFileSync(file, zstdCompressSync(gunzipSync(readFileSync(packed))))
  unpackDatabase(file, to)
  expect(readFileSync(join(to, 'base/page')).equals(Buffer.alloc(8192, 7))).toBe(true)
})

test.skipIf(process.platform === 'win32')('lets nobody else read it', () => {
  const to = join(folder, 'to')
  unpackDatabase(packed, to)
  expect(statSync(to).mode & 0o777).toBe(0o700)
  expect(statSync(join(to, 'base/page')).mode & 0o777).toBe(0o600)
})

test('refuses a file that is cut off or damaged', () => {
  const tar = gunzipSync(readFileSync(packed))
  const cut = join(folder, 'cut.tar')
  writeFileSync(cut, tar.subarray(0, tar.indexOf(Buffer.alloc(64, 7)) + 64))
  expect(() => unpackDatabase(cut, join(folder, 'a'))).toThrow('damaged')
  const damaged = join(folder, 'damaged.tar')
  writeFileSync(damaged, Buffer.concat([Buffer.alloc(512, 1), tar]))
  expect(() => unpackDatabase(damaged, join(folder, 'b'))).toThrow('damaged')
})

test('writes nothing outside its folder', () => {
  mkdirSync(join(folder, 'inside'))
  writeFileSync(join(folder, 'outside'), 'x')
  execFileSync('tar', ['-czf', packed, '-P', '-C', join(folder, 'inside'), '../outside'])
  expect(() => unpackDatabase(packed, join(folder, 'to'))).toThrow('outside itself')
})
