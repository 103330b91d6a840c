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

/** How many memories went to the model; null when there is no receipt. */
export function memoryOfAnswer(message: Message): 'off' | { used: number } | null {
  const memory = (message.content['metadata'] as { memory?: unknown } | undefined)?.memory
  if (memory === 'off') return 'off'
  const used = (memory as { used?: unknown } | null | undefined)?.used
  return typeof used === 'number' ? { used } : null
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
