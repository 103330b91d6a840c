import type { MessagePart } from './mapping'

/** What of a message is embedded: what was said and thought, and which tools were called. */
export function extractTextForEmbedding(parts: readonly MessagePart[]): string {
  return parts.map(textOf).filter(Boolean).join('\n')
}

function textOf(part: MessagePart): string {
  switch (part.type) {
    case 'text':
      return asText(part['text'])
    case 'reasoning':
      // Mastra's own name for it, and the AI SDK's.
      return asText(part['reasoning']) || asText(part['text'])
    case 'function_call':
      return called(part['name'])
    case 'tool-invocation':
      return called((part['toolInvocation'] as { toolName?: unknown } | undefined)?.toolName)
    default:
      return ''
  }
}

function called(name: unknown): string {
  return asText(name) && `call:${asText(name)}`
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
