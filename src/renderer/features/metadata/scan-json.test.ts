import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemOfJson, storedSize, tidyJson } from './scan-json'

describe('what is JSON', () => {
  test('is taken, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        expect(problemOfJson(JSON.stringify(JSON.parse(text), null, indent))).toBeNull()
      }),
    )
  })

  test('what JSON.parse refuses is refused, too', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]:,"\\ \n1-.e+tfnu0')) }), (text) => {
        expect([text, problemOfJson(text) === null && isRefused(text)]).toEqual([text, false])
      }),
      { numRuns: 3_000 },
    )
  })

  test('it is written on lines of its own and says the same', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const tidy = tidyJson(text)
        expect(JSON.parse(tidy)).toEqual(JSON.parse(text))
        expect(tidy).toBe(JSON.stringify(JSON.parse(text), null, 2))
      }),
    )
  })

  test('no number loses digits', () => {
    expect(tidyJson('[12345678901234567890.125,1e400]')).toBe('[\n  12345678901234567890.125,\n  1e400\n]')
  })

  test('its bytes are counted as the database writes them', () => {
    expect(storedSize('{"a":[1,2],"ü":"\\u00e9\\n"}')).toBe(
      new TextEncoder().encode('{"a": [1, 2], "ü": "é\\n"}').length,
    )
    expect(storedSize('"\\u0001"')).toBe(8)
  })
})

test.each([
  ['', 'nothing', 1, 1],
  ['{"a": }', 'value', 1, 7],
  ['{\n  "a": 1,\n  b: 2\n}', 'name', 3, 3],
  ['{"a": 1,}', 'name', 1, 9],
  ['{"a" 1}', 'colon', 1, 6],
  ['[1 2]', 'comma', 1, 4],
  ['[1,]', 'value', 1, 4],
  ['[1', 'open', 1, 3],
  ['{"a": 1} x', 'more', 1, 10],
  ['1 2', 'more', 1, 3],
  ['"one', 'string', 1, 1],
  ['["one\ntwo"]', 'string', 1, 2],
  ['"a\tb"', 'control', 1, 3],
  ['"\\x"', 'escape', 1, 2],
  ['01', 'number', 1, 1],
  ['+1', 'number', 1, 1],
  ['1.', 'number', 1, 1],
  ['NaN', 'value', 1, 1],
  ["{'a': 1}", 'name', 1, 2],
  ['["😀", nope]', 'value', 1, 7],
  ['"\\u0000"', 'character', 1, 1],
  ['"\\ud800"', 'character', 1, 1],
  ['['.repeat(101) + ']'.repeat(101), 'deep', 1, 101],
] as const)('of %j the wrong place is named', (text, fault, line, column) => {
  expect(problemOfJson(text)).toEqual({ fault, line, column })
})

test('a name that stands twice is named: only one of the values would be kept', () => {
  expect(problemOfJson('{"a": 1, "\\u0061": 2}')).toEqual({ fault: 'twice', line: 1, column: 10, what: 'a' })
})

test('__proto__ is a name like others', () => {
  expect(problemOfJson('{"__proto__": {"__proto__": 1}, "constructor": 2}')).toBeNull()
})

test('a million characters are read', () => {
  expect(problemOfJson(`["${'x'.repeat(999_990)}"]`)).toBeNull()
  expect(problemOfJson(`[${'1,'.repeat(200_000)}1]`)).toBeNull()
})

function isRefused(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch {
    return true
  }
}
