// Whether a text says, word for word, what another one does, however it is written.

/** A sentence of fewer words is said by chance: "Thank you." */
const FEWEST_WORDS = 3

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Small letters and single spaces. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** Its sentences and lines, as far as they are more than a phrase. */
export function sayingsIn(text: string): string[] {
  const sentences = text.split(/[.!?…。！？\n\r\u2028\u2029]+/).map(plainWords)
  return [...new Set(sentences.filter((sentence) => countWords(sentence) >= FEWEST_WORDS))]
}

/** Within it, and not as a part of other words. */
export function says(plain: string, saying: string): boolean {
  return saying !== '' && ` ${plain} `.includes(` ${saying} `)
}

function countWords(sentence: string): number {
  return [...segmenter.segment(sentence)].filter(({ isWordLike }) => isWordLike).length
}
