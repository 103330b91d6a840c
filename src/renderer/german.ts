// A German Kith: loaded before everything else, and only then. Each words.de.ts is written over the words.ts beside it,
// in place, so that whoever imports the words afterwards reads German and never learns of it.
type Words = Record<string, unknown>

const english = import.meta.glob<Words>('./**/words.ts', { eager: true, import: 'words' })
const german = import.meta.glob<Words>('./**/words.de.ts', { eager: true, import: 'german' })

for (const [path, words] of Object.entries(german)) {
  const original = english[path.replace('.de.ts', '.ts')]
  if (original) overwrite(original, words)
}

function overwrite(original: Words, words: Words): void {
  for (const [key, said] of Object.entries(words)) {
    const inner = original[key]
    if (isWords(inner) && isWords(said)) overwrite(inner, said)
    else original[key] = said
  }
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
