import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, splitText } from './split-text'
import { anyText } from './testing/any-text'

const graphemes = (text: string) => [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)]
const family = '👨‍👩‍👧‍👦'
/** What is easily cut in two: families, flags, accents, hangul, line ends, and halves of pairs as they may come. */
const wildText = fc
  .array(fc.oneof(anyText(8), fc.constantFrom(family, '🇩🇪🇫🇷', 'é', 'ẫ', '각', '\r\n', 'one two. ', '日本。', ' ')), {
    maxLength: 60,
  })
  .map((parts) => parts.join('').toWellFormed())

test('loses nothing, keeps to the size, and cuts no letter in two', () => {
  fc.assert(
    fc.property(wildText, fc.integer({ min: 4, max: 200 }), (text, maxBytes) => {
      const pieces = splitText(text, maxBytes)
      expect(pieces.join('')).toBe(text)
      const ends = new Set(graphemes(text).map(({ index, segment }) => index + segment.length))
      const longest = Math.max(0, ...graphemes(text).map(({ segment }) => bytesOf(segment)))
      let end = 0
      for (const piece of pieces) {
        expect(bytesOf(piece)).toBeLessThanOrEqual(maxBytes)
        expect(piece.isWellFormed()).toBe(true)
        end += piece.length
        if (longest <= maxBytes) expect(ends.has(end) || text === '').toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test('makes few pieces: two neighbours do not fit into one half', () => {
  fc.assert(
    fc.property(wildText, fc.integer({ min: 40, max: 200 }), (text, maxBytes) => {
      const pieces = splitText(text, maxBytes)
      for (const [index, piece] of pieces.entries()) {
        const next = pieces[index + 1]
        if (next !== undefined) expect(bytesOf(piece) + bytesOf(next)).toBeGreaterThan(maxBytes / 2)
      }
      expect(pieces.every((piece) => piece !== '') || text === '').toBe(true)
    }),
  )
})

test('ends a piece with a sentence where it can, else with a word', () => {
  expect(splitText('I have a dog. His name is Max and he barks.', 22)).toEqual([
    'I have a dog. ',
    'His name is Max and ',
    'he barks.',
  ])
  expect(splitText('日本語です。犬がいます。', 24)).toEqual(['日本語です。', '犬がいます。'])
  expect(splitText('abcdefgh', 5)).toEqual(['abcde', 'fgh'])
})

test('takes apart a letter that is too long by itself, between its code points', () => {
  const letter = `a${'\u0301'.repeat(20)}`
  const pieces = splitText(`x${letter}y`, 10)
  expect(pieces.join('')).toBe(`x${letter}y`)
  expect(pieces.every((piece) => bytesOf(piece) <= 10)).toBe(true)
})

test('leaves alone what is short enough', () => {
  expect(splitText('', 4)).toEqual([''])
  expect(splitText(family, bytesOf(family))).toEqual([family])
})
