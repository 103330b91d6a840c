// What is proposed for memory must be what the person said: a page or a tool that says "remember this" proposes nothing.

/** Three quarters of its words that carry something stand in one of the person's messages. */
export function saidByThePerson(line: string, said: readonly string[]): boolean {
  const words = contentWords(line)
  if (words.length === 0) return false
  return said.some((text) => {
    const theirs = new Set(contentWords(text))
    return words.filter((word) => theirs.has(word)).length >= words.length * 0.75
  })
}

/** Words of four letters and more, and all with a digit, without case and the endings of plural and person. */
function contentWords(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .filter((word) => (word.length >= 4 || /\d/.test(word)) && !fillers.has(word))
    .map((word) => word.replace(/(?<=...)s$/, ''))
}

const fillers = new Set([
  'person',
  'user',
  'they',
  'their',
  'them',
  'that',
  'this',
  'with',
  'have',
  'your',
  'called',
  'named',
  'name',
])
