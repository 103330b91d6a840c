// Where in a text the words stand by which it was found. A term is the stem of a word, and not always its beginning:
// "happi" is what "happy" is found by.

/** -1 when it is nowhere. */
export function placeOfTerm(text: string, term: string): number {
  // Where words are written without spaces it stands inside.
  return wordOfTerm(text, term)?.index ?? text.toLowerCase().indexOf(term)
}

/** The words as they are written, each once; at most so many. */
export function wordsOfTerms(text: string, terms: readonly string[], most: number): string[] {
  const words = terms.flatMap((term) => wordOfTerm(text, term)?.word ?? (text.includes(term) ? [term] : []))
  return [...new Set(words)].slice(0, most)
}

function wordOfTerm(text: string, term: string): { word: string; index: number } | null {
  let most = Math.min(term.length, Math.max(3, Math.ceil(term.length / 2))) - 1
  let found: { word: string; index: number } | null = null
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const shared = sharedBeginning(word.toLowerCase(), term)
    if (shared > most) {
      most = shared
      found = { word, index }
    }
    if (most === term.length) break
  }
  return found
}

function sharedBeginning(one: string, other: string): number {
  let length = 0
  while (length < other.length && one[length] === other[length]) length += 1
  return length
}
