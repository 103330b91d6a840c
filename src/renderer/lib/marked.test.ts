import { expect, test } from 'vitest'
import { markedParts } from './marked'

const shown = (snippet: string) =>
  markedParts(snippet)
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join('')

test('what was found is marked, and nothing is lost where a sign has no other half', () => {
  expect(shown('the \u0002knee\u0003 was \u0002quiet\u0003.')).toBe('the [knee] was [quiet].')
  expect(shown('\u0002knee\u0003')).toBe('[knee]')
  expect(shown('no marks')).toBe('no marks')
  expect(shown('half \u0002open')).toBe('half open')
  expect(shown('')).toBe('')
})
