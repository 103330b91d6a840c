import { expect, it } from 'vitest'
import { plainText } from './plain-text'

it('leaves the words and takes the marks', () => {
  expect(plainText('# Herons\n\nThey **stand** and *wait*, for `hours`.')).toBe(
    'Herons\n\nThey stand and wait, for hours.',
  )
})

it('keeps lists, numbers and boxes', () => {
  expect(plainText('3. one\n4. two\n   - deep\n\n- [x] done\n- [ ] open')).toBe(
    '3. one\n4. two\n   - deep\n\n- [x] done\n- [ ] open',
  )
})

it('keeps code as it is, without its fence', () => {
  expect(plainText('```js\nif (a) {\n  b()\n}\n```')).toBe('if (a) {\n  b()\n}')
})

it('puts tabs between the cells of a table, as a spreadsheet takes them', () => {
  expect(plainText('| a | b |\n|---|---|\n| 1 | **2** |')).toBe('a\tb\n1\t2')
})

it('says where a link leads, unless that is what it says', () => {
  expect(plainText('[Kith](https://kith.example) and https://other.example/x')).toBe(
    'Kith (https://kith.example) and https://other.example/x',
  )
})

it('keeps what is no Markdown', () => {
  expect(plainText('a < b > c <script>alert(1)</script>')).toBe('a < b > c <script>alert(1)</script>')
})
