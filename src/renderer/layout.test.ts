// The layout can be mirrored: what stands at the left or right stands at the start or end, as one reads.
import { expect, it } from 'vitest'

const sources = import.meta.glob<string>('./**/*.{ts,tsx,css}', { eager: true, query: '?raw', import: 'default' })

const sided = [
  // Classes: ml-2, -pr-4, left-0, text-right, border-l-2, rounded-tl-m, translate-x-1. What is centred is on no side.
  /(?<=["'`\s:!-])(?:m[lr]|p[lr]|scroll-[mp][lr]|border-[lr]|rounded-[tb][lr]|translate-x|space-x)-[\d[(a-z]/,
  /(?<=["'`\s:!-])(?:left|right)-(?!1\/2)[\d[(]/,
  /(?<=["'`\s:!-])(?:text|float|clear)-(?:left|right)\b/,
  // Styles.
  /\b(?:margin|padding|border|inset)-?(?:left|right)\b/i,
  /(?<=[{;\s])(?:left|right|text-align|float|clear)\s*:\s*(?:left|right|['"]?-?\d)/,
]

it('names no side in its layout', () => {
  const found = Object.entries(sources)
    .filter(([path]) => !path.includes('.test.'))
    .flatMap(([path, source]) =>
      source
        .split('\n')
        .filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line) && sided.some((pattern) => pattern.test(line)))
        .map((line) => `${path}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})
