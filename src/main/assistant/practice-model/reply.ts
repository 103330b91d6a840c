// What the practice model says. The same conversation always gives the same words.
import { findAnswer } from './find-answer'
import type { Finding, Source } from './find-answer'
import { findStatements } from './find-statements'
import { isQuestion } from './is-question'
import { contentWords, splitSentences } from './sentences'

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

export function reply(conversation: Conversation): Reply {
  const { latest, canPropose, proposed } = conversation
  const lines = findStatements(latest)
  if (proposed.length === 0 && canPropose && lines.length > 0) return { kind: 'propose', lines }

  const sources: Source[] = [
    ...conversation.recalled.map((text): Source => ({ where: 'recalled', text })),
    { where: 'notes', text: conversation.notes },
    ...conversation.earlier.map((text): Source => ({ where: 'earlier', text })),
  ]
  const paragraphs = [...sayOutcomes(proposed), ...sayAnswer(latest, sources, conversation.notes)]
  return { kind: 'say', text: paragraphs.length > 0 ? paragraphs.join('\n\n') : smallTalk(conversation) }
}

const ABOUT_ALL =
  /\b(?:know|remember|learned|learnt|noted) about me\b|\bin (?:my|your|the) notes\b|\bwhat have i told you\b/i

/** Nothing when nothing was asked. */
function sayAnswer(latest: string, sources: readonly Source[], notes: string): string[] {
  const question = splitSentences(latest.slice(0, 500)).findLast(isQuestion)
  if (question !== undefined && ABOUT_ALL.test(question)) return [sayNotes(notes)]
  const answer = findAnswer(latest, sources)
  return answer ? [sayFindings(answer.findings, answer.soughtFor)] : []
}

const MOST_LINES = 20

function sayNotes(notes: string): string {
  const lines = notes.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) return 'Your notes are empty so far. What you said here I can find again when you ask for it.'
  const more = lines.length > MOST_LINES ? `\n\nAnd ${lines.length - MOST_LINES} more lines.` : ''
  return `Your notes say:\n\n${quote(lines.slice(0, MOST_LINES))}${more}`
}

function sayOutcomes(outcomes: readonly ProposalOutcome[]): string[] {
  const of = (wanted: ProposalOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted)
  const paragraphs: string[] = []
  const quoted = (some: readonly ProposalOutcome[]) => quote(some.map(({ line }) => line))
  if (of('proposed').length > 0) {
    paragraphs.push(
      `I have proposed this for your notes:\n\n${quoted(of('proposed'))}\n\nYou decide whether it is kept. Until then I can find it in this conversation.`,
    )
  }
  if (of('known').length > 0) {
    paragraphs.push(`Your notes already say this, or it waits there for your decision:\n\n${quoted(of('known'))}`)
  }
  if (of('failed').length > 0) {
    paragraphs.push(`I could not propose this just now:\n\n${quoted(of('failed'))}\n\nIt stays in this conversation.`)
  }
  return paragraphs
}

function sayFindings(findings: readonly Finding[], soughtFor: readonly string[]): string {
  const here = findings.filter(({ where }) => where === 'earlier').map(({ sentence }) => sentence)
  const noted = findings.filter(({ where }) => where === 'notes').map(({ sentence }) => sentence)
  const recalled = findings.filter(({ where }) => where === 'recalled').map(({ sentence }) => sentence)
  const paragraphs: string[] = []
  if (here.length > 0)
    paragraphs.push(
      `${here.length > 1 ? 'You said earlier here, newest first' : 'You said earlier here'}:\n\n${quote(here)}`,
    )
  if (noted.length > 0) paragraphs.push(`${here.length > 0 ? 'And your' : 'Your'} notes say:\n\n${quote(noted)}`)
  if (recalled.length > 0) paragraphs.push(`You said in another conversation:\n\n${quote(recalled)}`)
  if (paragraphs.length > 0) return paragraphs.join('\n\n')
  if (soughtFor.length === 0) {
    return 'I could not tell what to look for. Ask with the words you used when you told me, and I look for them in this conversation and in your notes.'
  }
  const words = soughtFor.map((word) => `“${word}”`).join(', ')
  return `I find nothing that answers this. I looked for ${words} in what you said here and in your notes. I am the practice model: I know only what I was told.`
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
  /^(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|hallo|bonjour|hola|ciao|olá|salut|你好|こんにちは|안녕하세요|привет|مرحبا)(?![\p{L}])/iu
const THANKS = /^(?:thanks|thank you|thx|cheers|merci|danke|gracias|谢谢|ありがとう)(?![\p{L}])/iu
const WHAT_CAN_YOU =
  /\b(?:help|what can you|what do you do|who are you|what are you|how do you work|are you (?:an? )?(?:ai|real|human|bot|model))\b/i

function smallTalk({ latest, earlier, notes }: Conversation): string {
  const said = latest.slice(0, 500).trim()
  if (said === '')
    return 'I received an empty message. Write something, and I will answer as well as a practice model can.'
  if (WHAT_CAN_YOU.test(said)) return introduction(notes)
  if (GREETING.test(said) && said.length < 60) {
    return earlier.length > 0 ? 'Hello again. I am still the practice model.' : `Hello. ${introduction(notes)}`
  }
  if (THANKS.test(said) && said.length < 60) return 'You are welcome.'
  if (latest.length > 2_000) return aboutLongText(latest)
  const kind = isQuestion(splitSentences(said).at(-1) ?? '') ? questions : remarks
  return kind[sumOf(said) % kind.length] ?? introduction(notes)
}

function introduction(notes: string): string {
  const known = notes.trim() === '' ? 'They are empty so far.' : 'I read them before every answer.'
  return `I am the **practice model**. I run inside Kith, need no network, and follow a few simple rules, so that you can try everything before you connect a real model.

- Tell me something about yourself, for example *my dog is called Max*, and I propose it for your notes. ${known}
- Ask me about it later, *what is my dog called?*, and I look it up in this conversation and in your notes.
- For anything else I have no knowledge. Choose another model in the settings for that.`
}

function aboutLongText(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return `That is a long text: ${text.length.toLocaleString('en')} characters, about ${words.toLocaleString('en')} words. It is stored. I cannot judge or summarise it, but ask me about something that stands in it and I look for the sentence.`
}

const remarks = [
  'I have read that. I am the practice model and have nothing of my own to add. If it is something to keep, begin with *remember that*.',
  'That is in our conversation now, and I can find it again when you ask. For a real answer, choose another model in the settings.',
  'Understood as words, not as meaning: I am the practice model. Ask me later with the same words and I look it up.',
  'I can store this and find it again, no more. The practice model follows rules and does not think.',
]

const questions = [
  'I cannot answer that. I am the practice model and know only what you tell me here and what stands in your notes.',
  'That is beyond the practice model. Choose another model in the settings and ask again; everything said here goes along.',
  'I have no knowledge of the world to answer from. What you told me about yourself I can look up.',
]

/** The same text always gives the same number. */
function sumOf(text: string): number {
  let sum = 7
  for (const word of contentWords(text))
    for (const character of word) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return sum
}
