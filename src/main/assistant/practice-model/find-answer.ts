// Looks for an answer in what somebody said, by the words both have in common. Nothing is made up: what is found is
// quoted, and nothing found is said so.
import { asksAboutAssistant, isQuestion } from './is-question'
import { contentWords, splitSentences } from './sentences'

export interface Source {
  where: 'recalled' | 'notes' | 'earlier'
  text: string
}

export interface Finding {
  where: Source['where']
  /** The sentence as it was said. */
  sentence: string
}

export interface Answer {
  /** Best first, then newest first; at most three. */
  findings: Finding[]
  /** What was looked for, in words of the question. */
  soughtFor: string[]
}

/** Up to this many words of a question must all stand in a sentence that answers it; of more, three in four. */
const ALL_OF = 3
const MOST_FINDINGS = 3
const LONGEST_SENTENCE = 1_000
/** Two characters tell nothing, in any script. */
const SHORTEST_SENTENCE = 3
/** Newest text first; what lies behind it is not looked at. In UTF-16 code units. */
const MOST_TEXT = 400_000

/**
 * Null when the message asks nothing, or asks about the assistant.
 * @param sources what the person said before this message, oldest first, and their notes. Never the assistant's words.
 */
export function findAnswer(message: string, sources: readonly Source[]): Answer | null {
  const question = splitSentences(message).findLast(
    (sentence) => sentence.length <= LONGEST_SENTENCE && isQuestion(sentence),
  )
  if (question === undefined || asksAboutAssistant(question)) return null
  const sought = contentWords(subjectOf(question))
  const enough = sought.size <= ALL_OF ? sought.size : sought.size * 0.75
  const findings: (Finding & { score: number })[] = []
  for (const { where, sentence } of sentencesOf(sources)) {
    const words = wordsOf(where, sentence)
    let shared = 0
    for (const word of words) if (sought.has(word)) shared += 1
    // A sentence that only repeats the question's words tells nothing new.
    if (shared === 0 || shared < enough || words.size <= shared) continue
    findings.push({ where, sentence, score: shared })
  }
  const best = Math.max(0, ...findings.map(({ score }) => score))
  const kept = unique(findings.filter(({ score }) => score === best)).slice(0, MOST_FINDINGS)
  return {
    findings: kept.map(({ where, sentence }) => ({ where, sentence })),
    soughtFor: [...sought].filter((word) => word !== 'i' && word !== 'selfname').slice(0, 5),
  }
}

/**
 * "What did I tell you about my knee?" asks about the knee, not about telling; and a car that is red need not have been
 * called a colour to answer "what colour is my car?".
 */
function subjectOf(question: string): string {
  return question.replace(ABOUT_TELLING, ' ').replace(KIND_OF_ANSWER, '$1')
}

const ABOUT_TELLING =
  /\b(?:(?:what|anything|something) (?:did|have) i (?:ever )?(?:tell|told|say|said|mention|mentioned)(?: to you| you)?|(?:what )?(?:can|could|do) you (?:still )?(?:know|remember|tell me)|did i (?:ever )?(?:tell|mention|say)(?: to you| you)?|(?:tell|remind) me)\b/i
const KIND_OF_ANSWER = /\b(what|which) [\p{L}-]+(?= (?:is|are|was|were|do|does|did|am|have|has)\b)/iu

/** Sentences that say something, newest first. */
function* sentencesOf(sources: readonly Source[]): Generator<Finding> {
  let left = MOST_TEXT
  for (const { where, text } of sources.toReversed()) {
    const read = text.slice(0, left)
    left -= read.length
    for (const sentence of splitSentences(read).toReversed()) {
      if (sentence.length >= SHORTEST_SENTENCE && sentence.length <= LONGEST_SENTENCE && !isQuestion(sentence))
        yield { where, sentence }
    }
    if (left <= 0) return
  }
}

/** A line of the notes is about their owner even where it does not say "I". */
function wordsOf(where: Source['where'], sentence: string): Set<string> {
  const words = contentWords(sentence)
  if (where === 'notes' && !/\bmy\b/i.test(sentence)) {
    words.add('i')
    if (/^[-*\s]*name\b/i.test(sentence)) words.add('selfname')
  }
  return words
}

function unique<T extends Finding>(findings: T[]): T[] {
  const seen = new Set<string>()
  return findings.filter(({ sentence }) => {
    const said = sentence.toLowerCase().replace(/[\s.!]+$/, '')
    return !seen.has(said) && seen.add(said)
  })
}
