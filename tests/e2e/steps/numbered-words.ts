// Words with numbers, so that a word that is missing, doubled or out of place is seen at once.
import type { Locator } from 'playwright-core'

/** Pieces for the model server: `w001 `, `w002 `, … or with another letter. */
export function numberedWords(count: number, letter = 'w'): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(3, '0')} `)
}

/** The numbered words that stand in a message, in their order. */
export async function wordsIn(message: Locator): Promise<string[]> {
  return (await message.innerText()).match(/\b[a-z]\d{3}\b/g) ?? []
}

/** The first `count` of them as `wordsIn` gives them. */
export function firstWords(count: number, letter = 'w'): string[] {
  return numberedWords(count, letter).map((word) => word.trim())
}
