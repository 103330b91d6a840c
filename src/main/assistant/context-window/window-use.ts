// How full the window is, for the screen and for the answer's own record.
import type { WindowUse } from '../../../shared/contract/chat'
import type { PromptShare } from '../receipts/receipt'
import type { ContextWindow } from './window-of'

export interface Dropped {
  messages: number
  /** At least so many: what lies before them was not even read. */
  isMore: boolean
  /** The first message that had room. */
  fromMessageId: string | null
}

export function windowUse(
  share: PromptShare,
  { model, window, dropped }: { model: string; window: ContextWindow; dropped: Dropped | null },
): WindowUse {
  const { question, attachments } = share
  return {
    model,
    size: window.size,
    limit: window.limit,
    isEstimate: true,
    instructions: share.instructions,
    notes: share.notes,
    recalled: share.recalled,
    history: Math.max(0, share.history - question - attachments),
    attachments,
    tools: share.definitions + share.tools,
    question,
    reserve: window.reserve,
    dropped,
  }
}

const counted = ['instructions', 'notes', 'recalled', 'history', 'attachments', 'tools', 'question'] as const

/** The same by what the provider counted: its number for everything, spread as the estimates are. */
export function corrected(use: WindowUse, tokens: number | null): WindowUse {
  const estimated = counted.reduce((sum, name) => sum + use[name], 0)
  if (tokens === null || estimated === 0) return use
  const factor = tokens / estimated
  const right = Object.fromEntries(counted.map((name) => [name, Math.round(use[name] * factor)]))
  return { ...use, ...right, isEstimate: false }
}
