// What a message is made of. `content` in the database is Mastra's whole content object; this is the part of it
// Kith reads and writes itself. Unknown parts are kept as they are.
import { z } from 'zod'

export const messageStatus = z.enum(['complete', 'streaming', 'stopped', 'failed'])
export type MessageStatus = z.infer<typeof messageStatus>

export const messageRole = z.enum(['user', 'assistant', 'system', 'tool', 'signal'])
export type MessageRole = z.infer<typeof messageRole>

export const textPart = z.looseObject({ type: z.literal('text'), text: z.string() })
export const reasoningPart = z.looseObject({ type: z.literal('reasoning'), reasoning: z.string() })
export const toolPart = z.looseObject({
  type: z.literal('tool-invocation'),
  toolInvocation: z.looseObject({
    toolCallId: z.string(),
    toolName: z.string(),
    state: z.string(),
    args: z.unknown().optional(),
    result: z.unknown().optional(),
  }),
})
/** Why an answer ended early; always the last part. */
export const errorPart = z.looseObject({
  type: z.literal('error'),
  error: z.looseObject({ name: z.string(), message: z.string(), data: z.unknown().optional() }),
})
export const otherPart = z.looseObject({ type: z.string() })
export const messagePart = z.union([textPart, reasoningPart, toolPart, errorPart, otherPart])

export type TextPart = z.infer<typeof textPart>
export type ReasoningPart = z.infer<typeof reasoningPart>
export type ToolPart = z.infer<typeof toolPart>
export type ErrorPart = z.infer<typeof errorPart>
export type MessagePart = z.infer<typeof messagePart>

/** Format 2 is Mastra's; Kith writes nothing else. */
export const messageContent = z.looseObject({ format: z.literal(2), parts: z.array(messagePart) })
export type MessageContent = z.infer<typeof messageContent>

/** One text, as the person's own messages are stored. */
export function contentOfText(text: string): MessageContent {
  return { format: 2, parts: [{ type: 'text', text }] }
}

/** All text of a message, parts joined by a blank line: for copying, titles and the prompt. */
export function textOfContent(content: { parts: readonly MessagePart[] }): string {
  return content.parts
    .filter((part): part is TextPart => part.type === 'text')
    .map((part) => part.text)
    .join('\n\n')
}
