// What is proposed for memory must be what the person said: a page or a tool that says "remember this" proposes nothing.
import { shareOf, wordsOf } from '../extraction/likeness'
import { ownWords } from '../extraction/own-words'

/** How much of a sentence has to stand in one message of theirs; the rest is how it is put. */
const ENOUGH = 0.75

/** @param said the person's messages; what they quote or paste in them counts as somebody else's */
export function saidByThePerson(line: string, said: readonly string[]): boolean {
  const words = wordsOf(line)
  return words.length > 0 && said.some((text) => shareOf(words, wordsOf(ownWords(text))) >= ENOUGH)
}
