import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPageFile } from './page-files'

let outer: string
let folder: string

beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), 'kith-'))
  folder = join(outer, 'page')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(outer, 'page-of-another'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'index-abc.js'), '1')
  writeFileSync(join(folder, 'my file.svg'), '<svg/>')
  writeFileSync(join(outer, 'secret.txt'), 'secret')
  writeFileSync(join(outer, 'page-of-another', 'secret.txt'), 'secret')
})
afterAll(() => rmSync(outer, { recursive: true }))

describe('the files of the page', () => {
  it('has the page at the start of the address, never kept unasked', async () => {
    expect(await findPageFile(folder, '/')).toEqual({
      path: join(folder, 'index.html'),
      size: 15,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    })
  })

  it('lets files with a hash in their name be kept for ever', async () => {
    const file = await findPageFile(folder, '/assets/index-abc.js')
    expect(file?.headers['cache-control']).toContain('immutable')
    expect(file?.headers['content-type']).toContain('javascript')
  })

  it('reads percent-encoded names', async () => {
    expect((await findPageFile(folder, '/my%20file.svg'))?.path).toBe(join(folder, 'my file.svg'))
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/../page-of-another/secret.txt',
    '/%2fetc/passwd',
    '//etc/passwd',
    '/index.html%00.js',
    '/%',
    '/assets',
    '/assets/',
    '/index.html/x',
    '/.',
    '/..',
    `/${'a'.repeat(5_000)}`,
  ])('has nothing at %s', async (pathname) => {
    expect(await findPageFile(folder, pathname)).toBeNull()
  })
})
