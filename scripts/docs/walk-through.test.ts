// The walk-through in CONTRIBUTING.md shows code of this repository: each block stands in one of the files named above it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../bootstrap/project.mjs'

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const walk = page.slice(page.indexOf('### One feature from SQL to screen'), page.indexOf('## Commits'))
const steps = [...walk.matchAll(/\n\n(\*\*(?:(?!\n\n)[^])*)\n\n```\w+\n([^]*?)```/g)]

test('there are steps from SQL to screen', () => {
  expect(steps.length).toBeGreaterThan(8)
})

test.each(steps.map(([, said = '', code = '']) => ({ said, code, step: /\*\*(.*?)\*\*/.exec(said)?.[1] })))(
  '$step: the code is there, word for word',
  ({ said, code }) => {
    const links = [...said.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => join(root, path))
    const files = links.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'))
    const pieces = code.split('…\n').filter((piece) => piece !== '')
    expect(files.some((text) => pieces.every((piece) => text.includes(piece)))).toBe(true)
  },
)
