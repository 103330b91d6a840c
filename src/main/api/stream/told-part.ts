// What a part of an answer is to somebody who reads the stream.
import { ASKED, callIn, isWaiting } from '../../../shared/domain/approval'
import { errorPart, toolPart } from '../../../shared/domain/message'
import type { Message } from '../../../shared/contract/chat'
import type { MessagePart } from '../../../shared/domain/message'
import { parseFailure } from '../../../shared/errors'
import { errorInWords } from '../../../shared/errors-in-words'

interface ToldCall {
  toolCallId: string
  toolName: string
  args: unknown
}

export type ToldTool = ToldCall &
  ({ state: 'call' | 'asks' | 'denied' } | { state: 'result'; result: unknown } | { state: 'error'; errorText: string })

/** A call of a tool and how far it is; null for any other part. */
export function toldTool(part: MessagePart): ToldTool | null {
  const invocation = toolPart.safeParse(part).data?.toolInvocation
  if (!invocation) return null
  const { toolCallId, toolName, args = {}, state, result } = invocation
  const call = { toolCallId, toolName, args }
  if (callIn(part, ASKED)) return { ...call, state: 'asks' }
  if (state === 'result') return { ...call, state: 'result', result: result ?? null }
  if (state === 'output-denied') return { ...call, state: 'denied' }
  if (state === 'output-error') {
    const { errorText } = invocation
    return { ...call, state: 'error', errorText: typeof errorText === 'string' ? errorText : 'The tool failed' }
  }
  return { ...call, state: 'call' }
}

export interface ToldEnd {
  how: 'complete' | 'stopped' | 'failed' | 'waits'
  /** As the model's provider said it; null where it did not. */
  finishReason: string | null
  failure: { code: string; text: string } | null
}

export function toldEnd(message: Message): ToldEnd {
  const { finishReason } = (message.content['metadata'] ?? {}) as Record<string, unknown>
  const how = isWaiting(message) ? 'waits' : message.status === 'streaming' ? 'stopped' : message.status
  return {
    how,
    finishReason: typeof finishReason === 'string' ? finishReason : null,
    failure: how === 'failed' ? failureIn(message) : null,
  }
}

function failureIn({ content }: Message): { code: string; text: string } {
  const said = content.parts
    .map((part) => errorPart.safeParse(part).data?.error)
    .findLast((error) => error !== undefined)
  const failure = parseFailure({ code: said?.name, data: said?.data })
  if (!failure) return { code: said?.name ?? 'UNEXPECTED', text: said?.message ?? 'The answer failed.' }
  const { title, detail } = errorInWords(failure)
  return { code: failure.code, text: `${title}. ${detail}` }
}
