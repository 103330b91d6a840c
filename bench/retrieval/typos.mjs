// One slip of the fingers in every question: in its longest word, since that is most often the one that matters.

/**
 * @param {string} question
 * @param {number} turn Which slip it is: letters swapped, left out, doubled, or a wrong one.
 * @returns {string | null} Null when there is no word of five letters to slip in.
 */
export function withTypo(question, turn) {
  const words = question.match(/[A-Za-zÄÖÜäöüß]{5,}/g) ?? []
  const word = words.toSorted((a, b) => b.length - a.length)[0]
  if (!word) return null
  const at = 1 + (turn % (word.length - 2))
  const before = word.slice(0, at)
  const [letter, next] = word.slice(at)
  const rest = word.slice(at + 2)
  const slips = [
    before + next + letter + rest,
    before + next + rest,
    before + letter + letter + next + rest,
    `${before}x${next}${rest}`,
  ]
  const slip = slips[turn % slips.length]
  // Two equal letters swapped are no slip.
  return question.replace(word, slip === word ? slips[1] : slip)
}
