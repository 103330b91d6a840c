import { expect, test } from 'vitest'
import { openingInWords } from './opening-in-words'

test.each([
  ['image.png', 'Picture'],
  ['image/webp', 'Picture'],
  ['harbour.png', 'harbour.png'],
  ['image.png, image.png', 'image.png, image.png'],
  ['Where is image.png?', 'Where is image.png?'],
  ['> My **dog**', 'My dog'],
  ['', ''],
])('a thread that begins with %j shows %j', (opening, shown) => {
  expect(openingInWords(opening)).toBe(shown)
})
