// What an answer says about its own receipt. Whatever was stored is looked at before it is believed.
import type { Message } from '../../../../shared/contract/chat'
import type { MessagePart } from '../../../../shared/domain/message'
import type { WithoutItem } from '../../../../shared/domain/without'

export interface RecallStep {
  found: number
  used: number
  hasFailed: boolean
  /** What was meant could not be looked for. */
  isByWords: boolean
}

/**
 * How many memories and earlier messages went to the model; null when there is no receipt. Answers of earlier versions do not tell
 * the two apart, and say all of them as `memories`.
 */
export function memoryOfAnswer(message: Message): 'off' | { memories: number; messages: number } | null {
  const memory = (message.content['metadata'] as { memory?: unknown } | undefined)?.memory
  if (memory === 'off') return 'off'
  const { used, messages = 0 } = (memory ?? {}) as { used?: unknown; messages?: unknown }
  if (typeof used !== 'number' || typeof messages !== 'number') return null
  return { memories: Math.max(0, used - messages), messages }
}

/** What it was given without, because its owner asked what it would be then. Main looks at it once more. */
export function withoutOfAnswer(message: Message): WithoutItem[] {
  const { without } = (message.content['metadata'] ?? {}) as { without?: unknown }
  return Array.isArray(without) ? (without as WithoutItem[]) : []
}

/** What a question brought to mind; null for any other part. */
export function recallOfPart(part: MessagePart): RecallStep | null {
  if (part.type !== 'data-recall') return null
  const { found, used, failed, byWords } = (part['data'] ?? {}) as Record<string, unknown>
  if (typeof found !== 'number' || typeof used !== 'number') return null
  return { found, used, hasFailed: failed === true, isByWords: byWords === true }
}
