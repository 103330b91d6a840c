// The part of a call that waits, and what becomes of it.
import { APPROVED, ASKED, callIn, DENIED } from '../../../shared/domain/approval'
import type { ApprovalOutcome, AskedCall } from '../../../shared/domain/approval'
import type { MessageContent, MessagePart } from '../../../shared/domain/message'

/** What the model is told. */
const reasons: Record<Exclude<ApprovalOutcome, 'approved' | 'edited'>, string> = {
  denied: 'The person did not allow this call. Nothing was done.',
  never: 'The person does not allow this tool. Nothing was done; do not ask for it again.',
  answered: 'The person did not allow this call. Nothing was done. They say instead:',
  'wrote-on': 'The person wrote on instead of allowing this call. Nothing was done.',
  stopped: 'The person stopped the answer before this call. Nothing was done.',
  expired: 'Nobody allowed this call in time. Nothing was done.',
}

export function askedPart({ toolCallId, toolName, args, approval }: AskedCall, before?: MessagePart): MessagePart {
  return { ...before, type: 'tool-invocation', toolInvocation: { toolCallId, toolName, args, state: ASKED }, approval }
}

export function approvedPart(call: AskedCall, edited?: Record<string, unknown>): MessagePart {
  const { toolCallId, toolName, approval } = call
  const toolInvocation = { toolCallId, toolName, args: edited ?? call.args, state: APPROVED }
  return { type: 'tool-invocation', toolInvocation, approval: { ...approval, outcome: edited ? 'edited' : 'approved' } }
}

export function deniedPart(call: AskedCall, outcome: keyof typeof reasons, words?: string): MessagePart {
  const { toolCallId, toolName, args, approval } = call
  const errorText = words === undefined ? reasons[outcome] : `${reasons[outcome]} ${words}`
  const toolInvocation = { toolCallId, toolName, args, state: DENIED, errorText }
  return {
    type: 'tool-invocation',
    toolInvocation,
    approval: { ...approval, outcome, ...(words !== undefined && { words }) },
  }
}

/** The content with one call that waits decided. */
export function decided(
  content: MessageContent,
  toolCallId: string,
  decide: (call: AskedCall) => MessagePart,
): MessageContent {
  const parts = content.parts.map((part) => {
    const call = callIn(part, ASKED)
    return call?.toolCallId === toolCallId ? decide(call) : part
  })
  return { ...content, parts }
}

/** The content of an answer that does not go on: nothing it asked for is done, what was approved beside it included. */
export function nothingDone(content: MessageContent, outcome: Parameters<typeof deniedPart>[1]): MessageContent {
  const parts = content.parts.map((part) => {
    const call = callIn(part, ASKED) ?? callIn(part, APPROVED)
    return call ? deniedPart(call, outcome) : part
  })
  return { ...content, parts }
}
