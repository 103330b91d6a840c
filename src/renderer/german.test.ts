// Everything that is said can be said in German: each words.ts has its words.de.ts, and nothing stayed English by
// accident.
import { expect, it } from 'vitest'

type Words = Record<string, unknown>

const english = import.meta.glob<Words>('./**/words.ts', { eager: true, import: 'words' })
const german = import.meta.glob<Words>('./**/words.de.ts', { eager: true, import: 'german' })

/** What is the same in both languages: names, commands, and words that German has from others. */
const same = new Set(
  `Alt ←|Alt|Chromium|Coach|Code|Desktop|Deutsch|Electron|English|Enter|Esc|F2|Filter|JSON|Kith|Meta|Name|Node.js|Normal|Ollama|OpenAI|
  PDF|PGlite|Persona|Personas|Q|System|Text|Tokens|Tutor|persona|tag|user`.split(/\|\s*/),
)
/** Values of settings and a command. */
const notWords = /\.(?:accent|bringInCommand)$/

it('has German beside all that is said', () => {
  const missing = Object.keys(english).filter((path) => !german[path.replace('.ts', '.de.ts')])
  const alone = Object.keys(german).filter((path) => !english[path.replace('.de.ts', '.ts')])
  expect({ missing, alone }).toEqual({ missing: [], alone: [] })
})

it('leaves nothing in English, except what is the same in both', () => {
  const left = Object.entries(german).flatMap(([path, words]) => {
    const original = Object.fromEntries(textsOf(english[path.replace('.de.ts', '.ts')] ?? {}))
    return textsOf(words)
      .filter(([key, text]) => /\p{L}/u.test(text) && original[key] === text && !same.has(text) && !notWords.test(key))
      .map(([key, text]) => `${path} ${key}: ${text}`)
  })
  expect(left).toEqual([])
})

it('is written over the English words in place, in every depth', async () => {
  await import('./german')
  const now = Object.entries(english).map(([path, words]) => [path, Object.fromEntries(textsOf(words))])
  const wanted = Object.entries(german).map(([path, words]) => [
    path.replace('.de.ts', '.ts'),
    Object.fromEntries(textsOf(words)),
  ])
  expect(Object.fromEntries(now)).toMatchObject(Object.fromEntries(wanted))
})

/** All plain texts, with the way to each; what a function says is checked by its type. */
function textsOf(words: unknown, way = ''): [string, string][] {
  if (typeof words === 'string') return [[way, words]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([key, inner]) => textsOf(inner, `${way}.${key}`))
}
