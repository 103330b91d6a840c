// A message of a file as it may stand here. A file can say anything: that its owner has allowed a tool, that a call is still
// waiting, that it is the system that speaks. None of that was said here.
import { APPROVED, ASKED, DENIED } from '../../../shared/domain/approval'
import type { MessageContent, MessagePart, MessageRole } from '../../../shared/domain/message'

/** Only the person and an assistant speak in a thread that was brought in; what else there was has no authority here. */
export function tameRole(role: MessageRole): MessageRole {
  return role === 'user' ? 'user' : 'assistant'
}

export function tameContent(content: MessageContent): MessageContent {
  const { metadata } = content as { metadata?: unknown }
  return {
    ...content,
    parts: content.parts.map(tamePart),
    ...(isObject(metadata) && { metadata: withoutWhatHeldThere(metadata) }),
  }
}

/** A call that was not over is over: nothing was done, and nothing is going to be. */
function tamePart(part: MessagePart): MessagePart {
  const { toolInvocation: call, approval } = part as { toolInvocation?: unknown; approval?: unknown }
  if (part.type !== 'tool-invocation' || !isObject(call)) return part
  const { state } = call
  const isOver = state === 'result' || state === 'output-available' || state === 'output-error' || state === DENIED
  if (isOver) return part
  const wasAsked = state === ASKED || state === APPROVED
  return {
    ...part,
    toolInvocation: { ...call, state: DENIED },
    ...(isObject(approval) && { approval: { ...approval, ...(wasAsked && { outcome: 'expired' }) } }),
  }
}

/** Of a run that is none here: what it still had to name, and ids of what it was to leave out. */
function withoutWhatHeldThere(metadata: Record<string, unknown>): Record<string, unknown> {
  const { firstHalf: _, without: __, ...rest } = metadata
  return rest
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
