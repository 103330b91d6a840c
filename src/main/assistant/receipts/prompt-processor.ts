// The last thing that happens to a prompt before it leaves: files are put where they were attached, what was recalled
// before the question, and the receipt is taken. Nothing of it reaches what Mastra keeps, so recalled text is never stored as if it had been said.
import type { ToolsInput } from '@mastra/core/agent'
import type { InputProcessor, ProcessLLMRequestArgs } from '@mastra/core/processors'
import { estimateTokenCount } from 'tokenx'
import { GO_ON } from '../go-on'
import type { Gathered, Given } from '../attachments/gather'
import { filesIn, swapIn, withoutMarks } from '../attachments/swap-in'
import { isNotes } from '../notes-in-prompt'
import type { PromptShare, Receipt } from './receipt'

type Prompt = ProcessLLMRequestArgs['prompt']
type PromptMessage = Prompt[number]

export function createPromptProcessor(
  recalling: Promise<string>,
  receipt: Receipt,
  tools: ToolsInput,
  attachments: Gathered,
): InputProcessor {
  const tokensOfTools = tokensOfDefinitions(tools)
  return {
    id: 'kith-prompt',
    name: 'Recall and receipt',
    async processLLMRequest({ prompt, stepNumber }) {
      const recalled = await recalling
      const shown = swapIn(prompt, attachments)
      const sent = withRecalled(shown, recalled)
      const share = {
        ...shareOf(withoutMarks(prompt, attachments), filesIn(prompt, attachments), tokensOfTools),
        recalled: sent === shown ? 0 : estimateTokenCount(recalled),
      }
      receipt.sent(stepNumber, sent.map(textOf).join('\n'), share)
      return { prompt: sent }
    },
  }
}

/** The last thing the person said, with what it brought to mind before it: the history before stays the same, and cached. */
function withRecalled(prompt: Prompt, recalled: string): Prompt {
  const place = prompt.findLastIndex(isSaid)
  const question = prompt[place]
  if (recalled === '' || question?.role !== 'user') return prompt
  const [first, ...others] = question.content
  // In one text with the question: not every endpoint takes several.
  const content =
    first?.type === 'text'
      ? [{ ...first, text: `${recalled}\n\n${first.text}` }, ...others]
      : [{ type: 'text' as const, text: recalled }, ...question.content]
  return prompt.with(place, { ...question, content })
}

function shareOf(prompt: Prompt, files: readonly Given[], tokensOfTools: number): Omit<PromptShare, 'recalled'> {
  const attachments = sumOf(files)
  const images = sumOf(files.filter(({ parts }) => parts.some(({ type }) => type === 'file')))
  const share = { instructions: 0, notes: 0, history: attachments, messages: 0, question: 0, tools: 0 }
  const last = prompt.findLastIndex(isSaid)
  for (const [place, message] of prompt.entries()) {
    const tokens = estimateTokenCount(textOf(message))
    if (message.role === 'system') share[isNotes(message.content) ? 'notes' : 'instructions'] += tokens
    else if (isWishToGoOn(message)) share.instructions += tokens
    // After the question comes what this answer's own tools were asked and said, and what it says already.
    else if (place > last && usesTools(message)) share.tools += tokens
    else {
      share.history += tokens
      share.messages += 1
      if (place === last) share.question = tokens
    }
  }
  return { ...share, attachments, images, definitions: tokensOfTools }
}

const sumOf = (files: readonly Given[]) => files.reduce((sum, { tokens }) => sum + tokens, 0)

function usesTools({ role, content }: PromptMessage): boolean {
  return role === 'tool' || (role === 'assistant' && content.some(({ type }) => type === 'tool-call'))
}

/** By the person: asking to go on with an answer is Kith's. */
function isSaid(message: PromptMessage): boolean {
  return message.role === 'user' && !isWishToGoOn(message)
}

function isWishToGoOn(message: PromptMessage): boolean {
  return message.role === 'user' && textOf(message) === GO_ON
}

/** Everything in it that is words. */
function textOf(message: PromptMessage): string {
  if (message.role === 'system') return message.content
  return message.content.map(textOfPart).join('\n')
}

function textOfPart(part: Exclude<PromptMessage['content'], string>[number]): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text
    case 'tool-call':
      return `${part.toolName} ${JSON.stringify(part.input)}`
    case 'tool-result':
      return part.output.type === 'text' || part.output.type === 'error-text'
        ? part.output.value
        : JSON.stringify(part.output)
    default:
      return ''
  }
}

/** What their definitions take of a prompt, as a provider is told them. */
export function tokensOfDefinitions(tools: ToolsInput): number {
  const definitions = Object.entries(tools).map(([name, tool]) => {
    const { description, inputSchema } = tool as { description?: string; inputSchema?: StandardJSONSchema }
    return { name, description, parameters: inputSchema?.['~standard']?.jsonSchema?.input({ target: 'draft-07' }) }
  })
  return definitions.length > 0 ? estimateTokenCount(JSON.stringify(definitions)) : 0
}

/** https://standardschema.dev/json-schema: what Mastra makes of every schema. */
interface StandardJSONSchema {
  '~standard'?: { jsonSchema?: { input(options: { target: 'draft-07' }): object } }
}
