import { expect, test } from 'vitest'
import { closedFences } from './closed-fences'
import { fileNameOf, toldApart } from './file-name'

test('a fence that was left open ends with its message', () => {
  expect(closedFences('Look:\n```js\nconst a = 1\n')).toBe('Look:\n```js\nconst a = 1\n```')
  expect(closedFences('~~~~\n~~~\n```')).toBe('~~~~\n~~~\n```\n~~~~')
  expect(closedFences('```\na\n```\nb')).toBe('```\na\n```\nb')
  expect(closedFences('An `inline` ```one``` stays')).toBe('An `inline` ```one``` stays')
})

test('a name is one that every system takes', () => {
  expect(fileNameOf('Tide: what/is "it"?', '.md')).toBe('Tide what is it.md')
  expect(fileNameOf('..', '.kith')).toBe('Kith.kith')
  expect(fileNameOf('con', '.html')).toBe('Kith con.html')
  expect(fileNameOf('a\u202Egpj.exe', '.md')).toBe('a gpj.exe.md')
  expect(fileNameOf('x'.repeat(500), '.md')).toHaveLength(83)
  expect(toldApart(['A.md', 'a.md', 'b.md', 'A.md'])).toEqual(['A.md', 'a (2).md', 'b.md', 'A (3).md'])
})
