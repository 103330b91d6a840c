// A message as a file tells it: its words as they were written, and by name what else was there. What a model thought before
// it answered is left out, as it is where a thread is copied.
import type { Message } from '../../../shared/contract/chat'
import { ASKED, DENIED } from '../../../shared/domain/approval'
import { attachmentOfPart } from '../../../shared/domain/attachment'
import type { Attachment } from '../../../shared/domain/attachment'
import type { MessagePart } from '../../../shared/domain/message'
import type { FileWords } from './words'

export type Told =
  | { kind: 'text'; text: string }
  | { kind: 'tool'; name: string; state: keyof FileWords['toolStates'] }
  | { kind: 'file'; file: Attachment }
  /** How it ended, where it did not end well. */
  | { kind: 'ending'; ending: 'stopped' | 'failed' | 'writing' }

export function toldOf({ content, status }: Pick<Message, 'content' | 'status'>): Told[] {
  const parts = content.parts.flatMap((part): Told[] => toldPart(part))
  if (status === 'complete') return parts
  return [...parts, { kind: 'ending', ending: status === 'streaming' ? 'writing' : status }]
}

function toldPart(part: MessagePart): Told[] {
  if (part.type === 'text') {
    const text = (part as { text?: unknown }).text
    return typeof text === 'string' && text.trim() !== '' ? [{ kind: 'text', text }] : []
  }
  const file = attachmentOfPart(part)
  if (file) return [{ kind: 'file', file }]
  if (part.type !== 'tool-invocation') return []
  const { toolInvocation: call, approval } = part as {
    toolInvocation?: { toolName?: unknown; state?: unknown }
    approval?: { title?: unknown }
  }
  const name = [approval?.title, call?.toolName].find((one) => typeof one === 'string') ?? ''
  return [{ kind: 'tool', name, state: stateOf(call?.state) }]
}

function stateOf(state: unknown): keyof FileWords['toolStates'] {
  if (state === 'result' || state === 'output-available') return 'done'
  if (state === DENIED || state === ASKED) return 'denied'
  return typeof state === 'string' && state.includes('error') ? 'failed' : 'other'
}
