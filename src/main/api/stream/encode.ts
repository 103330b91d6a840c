// What both kinds of streams have in common: parts of an answer become chunks one after the other.
import type { LiveRun } from '../../../shared/contract/chat'
import type { AnswerEvent } from './answer-events'
import { mastraChunks } from './mastra-chunks'
import { uiChunks } from './ui-chunks'

export interface Encoder {
  begin(): object[]
  encode(event: AnswerEvent): object[]
  /** It is ended from outside, and its answer with it. */
  cutOff(): object[]
}

export type StreamKind = 'mastra' | 'ui'

export function encoderOf(kind: StreamKind, run: LiveRun, threadId: string): Encoder {
  return kind === 'ui' ? uiChunks(run, threadId) : mastraChunks(run)
}

/**
 * Which of the two is wanted. The AI SDK’s by its own name in a header, or as a parameter of the type that is accepted:
 * `text/event-stream; protocol=ai-sdk-ui`.
 */
export function kindOf(headers: Headers): StreamKind {
  const isUi = /protocol="?ai-sdk-ui"?/i.test(headers.get('accept') ?? '')
  return isUi || headers.has('x-vercel-ai-ui-message-stream') ? 'ui' : 'mastra'
}
