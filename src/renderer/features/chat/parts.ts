// Reading the parts of a message. What a model or an older Kith stored may be shaped in any way, so each is looked at
// before it is believed.
import type { Message } from '../../../shared/contract/chat'
import { APPROVED, ASKED, DENIED } from '../../../shared/domain/approval'
import type { Approval } from '../../../shared/domain/approval'
import type { MessagePart } from '../../../shared/domain/message'
import { withoutQuotation } from '../../../shared/domain/quotation'
import { asFailure } from '../../wire/failure'
import type { Failure } from '../../wire/failure'

export interface ToolUse {
  name: string
  /** `allowed`: and not begun yet. */
  state: 'running' | 'done' | 'failed' | 'denied' | 'allowed'
  given: unknown
  result: unknown
  /** Of a call its owner was asked about: its name for people, and what became of it. */
  approval: Pick<Approval, 'title' | 'outcome'> | null
}

export function textOfPart(part: MessagePart): string | null {
  return part.type === 'text' && typeof part['text'] === 'string' ? part['text'] : null
}

/** All text, parts joined by a blank line, as it is copied. */
export function textOfMessage(message: Message): string {
  return message.content.parts
    .map(textOfPart)
    .filter((text) => text !== null && text !== '')
    .join('\n\n')
}

export function reasoningOfPart(part: MessagePart): string | null {
  if (part.type !== 'reasoning') return null
  if (typeof part['reasoning'] === 'string' && part['reasoning'] !== '') return part['reasoning']
  const details = Array.isArray(part['details']) ? (part['details'] as { text?: unknown }[]) : []
  return details.map(({ text }) => (typeof text === 'string' ? text : '')).join('')
}

export function toolUseOfPart(part: MessagePart): ToolUse | null {
  if (part.type !== 'tool-invocation') return null
  const call = part['toolInvocation']
  if (typeof call !== 'object' || call === null) return null
  const { toolName, state, args, result, errorText } = call as Record<string, unknown>
  return {
    name: String(toolName),
    state: toolState(state),
    given: args,
    result: withoutQuotation(result ?? errorText),
    approval: approvalOf(part),
  }
}

function approvalOf(part: MessagePart): ToolUse['approval'] {
  const approval = part['approval'] as Partial<Approval> | undefined
  if (typeof approval?.title !== 'string') return null
  return { title: approval.title, ...(approval.outcome && { outcome: approval.outcome }) }
}

function toolState(state: unknown): ToolUse['state'] {
  if (state === 'result' || state === 'output-available') return 'done'
  // Asked, and the answer is over without a word on it.
  if (state === DENIED || state === ASKED) return 'denied'
  if (state === APPROVED) return 'allowed'
  return typeof state === 'string' && state.includes('error') ? 'failed' : 'running'
}

export interface EndedEarly {
  /** Null when the stored error is none of the error table. */
  failure: Failure | null
  message: string
}

/** Why an answer ended early, or null when it did not say. */
export function errorOfMessage(message: Message): EndedEarly | null {
  const part = message.content.parts.findLast(({ type }) => type === 'error')
  const error = part?.['error']
  if (typeof error !== 'object' || error === null) return null
  const { name, message: text, data } = error as Record<string, unknown>
  // The code stands as the error's name, as its message, or with its data.
  const failure = asFailure(data) ?? asFailure({ code: name, data }) ?? asFailure({ code: text, data })
  return { failure, message: typeof text === 'string' ? text : '' }
}
