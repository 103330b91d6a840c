// How alike two sentences are, by their words, in any language. What the database refuses by itself, see `kith.gist`, is
// meant to be certain; this is for what a person should see side by side.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Words that say nothing about anybody. */
const IDLE = new Set(
  'the and for are was has have had she his her him its they them their you your with that this from who which user person der die das ein eine einen einer ist und mit hat von sie sein ihr'.split(
    ' ',
  ),
)
const TURNING = /^(?:not|no|never|nicht|kein\w*|nie|without|ohne|\w*n['’]t|cannot)$/u

/** The telling words of a text, lower case, in their order. */
export function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike === true && isTelling(segment))
    .map(({ segment }) => segment)
}

function isTelling(word: string): boolean {
  return (
    (word.length > 2 || /\p{N}/u.test(word) || /[^\p{Script=Latin}\p{Script=Cyrillic}]/u.test(word)) && !IDLE.has(word)
  )
}

/** Two forms of a word begin alike. */
export function isSameWord(one: string, other: string): boolean {
  if (one === other) return true
  const length = Math.max(one.length, other.length)
  let same = 0
  while (same < length && one[same] === other[same]) same += 1
  return same >= 4 && same >= length * 0.6
}

/** How much of the first is in the second, 0 to 1. */
export function shareOf(words: readonly string[], among: readonly string[]): number {
  if (words.length === 0) return 0
  return words.filter((word) => among.some((other) => isSameWord(word, other))).length / words.length
}

/** 0 to 1; never more than a half when one denies what the other says. */
export function likeness(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)]
  const shared = Math.min(shareOf(words, others), shareOf(others, words))
  return denies(one) === denies(other) ? shared : Math.min(shared, 0.5)
}

function denies(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[\s.,;:!?]+/)
    .some((word) => TURNING.test(word))
}
