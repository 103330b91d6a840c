import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toStorableJson } from './storable-json'
import { anyText } from './testing/any-text'

const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(anyText(12), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText(6), tie('value'), { maxKeys: 4 }),
  ),
})).value

test('keeps every JSON value as it is, unless PostgreSQL cannot hold it', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const stored = toStorableJson(value)
      const text = JSON.stringify(stored)
      expect(text).not.toContain('\\u0000')
      expect(text).not.toMatch(/\\ud[89a-f]/i)
      if (!JSON.stringify(value).match(/\\u0000|\\ud[89a-f]/i))
        expect(stored).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('replaces NUL and half surrogate pairs in texts and in keys', () => {
  expect(toStorableJson({ 'a\u0000': ['\ud83d', 'ok \ud83d\ude00'] })).toEqual({
    'a\ufffd': ['\ufffd', 'ok \ud83d\ude00'],
  })
})

test('makes bytes base64 and dates text, and leaves out what JSON leaves out', () => {
  const value = { bytes: new Uint8Array([1, 2, 255]), at: new Date(0), none: undefined, big: 10n }
  expect(toStorableJson(value)).toEqual({ bytes: 'AQL/', at: '1970-01-01T00:00:00.000Z', big: '10' })
  expect(toStorableJson(undefined)).toBeNull()
})
