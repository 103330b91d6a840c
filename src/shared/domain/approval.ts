// A tool call that waits for its owner's word, as it stands in the answer: everything the card needs is in the part itself,
// so it is there after any restart.
import type { MessageContent, MessagePart } from './message'

/** Waits longer than this: then nothing is done any more. */
export const APPROVAL_LASTS_MS = 7 * 24 * 60 * 60 * 1_000

export type ApprovalOutcome =
  | 'approved'
  | 'edited'
  | 'denied'
  | 'never'
  | 'answered'
  | 'wrote-on'
  | 'stopped'
  | 'expired'

export interface Approval {
  runId: string
  /** Names the tool for good: its name for the model may be another one tomorrow. */
  key: string
  title: string
  /** The name of the MCP server; null: Kith's own tool. */
  server: string | null
  /** Of the tool as it was: what is allowed for good is allowed for that one. */
  fingerprint?: string
  /** An ISO time. */
  askedAt: string
  outcome?: ApprovalOutcome
  /** What the person said instead. */
  words?: string
}

export interface AskedCall {
  toolCallId: string
  toolName: string
  args: unknown
  approval: Approval
}

export const ASKED = 'approval-requested'
export const APPROVED = 'approved'
export const DENIED = 'output-denied'

/** The call in a part if it is in this state. Whatever is stored may have any shape. */
export function callIn(part: MessagePart, state: string): AskedCall | null {
  const { toolInvocation, approval } = part as { toolInvocation?: Record<string, unknown>; approval?: Approval }
  if (part.type !== 'tool-invocation' || toolInvocation?.['state'] !== state) return null
  if (typeof approval?.runId !== 'string' || typeof approval.key !== 'string') return null
  const { toolCallId, toolName, args } = toolInvocation
  return { toolCallId: String(toolCallId), toolName: String(toolName), args, approval }
}

export function callsIn(content: Pick<MessageContent, 'parts'>, state: string): AskedCall[] {
  return content.parts.map((part) => callIn(part, state)).filter((call) => call !== null)
}

/** Whether an answer waits for its owner's word. */
export function isWaiting(message: { status: string; content: Pick<MessageContent, 'parts'> }): boolean {
  return message.status === 'streaming' && callsIn(message.content, ASKED).length > 0
}
