// Cuts a growing text into sentences a screen reader can say, as soon as each is whole.

export interface Cut {
  /** Whole sentences, ready to be said. */
  sentences: string[]
  /** How much of the text they take up, so that the next cut begins there. */
  end: number
}

const sentenceEnd = /[.!?…]["'”’)\]]*(?=\s)|[。！？]|\n+/gu

/**
 * @param text all that has arrived so far
 * @param from where the last cut ended
 * @param isWhole true when no more will come: then the rest is a sentence too
 */
export function cutSentences(text: string, from: number, isWhole: boolean): Cut {
  const sentences: string[] = []
  let end = from
  const isInsideFence = fencesFrom(text, from)
  const rest = text.slice(from)
  for (const match of rest.matchAll(sentenceEnd)) {
    const upTo = from + match.index + match[0].length
    if (isInsideFence(upTo)) continue
    const sentence = text.slice(end, upTo)
    if (isAbbreviation(sentence)) continue
    end = upTo
    if (sentence.trim() !== '') sentences.push(sentence)
  }
  if (isWhole && text.slice(end).trim() !== '') sentences.push(text.slice(end))
  if (isWhole) end = text.length
  return { sentences: sentences.map(spoken).filter((sentence) => sentence !== ''), end }
}

/** Markdown as it is said: without its signs, and code by name only, because spelt out it tells nobody anything. */
export function spoken(markdown: string): string {
  return markdown
    .replace(/(```|~~~)[^\n]*\n[\s\S]*?(\1|$)/g, ' Code block. ')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, 'Image: $1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\|)\s+/gm, '')
    .replace(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replace(/[*_~`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function isAbbreviation(sentence: string): boolean {
  return /(^|\s)(e\.g|i\.e|etc|approx|Dr|Mr|Mrs|Ms|St|No|vs|cf|[A-Z]|\d+)\.$/.test(sentence)
}

// A cut never ends in a fence, so none is open where the next begins. Asked from the front to the back, every mark is
// looked at once: in a long piece of code each line ends a sentence that is none.
function fencesFrom(text: string, from: number): (place: number) => boolean {
  const mark = /^\s{0,3}(?:```|~~~)/gm
  mark.lastIndex = from
  let next = mark.exec(text)
  let isOpen = false
  return (place) => {
    while (next && mark.lastIndex <= place) {
      isOpen = !isOpen
      next = mark.exec(text)
    }
    return isOpen
  }
}
