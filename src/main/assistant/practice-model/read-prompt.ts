// From what a model is sent to what the practice model looks at. Its own words in earlier answers are left out on purpose.
import { GO_ON } from '../go-on'
import { PROPOSE_TOOL, readNotes } from '../notes-in-prompt'
import type { LanguageModel } from '../providers'
import { readRecalled } from '../recall/render-recalled'
import type { Conversation, ProposalOutcome } from './reply'

export type CallOptions = Parameters<LanguageModel['doStream']>[0]
type Prompt = CallOptions['prompt']

export function readPrompt({ prompt: given, tools = [] }: CallOptions): Conversation & Begun {
  const goesOn = (message: Prompt[number]) => message.role === 'user' && textOf(message.content) === GO_ON
  const prompt = given.filter((message) => !goesOn(message))
  const asked = prompt.flatMap((message) => (message.role === 'user' ? [textOf(message.content)] : []))
  const latest = readRecalled(asked.at(-1) ?? '')
  const notes = prompt.flatMap((message) => (message.role === 'system' ? (readNotes(message.content) ?? []) : []))
  return {
    notes: notes.join('\n'),
    recalled: latest.said,
    earlier: asked.slice(0, -1),
    latest: latest.question,
    canPropose: tools.some((tool) => tool.name === PROPOSE_TOOL),
    proposed: outcomesIn(prompt.slice(prompt.findLastIndex(({ role }) => role === 'user') + 1)),
    begun: given.some(goesOn) ? ownWords(prompt.slice(prompt.findLastIndex(({ role }) => role === 'user') + 1)) : '',
  }
}

/** What was answered before the answer was cut off; empty when it was not. */
interface Begun {
  begun: string
}

function ownWords(messages: Prompt): string {
  return messages
    .flatMap((message) => (message.role === 'assistant' ? message.content : []))
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
}

function textOf(parts: Extract<Prompt[number], { role: 'user' }>['content']): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** What became of the proposals made since the person's last message. */
function outcomesIn(messages: Prompt): ProposalOutcome[] {
  const lines = new Map<string, string>()
  const outcomes: ProposalOutcome[] = []
  for (const { role, content } of messages) {
    if (role !== 'assistant' && role !== 'tool') continue
    for (const part of content) {
      if (part.type === 'tool-call' && part.toolName === PROPOSE_TOOL) lines.set(part.toolCallId, lineIn(part.input))
      if (part.type !== 'tool-result' || part.toolName !== PROPOSE_TOOL) continue
      outcomes.push({ line: lines.get(part.toolCallId) ?? '', outcome: outcomeIn(part.output) })
    }
  }
  return outcomes
}

function lineIn(input: unknown): string {
  return typeof input === 'object' && input !== null && 'line' in input ? String(input.line) : ''
}

function outcomeIn(output: { type: string; value?: unknown }): ProposalOutcome['outcome'] {
  const value = output.type === 'json' ? output.value : null
  if (typeof value !== 'object' || value === null || !('outcome' in value)) return 'failed'
  return value.outcome === 'proposed' || value.outcome === 'known' ? value.outcome : 'failed'
}
