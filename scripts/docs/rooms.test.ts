// docs/architecture.md draws the rooms that scripts/lint/table.mjs judges by.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../bootstrap/project.mjs'
import { rooms } from '../lint/table.mjs'

const drawn = foldersDrawn(readFileSync(join(root, 'docs/architecture.md'), 'utf8'))

test('every room of the import table is drawn', () => {
  // Entries are files, which the page names in words; what is no folder of src is no room.
  const folders = Object.values(rooms)
    .map(({ at }) => at)
    .filter((at) => at.startsWith('src/') && !at.endsWith('.ts'))
  expect(folders.filter((at) => !drawn.includes(at))).toEqual([])
})

test('every folder that is drawn is there', () => {
  expect(drawn.length).toBeGreaterThan(20)
  expect(drawn.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

/** The tree under "Rooms": a folder's depth is how far it is indented, and its name ends with a slash. */
function foldersDrawn(page: string): string[] {
  const [, tree = ''] = /## Rooms\s+```\n([\s\S]*?)```/.exec(page) ?? []
  const path: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^( *)([a-z-]+)\//.exec(line)
    if (!found?.[2]) return []
    path.splice((found[1] ?? '').length / 2, Infinity, found[2])
    return [path.join('/')]
  })
}
