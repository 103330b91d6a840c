// The conversation as a model is given it: what was said and what tools returned, nothing about how it went.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { Message } from '../../shared/contract/chat'
import { DENIED } from '../../shared/domain/approval'
import { attachmentOfPart } from '../../shared/domain/attachment'
import { textPart, toolPart } from '../../shared/domain/message'
import { markOf } from './attachments/marks'
import { RECALL_TOOL } from './recall/tool-name'
import type { MessagePart } from '../../shared/domain/message'

type PromptParts = MastraDBMessage['content']['parts']

/**
 * @param path the selected path, oldest first, the message to answer last.
 * Answers that brought nothing are left out, and so is an answer at the very beginning: a conversation that was cut to
 * its newest messages begins with a question. `now` dates the copies only; Mastra orders by date, and the order of the
 * path must not depend on anybody's clock.
 */
export function toPromptMessages(path: readonly Message[], now = Date.now()): MastraDBMessage[] {
  const said = path.flatMap(({ id, role, content }) => {
    if (role !== 'user' && role !== 'assistant') return []
    const parts = content.parts.flatMap((part) => forModel(part, id))
    return parts.some(({ type }) => type !== 'step-start') ? [{ id, role, parts: withoutIdleSteps(parts) }] : []
  })
  const start = said.findIndex(({ role }) => role === 'user')
  return said.slice(Math.max(start, 0)).map(({ id, role, parts }, index, all) => ({
    id,
    role,
    createdAt: new Date(now - (all.length - index)),
    content: { format: 2, parts: parts as PromptParts },
  }))
}

/**
 * Text, marks in the place of files, and finished tool calls. Left out: what was looked up in memory, errors, reasoning, calls without a result (providers refuse them), and
 * what one provider said about its own parts, which another one cannot read and the same one may have forgotten.
 */
function forModel(part: MessagePart, messageId: string): MessagePart[] {
  const text = textPart.safeParse(part)
  if (text.success) return text.data.text.trim() === '' ? [] : [{ type: 'text', text: text.data.text }]
  const tool = toolPart.safeParse(part)
  if (tool.success) {
    const { state, toolCallId, toolName, args, result, errorText } = tool.data.toolInvocation
    // What was recalled then may have been forgotten, or be nobody's business here; it can be recalled again.
    if (toolName === RECALL_TOOL) return []
    if (state === 'result') {
      return [{ type: 'tool-invocation', toolInvocation: { state, toolCallId, toolName, args, result } }]
    }
    if (state === 'output-error' || state === DENIED) {
      return [
        { type: 'tool-invocation', toolInvocation: { state: 'output-error', toolCallId, toolName, args, errorText } },
      ]
    }
    return []
  }
  const attachment = attachmentOfPart(part)
  if (attachment) return [{ type: 'text', text: markOf(attachment, messageId) }]
  if (part.type === 'file') {
    const { mimeType, data, filename } = part as { mimeType?: unknown; data?: unknown; filename?: unknown }
    return [{ type: 'file', mimeType, data, filename }]
  }
  return part.type === 'step-start' ? [{ type: 'step-start' }] : []
}

/** A step of which nothing is left is no step. */
function withoutIdleSteps(parts: MessagePart[]): MessagePart[] {
  return parts.filter(({ type }, index) => {
    const next = parts[index + 1]
    return type !== 'step-start' || (index > 0 && next !== undefined && next.type !== 'step-start')
  })
}
