import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isChanged, newDraft, draftOf, problemsOf } from './draft'
import { asType, jsonOf, problemOf, typedOf, valueTypes } from './typed-value'

test.each([
  ['"blue"', 'text', 'blue'],
  ['"2026-11-27"', 'date', '2026-11-27'],
  ['"2026-02-30"', 'text', '2026-02-30'],
  ['12345678901234567890', 'number', '12345678901234567890'],
  ['-0.5', 'number', '-0.5'],
  ['true', 'yes-no', 'true'],
  ['null', 'json', 'null'],
  ['[1]', 'json', '[\n  1\n]'],
] as const)('%s is of its type', (json, type, written) => {
  expect(typedOf(json)).toEqual({ type, written })
})

test('what is opened and saved unchanged is what it was', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const typed = typedOf(json)
      expect(problemOf(typed)).toBeNull()
      expect(JSON.parse(jsonOf(typed))).toEqual(JSON.parse(json))
    }),
  )
})

test('another type and back again loses nothing that was written', () => {
  fc.assert(
    fc.property(fc.constantFrom(...valueTypes), fc.string({ unit: 'grapheme' }), (type, said) => {
      const written = said.trim()
      const back = asType(asType({ type: 'text', written }, type), 'text')
      expect(back.written === written || (written === '' && back.written === 'true')).toBe(true)
    }),
  )
})

test('what does not fit its type is said before it is saved', () => {
  expect(problemOf({ type: 'number', written: '1,5' })).toEqual({ kind: 'number' })
  expect(problemOf({ type: 'number', written: ' 1.5 ' })).toBeNull()
  expect(problemOf({ type: 'date', written: '2026-02-30' })).toEqual({ kind: 'date' })
  expect(problemOf({ type: 'yes-no', written: 'maybe' })).toEqual({ kind: 'yes-no' })
  expect(problemOf({ type: 'text', written: 'a\0b' })).toEqual({ kind: 'character' })
  // Any other control character is no more than odd.
  expect(problemOf({ type: 'text', written: '\u0001 \u007F \u0085 \u009F' })).toBeNull()
  expect(problemOf({ type: 'text', written: 'x'.repeat(999_999) })).toEqual({ kind: 'large', size: 1_000_001 })
  expect(problemOf({ type: 'text', written: 'x'.repeat(999_998) })).toBeNull()
  expect(problemOf({ type: 'json', written: '{' })).toMatchObject({ kind: 'json' })
})

test('names are asked of new entries only', () => {
  const named = (key: string) => problemsOf({ ...newDraft(), key }, ['taken']).key
  expect(['', 'taken', 'kith.memory', 'mastra.thread', 'x'.repeat(129), '\ud800', 'a\0'].map(named)).toEqual([
    'empty',
    'taken',
    'kith',
    'kith',
    'long',
    'character',
    'character',
  ])
  expect(['__proto__', '\u202egnp', '😀'.repeat(128), ' '].map(named)).toEqual([null, null, null, null])
  const entry = { key: 'taken', value: '1', isWhole: true, size: 1, changed: 'then', by: 'owner' } as const
  expect(problemsOf(draftOf(entry), ['taken']).key).toBeNull()
})

test('a draft is worth keeping once something was written', () => {
  const entry = { key: 'a', value: '"one"', isWhole: true, size: 5, changed: 'then', by: 'owner' } as const
  const draft = draftOf(entry)
  expect(isChanged(draft)).toBe(false)
  expect(isChanged({ ...draft, typed: { type: 'text', written: 'two' } })).toBe(true)
  expect(isChanged(newDraft())).toBe(false)
  expect(isChanged({ ...newDraft(), key: 'a' })).toBe(true)
})
