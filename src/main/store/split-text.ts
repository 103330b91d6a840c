// Long texts, in pieces that an embedding model takes whole.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * A text in pieces of at most so many bytes of UTF-8; together they are the text. Cut where a sentence ends, else between
 * words, else between what a reader takes for letters, never within one, unless it alone is too long.
 * A token is at least a byte, so that a piece has no more tokens than bytes in any language, whoever counts.
 */
export function splitText(text: string, maxBytes: number): string[] {
  if (bytesOf(text) <= maxBytes) return [text]
  const pieces: string[] = []
  // The piece that is being filled, and where it could end: after a sentence, after a word.
  let start = 0
  let size = 0
  let ends = { sentence: { at: 0, size: 0 }, word: { at: 0, size: 0 } }
  let before = ''
  let index = 0
  for (const segment of letters(text)) {
    const added = bytesOf(segment)
    for (let isFull = size > 0 && size + added > maxBytes; isFull; isFull = size > 0 && size + added > maxBytes) {
      const end = [ends.sentence, ends.word].find((place) => place.at > start && place.size > maxBytes / 2)
      const cut = end ?? { at: index, size }
      pieces.push(text.slice(start, cut.at))
      start = cut.at
      size -= cut.size
      ends = {
        sentence: { at: ends.sentence.at, size: ends.sentence.size - cut.size },
        word: { at: ends.word.at, size: ends.word.size - cut.size },
      }
    }
    if (added > maxBytes) {
      const parts = inCodePoints(segment, maxBytes)
      pieces.push(...parts)
      start = index + segment.length
    } else {
      size += added
    }
    const next = { at: index + segment.length, size }
    const isBlank = /^\s/u.test(segment)
    if (isBlank) ends.word = next
    if (/[\n\r。！？]/u.test(segment) || (isBlank && /[.!?…]$/u.test(before))) ends.sentence = next
    before = segment
    index += segment.length
  }
  if (start < text.length) pieces.push(text.slice(start))
  return pieces
}

/** What a reader takes for letters. To look for them is slow, and between two characters of ASCII there is one anyway. */
function* letters(text: string): Generator<string> {
  let start = 0
  for (let end = 1; end <= text.length; end += 1) {
    const isLineEnd = text[end - 1] === '\r' && text[end] === '\n'
    if (end < text.length && (isLineEnd || !isAscii(text, end - 1) || !isAscii(text, end))) continue
    if (end === start + 1) yield text.charAt(start)
    else for (const { segment } of graphemes.segment(text.slice(start, end))) yield segment
    start = end
  }
}

function isAscii(text: string, index: number): boolean {
  return text.charCodeAt(index) < 0x80
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** Letters with thousands of accents exist. */
function inCodePoints(text: string, maxBytes: number): string[] {
  const parts = ['']
  let size = 0
  for (const point of text) {
    const added = bytesOf(point)
    if (size > 0 && size + added > maxBytes) {
      parts.push('')
      size = 0
    }
    parts[parts.length - 1] += point
    size += added
  }
  return parts
}
