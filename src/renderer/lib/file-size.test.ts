import { expect, test } from 'vitest'
import { fileSize } from './file-size'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [5_712_345, '5.71 MB'],
  [120_000_000, '120 MB'],
  [2_500_000_000, '2.5 GB'],
])('%i bytes are written as %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words)
})
