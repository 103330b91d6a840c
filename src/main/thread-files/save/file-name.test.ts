import { expect, test } from 'vitest'
import { fileNameOf, toldApart } from './file-name'

const bytesOf = (name: string) => Buffer.byteLength(name)

test.each(['🌊', 'ü', 'あ', 'a', '👩‍👩‍👧‍👦'])('a title of many %s has a name every disk takes', (sign) => {
  const names = toldApart(Array.from({ length: 100 }, () => fileNameOf(sign.repeat(300), '.markdown')))
  const longest = names.at(-1) ?? ''
  expect(longest).toMatch(/ \(100\)\.markdown$/)
  expect(bytesOf(longest)).toBeLessThanOrEqual(240)
  expect(longest.isWellFormed()).toBe(true)
  // None is cut shorter than it has to be.
  const [title = ''] = longest.split(' (100)')
  expect(bytesOf(title) > 205 || [...title].length >= 79).toBe(true)
})

test('what Windows keeps for itself is no name, whatever follows its first dot', () => {
  for (const title of ['con', 'CON.notes', 'Aux .old.txt', 'nul', 'COM1', 'lpt9.', 'com²', 'CONOUT$.x']) {
    expect(fileNameOf(title, '.md')).toMatch(/^Kith /)
  }
  for (const title of ['Conan', 'console.log', 'com10', 'my con.notes']) {
    expect(fileNameOf(title, '.md')).toBe(`${title}.md`)
  }
})

test('a title without a letter a system takes, and one that leads elsewhere, have names', () => {
  expect(fileNameOf('///', '.md')).toBe('Kith.md')
  expect(fileNameOf('', '.md')).toBe('Kith.md')
  expect(fileNameOf('../../etc/passwd', '.md')).not.toMatch(/[/\\]|^\./)
})
