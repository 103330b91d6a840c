// How well a text fits what somebody typed. Every word typed must be found: as a word, at its beginning, inside one, or,
// of three letters and more, letter by letter. 0: it does not fit.

export function rank(text: string, typed: string): number {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const haystack = plain(text)
  let sum = 0
  for (const word of words) {
    const one = rankWord(haystack, word)
    if (one === 0) return 0
    sum += one
  }
  // Of two that fit alike, the shorter one is meant.
  return sum / words.length - Math.min(haystack.length, 200) / 10_000
}

function rankWord(text: string, word: string): number {
  const at = text.indexOf(word)
  if (at === 0) return 1
  if (at > 0) return startsWord(text, word) ? 0.9 : 0.6
  return word.length >= 3 ? letterByLetter(text, word) : 0
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return true
  }
  return false
}

/** The letters in their order, with few others between them. */
function letterByLetter(text: string, word: string): number {
  let from = -1
  let first = -1
  for (const letter of word) {
    from = text.indexOf(letter, from + 1)
    if (from === -1) return 0
    if (first === -1) first = from
  }
  const gaps = from - first + 1 - word.length
  return gaps > word.length * 2 ? 0 : 0.4 - 0.3 * (gaps / (word.length * 2))
}

/** Without case and accents: "Café" is found with "cafe". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
