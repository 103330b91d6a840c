import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { brokenLinks } from './broken-links.mjs'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kith-links-'))
  await write('docs/guide.md', '# Guide\n\n## What is `here`, and why\n\n## Twice\n\n## Twice\n')
  await write('docs/screens/one.png', '')
  await write('src/main/router/chat.ts', '')
})
afterEach(() => rm(root, { recursive: true }))

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

async function brokenIn(text: string): Promise<string[]> {
  await write('README.md', text)
  return brokenLinks(root).map(({ target, why }) => `${target} ${why}`)
}

describe('links of the documentation', () => {
  test.each([
    ['a page', '[a](docs/guide.md)'],
    ['a heading, as GitHub names it', '[a](docs/guide.md#what-is-here-and-why)'],
    ['the second heading of the same words', '[a](docs/guide.md#twice-1)'],
    ['a heading of the page itself', '# One\n\n[a](#one)'],
    ['a folder', '[a](docs/screens)'],
    ['another place, which is not looked for', '[a](https://example.com/nowhere) <mailto:a@example.com>'],
    ['what only looks like a link', '`[a](nowhere.md)`\n\n```\n[a](nowhere.md)\n```'],
    ['a file by its path', '`src/main/router/chat.ts`'],
    ['a file by its room', '`router/chat`, `main/router`'],
    ['a file by its name', '`chat.ts`'],
    ['files by a pattern', '`src/main/router/*.ts`, `src/main/{router,store}/chat.ts`'],
    ['words with a stroke', '`and/or`, `POST /api/threads`'],
  ])('may lead to %s', async (_, text) => {
    expect(await brokenIn(text)).toEqual([])
  })

  test.each([
    ['a page that is not there', '[a](docs/other.md)', 'docs/other.md is not there'],
    ['a heading that is not there', '[a](docs/guide.md#gone)', 'docs/guide.md#gone docs/guide.md has no such heading'],
    ['a picture that is not there', '![a](docs/screens/two.png)', 'docs/screens/two.png is not there'],
    ['a picture in HTML', '<img src="docs/screens/two.png">', 'docs/screens/two.png is not there'],
    ['a source for the dark', '<picture>\n<source srcset="two.png">\n</picture>', 'two.png is not there'],
    ['a page named below', '[a][b]\n\n[b]: gone.md', 'gone.md is not there'],
    ['the outside', '[a](../other/README.md)', '../other/README.md leads out of the project'],
    ['a file that has moved', '`src/main/chat.ts`', 'src/main/chat.ts is no file of this project'],
    ['a room that has moved', '`router/other`', 'router/other is no file of this project'],
    ['a file of a name that is gone', '`other.ts`', 'other.ts is no file of this project'],
    ['a pattern of nothing', '`src/main/*.sql`', 'src/main/*.sql is no file of this project'],
  ])('may not lead to %s', async (_, text, told) => {
    expect(await brokenIn(text)).toEqual([told])
  })

  test('are told with page and line', async () => {
    await write('docs/one.md', 'One\n\n[a](two.md)\n')
    expect(brokenLinks(root)).toEqual([{ page: 'docs/one.md', line: 3, target: 'two.md', why: 'is not there' }])
  })
})
