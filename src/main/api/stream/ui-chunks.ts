// An answer as a UI message stream of the AI SDK, as `DefaultChatTransport` reads it.
import type { LiveRun, Message } from '../../../shared/contract/chat'
import type { MessagePart } from '../../../shared/domain/message'
import type { Encoder } from './encode'
import { createTextBounds } from './open-text'
import type { OpenText } from './open-text'
import { toldEnd, toldTool } from './told-part'
import type { ToldEnd } from './told-part'

export function uiChunks({ runId, message }: LiveRun, threadId: string): Encoder {
  const bounds = createTextBounds()
  const seen = new Set<string>()
  const end = (text: OpenText | null) => (text ? [{ type: `${text.kind}-end`, id: text.id }] : [])

  function part(part: MessagePart): object[] {
    const tool = toldTool(part)
    if (tool) {
      const { toolCallId, toolName, args, state } = tool
      const call = { type: 'tool-input-available', toolCallId, toolName, input: args, dynamic: true }
      const before = seen.has(toolCallId) ? [] : [call]
      seen.add(toolCallId)
      if (state === 'result')
        return [...before, { type: 'tool-output-available', toolCallId, output: tool.result, dynamic: true }]
      if (state === 'error')
        return [...before, { type: 'tool-output-error', toolCallId, errorText: tool.errorText, dynamic: true }]
      if (state === 'asks')
        return [...before, { type: 'tool-approval-request', approvalId: `${runId}::${toolCallId}`, toolCallId }]
      if (state === 'denied') return [...before, { type: 'tool-output-denied', toolCallId }]
      return before
    }
    if (part.type === 'step-start') return [{ type: 'finish-step' }, { type: 'start-step' }]
    if (part.type === 'source') return sourceOf(part)
    if (part.type.startsWith('data-')) return [{ type: part.type, data: part['data'] }]
    return []
  }

  function finish(stored: Message): object[] {
    const told = toldEnd(stored)
    if (told.how === 'stopped') return [{ type: 'abort' }]
    return [
      ...(told.failure ? [{ type: 'error', errorText: told.failure.text }] : []),
      { type: 'finish-step' },
      { type: 'finish', finishReason: reasonOf(told) },
    ]
  }

  return {
    begin: () => [
      { type: 'start', messageId: message.id, messageMetadata: { threadId, runId } },
      { type: 'start-step' },
    ],
    cutOff: () => [...end(bounds.leave()), { type: 'abort' }],
    encode(event) {
      if (event.type === 'end') return [...end(bounds.leave()), ...finish(event.message)]
      if (event.type === 'part') return [...end(bounds.leave()), ...part(event.part)]
      const text = { id: `${message.id}-${event.partIndex}`, kind: event.kind }
      const { ended, isNew } = bounds.enter(text)
      const start = isNew ? [{ type: `${text.kind}-start`, id: text.id }] : []
      return [...end(ended), ...start, { type: `${text.kind}-delta`, id: text.id, delta: event.text }]
    },
  }
}

function sourceOf(part: MessagePart): object[] {
  const { id, url, title } = (part['source'] ?? {}) as Record<string, unknown>
  return typeof url === 'string'
    ? [
        {
          type: 'source-url',
          sourceId: typeof id === 'string' ? id : url,
          url,
          ...(typeof title === 'string' && { title }),
        },
      ]
    : []
}

const reasons = new Set(['stop', 'length', 'content-filter', 'tool-calls', 'error'])

function reasonOf({ how, finishReason }: ToldEnd): string {
  if (how === 'failed') return 'error'
  if (how === 'waits') return 'tool-calls'
  return finishReason === null ? 'stop' : reasons.has(finishReason) ? finishReason : 'other'
}
