import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from './excerpt'
import { markedParts } from './marked'

const marksOf = (text: string) => markedParts(text).filter(({ isMarked }) => isMarked)
const late = 'The rule is written here, in a text long enough to be cut, with many words before the one'

test.each([
  ['The \u0002heron\u0003 waits.', 'The \u0002heron\u0003 waits.'],
  [`…${late} that ends it: the \u0002zebra\u0003.`, '…words before the one that ends it: the \u0002zebra\u0003.'],
  [
    '…Long run | | --- | --- | | this | 14 \u0002km\u0003 | | next | 16 km |…',
    '…Long run, this, 14 \u0002km\u0003, next, 16 km…',
  ],
  [
    'Weeks: | Week | \u0002Run\u0003 | |---|:-:| | 1 | 2 | Then rest.',
    'Weeks: Week, \u0002Run\u0003, 1, 2, Then rest.',
  ],
  ['From my notes: > My left \u0002knee\u0003 hurts', 'From my notes: My left \u0002knee\u0003 hurts'],
  ['…rest. ## The \u0002plan\u0003 --- is **short**', '…rest. The \u0002plan\u0003 is short'],
  ['Is 3 > 2 \u0002or\u0003 a | b, in C # too?', 'Is 3 > 2 \u0002or\u0003 a | b, in C # too?'],
  ['See [map](https://\u0002heron\u0003.org/a)', 'See [map](https://\u0002heron\u0003.org/a)'],
  ['一'.repeat(100) + '\u0002鹭\u0003', `…${'一'.repeat(40)}\u0002鹭\u0003`],
  ['', ''],
])('of %j a row shows %j', (snippet, shown) => {
  expect(excerpt(snippet)).toBe(shown)
})

test('whatever stands around it, what was found keeps its words, and the first of it stands near the beginning', () => {
  const piece = oneof(
    string({ maxLength: 12 }),
    constantFrom('| --- | ', '|', ' > ', '**', '`', '```js ', '## ', ' --- ', '](', '[', ')', ' ', '…', late),
    string({ minLength: 1, maxLength: 6 }).map(
      (text) => `\u0002${text.replaceAll('\u0002', '').replaceAll('\u0003', '')}\u0003`,
    ),
  )
  assert(
    property(array(piece, { maxLength: 14 }), (pieces) => {
      const snippet = pieces.join('').slice(0, 300)
      const shown = excerpt(snippet)
      expect(marksOf(shown).map(({ text }) => text)).toEqual(marksOf(snippet.toWellFormed()).map(({ text }) => text))
      expect(shown.indexOf('\u0002')).toBeLessThanOrEqual(51)
    }),
    { numRuns: 500 },
  )
})
