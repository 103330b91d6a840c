import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
    '/%252e%252e/secret.txt',
    '/..%252fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/assets%5c..%5c..%5csecret.txt',
    '/c:%5cwindows%5cwin.ini',
    '/index.html::$DATA',
    '/%c0%ae%c0%ae/secret.txt',
    '/....//secret.txt',
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

  // Reason to skip: on Windows a link wants a right that few accounts have.
  it.skipIf(process.platform === 'win32')('does not follow a link that leads out of the folder', async () => {
    symlinkSync(join(outer, 'secret.txt'), join(folder, 'file.js'))
    symlinkSync(outer, join(folder, 'assets', 'folder'))
    symlinkSync(join(folder, 'index.html'), join(folder, 'inside.html'))
    expect(await findPageFile(folder, '/file.js')).toBeNull()
    expect(await findPageFile(folder, '/assets/folder/secret.txt')).toBeNull()
    expect((await findPageFile(folder, '/inside.html'))?.size).toBe(15)
  })

  it('are found in a folder that is reached over a link', async () => {
    const link = join(outer, 'link-to-page')
    symlinkSync(folder, link, 'junction')
    expect((await findPageFile(link, '/'))?.size).toBe(15)
  })
})
