// What the practice model says. The same conversation always gives the same words.
import { findAnswer } from './find-answer'
import type { Finding, Source } from './find-answer'
import { findStatements } from './find-statements'
import { isQuestion } from './is-question'
import { contentWords, splitSentences } from './sentences'
import { english } from './words'
import type { PracticeWords } from './words'

export interface Conversation {
  /** The persona's notes; empty when there are none. */
  notes: string
  /** What the person said in other conversations, as far as the question brought it to mind. */
  recalled: readonly string[]
  /** What the person said before, oldest first. */
  earlier: readonly string[]
  /** What the person says now. */
  latest: string
  canPropose: boolean
  /** What became of the lines proposed a moment ago, if this is the step after it. */
  proposed: readonly ProposalOutcome[]
}

export interface ProposalOutcome {
  line: string
  outcome: 'proposed' | 'known' | 'failed'
}

/** Either lines to propose first, or words to say. */
export type Reply = { kind: 'propose'; lines: string[] } | { kind: 'say'; text: string }

/** @param say its words, in the owner's language */
export function reply(conversation: Conversation, say: PracticeWords = english): Reply {
  const { latest, canPropose, proposed } = conversation
  const lines = findStatements(latest)
  if (proposed.length === 0 && canPropose && lines.length > 0) return { kind: 'propose', lines }

  const sources: Source[] = [
    ...conversation.recalled.map((text): Source => ({ where: 'recalled', text })),
    { where: 'notes', text: conversation.notes },
    ...conversation.earlier.map((text): Source => ({ where: 'earlier', text })),
  ]
  const paragraphs = [...sayOutcomes(proposed, say), ...sayAnswer(latest, sources, conversation.notes, say)]
  return { kind: 'say', text: paragraphs.length > 0 ? paragraphs.join('\n\n') : smallTalk(conversation, say) }
}

const ABOUT_ALL =
  /\b(?:know|remember|learned|learnt|noted) about me\b|\bin (?:my|your|the) notes\b|\bwhat have i told you\b|(?:über mich|von mir)\b.*(?:weißt|wissen|gemerkt|notiert)|(?:weißt|wissen|gemerkt|notiert)\b.*(?:über mich|von mir)\b|\bin (?:meinen|deinen|ihren|den) notizen\b/iu

/** Nothing when nothing was asked. */
function sayAnswer(latest: string, sources: readonly Source[], notes: string, say: PracticeWords): string[] {
  const question = splitSentences(latest.slice(0, 500)).findLast(isQuestion)
  if (question !== undefined && ABOUT_ALL.test(question)) return [sayNotes(notes, say)]
  const answer = findAnswer(latest, sources)
  return answer ? [sayFindings(answer.findings, answer.soughtFor, say)] : []
}

const MOST_LINES = 20

function sayNotes(notes: string, say: PracticeWords): string {
  const lines = notes.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return say.notesEmpty
  const more = lines.length > MOST_LINES ? `\n\n${say.moreLines(lines.length - MOST_LINES)}` : ''
  return `${say.notes}\n\n${quote(lines.slice(0, MOST_LINES))}${more}`
}

function sayOutcomes(outcomes: readonly ProposalOutcome[], say: PracticeWords): string[] {
  const of = (wanted: ProposalOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted)
  const paragraphs: string[] = []
  const quoted = (some: readonly ProposalOutcome[]) => quote(some.map(({ line }) => line))
  if (of('proposed').length > 0) paragraphs.push(`${say.proposed}\n\n${quoted(of('proposed'))}\n\n${say.proposedAfter}`)
  if (of('known').length > 0) paragraphs.push(`${say.known}\n\n${quoted(of('known'))}`)
  if (of('failed').length > 0) paragraphs.push(`${say.failed}\n\n${quoted(of('failed'))}\n\n${say.failedAfter}`)
  return paragraphs
}

function sayFindings(findings: readonly Finding[], soughtFor: readonly string[], say: PracticeWords): string {
  const saidIn = (place: Source['where']) =>
    findings.filter(({ where }) => where === place).map(({ sentence }) => sentence)
  const [here, noted, recalled] = [saidIn('earlier'), saidIn('notes'), saidIn('recalled')]
  const paragraphs: string[] = []
  if (here.length > 0) paragraphs.push(`${here.length > 1 ? say.saidHereNewestFirst : say.saidHere}\n\n${quote(here)}`)
  if (noted.length > 0) paragraphs.push(`${here.length > 0 ? say.notesToo : say.notes}\n\n${quote(noted)}`)
  if (recalled.length > 0) paragraphs.push(`${say.saidElsewhere}\n\n${quote(recalled)}`)
  if (paragraphs.length > 0) return paragraphs.join('\n\n')
  return soughtFor.length === 0 ? say.nothingToLookFor : say.notFound(soughtFor)
}

const LONGEST_QUOTE = 300

function quote(sentences: readonly string[]): string {
  return sentences
    .map((sentence) => {
      const line = sentence.replace(/^[-*>#\s]+/, '')
      return `> ${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE).toWellFormed()}…` : line}`
    })
    .join('\n>\n')
}

const GREETING =
  /^(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|hallo|guten (?:morgen|tag|abend)|servus|moin|grüß gott|bonjour|hola|ciao|olá|salut|你好|こんにちは|안녕하세요|привет|مرحبا)(?![\p{L}])/iu
const THANKS = /^(?:thanks|thank you|thx|cheers|merci|danke|vielen dank|gracias|谢谢|ありがとう)(?![\p{L}])/iu
const WHAT_CAN_YOU =
  /\b(?:help|what can you|what do you do|who are you|what are you|how do you work|are you (?:an? )?(?:ai|real|human|bot|model)|hilfe|was (?:kannst du|können sie)|wer (?:bist du|sind sie)|was (?:bist du|sind sie))\b/i

function smallTalk({ latest, earlier, notes }: Conversation, say: PracticeWords): string {
  const introduction = say.introduction(notes.trim() !== '')
  const said = latest.slice(0, 500).trim()
  if (said === '') return say.empty
  if (WHAT_CAN_YOU.test(said)) return introduction
  if (GREETING.test(said) && said.length < 60) return earlier.length > 0 ? say.helloAgain : say.hello(introduction)
  if (THANKS.test(said) && said.length < 60) return say.welcome
  if (latest.length > 2_000) return say.longText(latest.length, latest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0)
  const kind = isQuestion(splitSentences(said).at(-1) ?? '') ? say.questions : say.remarks
  return kind[sumOf(said) % kind.length] ?? introduction
}

/** The same text always gives the same number. */
function sumOf(text: string): number {
  let sum = 7
  for (const word of contentWords(text))
    for (const character of word) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return sum
}
