// An answer as chunks of Mastra's own stream, as @mastra/client-js reads them.
import type { LiveRun, Message } from '../../../shared/contract/chat'
import type { MessagePart } from '../../../shared/domain/message'
import type { Encoder } from './encode'
import { createTextBounds } from './open-text'
import type { OpenText } from './open-text'
import { toldEnd, toldTool } from './told-part'
import type { ToldEnd } from './told-part'

export function mastraChunks({ runId, message }: LiveRun): Encoder {
  const bounds = createTextBounds()
  const seen = new Set<string>()
  const chunk = (type: string, payload: object) => ({ type, runId, from: 'AGENT', payload })
  const step = () => chunk('step-start', { messageId: message.id, request: {}, warnings: [] })
  const stepEnd = (reason: string, isContinued = false) =>
    chunk('step-finish', {
      messageId: message.id,
      stepResult: { reason, warnings: [], isContinued },
      output: { usage: {} },
      metadata: {},
    })
  const end = (text: OpenText | null) => (text ? [chunk(`${text.kind}-end`, { id: text.id })] : [])

  function part(part: MessagePart): object[] {
    const tool = toldTool(part)
    if (tool) {
      const { toolCallId, toolName, args, state } = tool
      const call = { toolCallId, toolName, args }
      const before = seen.has(toolCallId) ? [] : [chunk('tool-call', call)]
      seen.add(toolCallId)
      if (state === 'result') return [...before, chunk('tool-result', { ...call, result: tool.result, isError: false })]
      if (state === 'error') return [...before, chunk('tool-error', { ...call, error: tool.errorText })]
      if (state === 'asks') return [...before, chunk('tool-call-approval', { ...call, resumeSchema: '{}' })]
      if (state === 'denied') return [...before, chunk('tool-output-denied', { ...call })]
      return before
    }
    if (part.type === 'step-start') return [stepEnd('tool-calls', true), step()]
    if (part.type === 'source') return [chunk('source', { ...part })]
    if (part.type === 'file') return [chunk('file', { ...part })]
    // `data-…` chunks have no payload in Mastra's stream.
    if (part.type.startsWith('data-')) return [{ type: part.type, runId, from: 'AGENT', data: part['data'] }]
    return []
  }

  function finish(stored: Message): object[] {
    const told = toldEnd(stored)
    const reason = reasonOf(told)
    return [
      ...(told.failure ? [chunk('error', { error: { name: told.failure.code, message: told.failure.text } })] : []),
      ...(told.how === 'stopped' ? [chunk('abort', {})] : []),
      stepEnd(reason),
      chunk('finish', {
        stepResult: { reason, warnings: [], isContinued: false },
        output: { usage: {} },
        metadata: {},
        messages: { all: [], user: [], nonUser: [] },
      }),
    ]
  }

  return {
    begin: () => [chunk('start', { id: message.id, threadId: message.threadId }), step()],
    cutOff: () => [...end(bounds.leave()), chunk('abort', {})],
    encode(event) {
      if (event.type === 'end') return [...end(bounds.leave()), ...finish(event.message)]
      if (event.type === 'part') return [...end(bounds.leave()), ...part(event.part)]
      const text = { id: `${message.id}-${event.partIndex}`, kind: event.kind }
      const { ended, isNew } = bounds.enter(text)
      const start = isNew ? [chunk(`${text.kind}-start`, { id: text.id })] : []
      return [...end(ended), ...start, chunk(`${text.kind}-delta`, { id: text.id, text: event.text })]
    },
  }
}

function reasonOf({ how, finishReason }: ToldEnd): string {
  if (how === 'failed') return 'error'
  if (how === 'waits') return 'tool-calls'
  return how === 'stopped' ? 'abort' : (finishReason ?? 'stop')
}
