// What of a model's candidates may be proposed. Nothing is taken on its word: that the person said it is looked up, and
// what is known already is not asked for again.
import type { MemoryKind } from '../../../shared/contract/memories'
import type { Candidate } from './candidate'
import { isSameWord, likeness, shareOf, wordsOf } from './likeness'
import { findQuote } from './own-words'

const MOST_OF_A_MESSAGE = 3
const MOST_OF_A_CALL = 5
/** Of the telling words of a fact: that many the person must have said. */
const SAID_THEMSELVES = 1 / 3
const THE_SAME = 0.8
const ALIKE = 0.5

/** One of the person's messages, with what of it are their own words. */
export interface OwnMessage {
  id: string
  own: string
}

/** A memory, a line of the notes, or a proposal. Only a memory can be updated or contradicted. */
export interface KnownSaying {
  handle: string
  text: string
  memoryId: string | null
}

export interface Sifted {
  content: string
  kind: MemoryKind
  importance: 'normal' | 'high'
  quote: string
  messageId: string
  relation: { kind: 'updates' | 'contradicts' | 'resembles'; memoryId: string } | null
  /** It stands beside nothing that is known, as far as model and words can tell. */
  isPlainlyNew: boolean
}

export function siftCandidates(
  candidates: readonly Candidate[],
  messages: readonly OwnMessage[],
  known: readonly KnownSaying[],
): Sifted[] {
  const sifted: Sifted[] = []
  const said = messages.map(({ own }) => own).join('\n')
  for (const candidate of candidates) {
    if (sifted.length === MOST_OF_A_CALL) break
    if (candidate.label === 'same' || candidate.importance === 'low' || !isFactOf(candidate, said)) continue
    const source = sourceOf(candidate.quote, messages)
    if (!source || sifted.filter(({ messageId }) => messageId === source.messageId).length === MOST_OF_A_MESSAGE)
      continue
    if (sifted.some(({ content }) => likeness(content, candidate.fact) >= THE_SAME)) continue
    const relation = relationOf(candidate, known)
    if (relation === 'same') continue
    sifted.push({
      ...source,
      content: candidate.fact,
      kind: candidate.kind,
      importance: candidate.importance,
      relation,
      isPlainlyNew: candidate.label === 'new' && relation === null,
    })
  }
  return sifted
}

function sourceOf(quote: string, messages: readonly OwnMessage[]): { quote: string; messageId: string } | null {
  for (const { id, own } of messages.toReversed()) {
    const found = findQuote(quote, own)
    // One word is said in passing.
    if (found !== null && (/\S\s+\S/u.test(found) || /\p{Script=Han}|\p{Script=Kana}|\p{Script=Hangul}/u.test(found))) {
      return { quote: found, messageId: id }
    }
  }
  return null
}

const SECRET =
  /\b(?:sk|pk|ghp|gho|xox[abp]|AKIA)[-_]?[A-Za-z0-9_-]{12,}|-----BEGIN|\b(?:password|passwort|passphrase|pin|cvv)\b.{0,20}\b(?:is|ist|lautet|=|:)|\b(?:\d[ -]?){13,19}\b/iu
const COMMAND =
  /\b(?:ignore|disregard|override)\b.{0,40}\b(?:instruction|prompt|rule|previous|above)|\bsystem prompt\b|\b(?:the )?(?:assistant|ai|model|kith) (?:must|should|will|is allowed|may)\b|https?:\/\//iu
const ORDER =
  /^(?:ignore|forget|remember|obey|always|never|do not|don't|please|from now on|you must|you are|execute|send|run|call)\b/iu

function isFactOf({ fact, kind, quote }: Candidate, said: string): boolean {
  if (/[?？]\s*$/u.test(fact) || SECRET.test(fact) || SECRET.test(quote) || COMMAND.test(fact)) return false
  if (kind !== 'instruction' && ORDER.test(fact)) return false
  const spoken = wordsOf(said)
  const words = wordsOf(fact)
  if (words.length === 0 || shareOf(words, spoken) < SAID_THEMSELVES) return false
  // Names and numbers are learned from the person or not at all.
  const exact = exactWords(fact)
  return exact.every((word) => spoken.some((other) => isSameWord(other, word)))
}

/** Numbers, and words with a capital letter that does not only begin the sentence; not where every noun has one. */
function exactWords(fact: string): string[] {
  const [, ...rest] = fact.split(/\s+/)
  const capitals = rest.filter((word) => /^\p{Lu}/u.test(word))
  const named = capitals.length > rest.length / 3 ? [] : capitals
  return wordsOf([...named, ...(fact.match(/\d[\d.,]*/g) ?? [])].join(' '))
}

function relationOf({ fact, label, id }: Candidate, known: readonly KnownSaying[]): Sifted['relation'] | 'same' {
  const named = known.find(({ handle, memoryId }) => id !== null && (id === handle || id === memoryId))
  const nearest = known
    .map((saying) => ({ saying, near: likeness(fact, saying.text) }))
    .toSorted((one, other) => other.near - one.near)[0]
  // Word for word the same is the same, whatever a model calls it.
  if (nearest && nearest.near >= THE_SAME && (label === 'new' || nearest.near === 1)) return 'same'
  if (named?.memoryId && (label === 'updates' || label === 'contradicts'))
    return { kind: label, memoryId: named.memoryId }
  return nearest && nearest.near >= ALIKE && nearest.saying.memoryId
    ? { kind: 'resembles', memoryId: nearest.saying.memoryId }
    : null
}
