import { describe, expect, test } from 'vitest'
import { filterInput, wordsOfFilter } from './filter-input'
import { dayOf } from './typed-day'
import { readFilters } from './typed-filters'
import { words } from './words'

const now = new Date(2026, 10, 27, 15)
const personas = [
  { id: 'c', name: 'Coach' },
  { id: 'k', name: 'Cook' },
  { id: 'w', name: 'Writing partner' },
]
const read = (text: string, isWhole = false) => readFilters(text, personas, now, isWhole)

describe('a filter that is typed', () => {
  test('becomes a chip when it is whole, and leaves the words around it', () => {
    expect(read('knee persona:coach downhill')).toEqual({
      text: 'knee downhill',
      filters: [{ name: 'persona', value: 'c' }],
      unknown: null,
    })
    expect(read('persona:coach')).toEqual({ text: 'persona:coach', filters: [], unknown: null })
    expect(read('persona:coach', true).filters).toEqual([{ name: 'persona', value: 'c' }])
    expect(read('persona:"writing partner"').filters).toEqual([{ name: 'persona', value: 'w' }])
  })
  test('is known by a beginning only one has; what is none stays in the words, and is named', () => {
    expect(read('persona:wri ').filters).toEqual([{ name: 'persona', value: 'w' }])
    expect(read('persona:co ')).toEqual({ text: 'persona:co ', filters: [], unknown: 'persona:co' })
    expect(read('role:king x').unknown).toBe('role:king')
    expect(read('has:wings x').unknown).toBe('has:wings')
  })
  test('takes whatever else has a colon for words', () => {
    for (const text of [
      'https://example.com x',
      'note: this',
      'a:b c',
      'tag: x',
      ':',
      'has:"',
      '"persona:',
      '时间:现在 x',
    ])
      expect(read(text)).toEqual({ text, filters: [], unknown: null })
  })
  test('takes roles, tags, and what something has', () => {
    expect(read('role:me role:assistant tag:Food has:file has:LINK x').filters).toEqual([
      { name: 'role', value: 'user' },
      { name: 'role', value: 'assistant' },
      { name: 'tag', value: 'food' },
      { name: 'has', value: 'file' },
      { name: 'has', value: 'link' },
    ])
  })
})

test.each([
  ['2026-06-01', '2026-06-01'],
  ['2026-6', '2026-06-01'],
  ['2025', '2025-01-01'],
  ['1.6.2026', '2026-06-01'],
  ['24.12.', '2025-12-24'],
  ['1 June', '2026-06-01'],
  ['june 1, 2024', '2024-06-01'],
  ['dec', '2025-12-01'],
  ['today', '2026-11-27'],
  ['yesterday', '2026-11-26'],
  ['7d', '2026-11-20'],
  ['1y', '2025-11-27'],
  ['2026-02-30', null],
  ['31.2.', null],
  ['soon', null],
  ['', null],
])('the day %s is %s', (typed, day) => {
  expect(dayOf(typed, now, words.typed)).toBe(day)
})

test('chips say what they mean, and main is given moments', () => {
  const filters = [
    { name: 'persona', value: 'none' },
    { name: 'after', value: '2026-06-01' },
    { name: 'tag', value: 'food' },
    { name: 'has', value: 'file' },
  ] as const
  expect(filters.map((one) => wordsOfFilter(one, personas, now))).toEqual([
    'persona: none',
    'after: Monday 1 June',
    'tag: food',
    'has: file',
  ])
  expect(filterInput(filters)).toEqual({
    personaId: null,
    since: new Date(2026, 5, 1).toISOString(),
    tags: ['food'],
    has: ['file'],
  })
})
