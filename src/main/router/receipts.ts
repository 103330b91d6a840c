import { receipt, receiptFile, receiptItem } from '../../shared/contract/receipts'
import type { Receipt } from '../../shared/contract/receipts'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database } from '../database/database.types'
import { route } from './implement'

type Types = Database['public']['CompositeTypes']
type Item = Types['ai_receipt_item']

export const receipts = {
  ofMessage: route.receipts.ofMessage.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return (await call('ai_receipt_of_message', { message_id: input.messageId })).map(toReceipt)
  }),
}

function toReceipt({ run_id, model, usage, cost, items }: Types['ai_receipt_view']): Receipt {
  const facts = (model ?? {}) as { provider?: string; model?: string }
  const counted = (usage ?? {}) as Record<string, number | undefined>
  const rows = items ?? []
  const tokensOf = (kind: string) =>
    rows.filter((item) => item.kind === kind).reduce((sum, { tokens }) => sum + (tokens ?? 0), 0)
  const history = rows.find(({ kind }) => kind === 'history')?.parts as
    | { messages?: number; dropped?: unknown }
    | undefined
  return receipt.parse({
    runId: run_id,
    provider: facts.provider ?? null,
    model: facts.model ?? null,
    // The practice model counts nothing, and says zero.
    inputTokens: counted['inputTokens'] || null,
    outputTokens: counted['outputTokens'] || null,
    cachedTokens: counted['cachedInputTokens'] || null,
    reasoningTokens: counted['reasoningTokens'] || null,
    cost,
    dropped: history?.dropped ?? null,
    items: rows.filter(({ kind }) => kind === 'message' || kind === 'memory').map(toItem),
    files: rows.filter(({ kind }) => kind === 'attachment').map(toFile),
    given: {
      instructions: tokensOf('instructions'),
      notes: tokensOf('working_memory'),
      history: tokensOf('history'),
      messages: history?.messages ?? 0,
      tools: tokensOf('tools'),
    },
  })
}

function toFile({ item_id, used, reason, tokens, said }: Item) {
  // The name is the file's: where that is forgotten, it is.
  return receiptFile.parse({ id: item_id, name: said, used, reason: reason === 'forgotten' ? 'gone' : reason, tokens })
}

function toItem(row: Item) {
  const { kind, item_id, used, reason, state, said, role, thread_id, thread_title, persona_id, said_at } = row
  const { rank, score, tokens, parts } = row
  return receiptItem.parse({
    kind,
    id: item_id,
    used,
    reason: reason === 'forgotten' ? null : reason,
    // Without an id it is not there any more, or was never this run's to name.
    state: state ?? 'forgotten',
    said,
    role,
    threadId: thread_id,
    threadTitle: thread_title,
    personaId: persona_id,
    saidAt: said_at && toWireTime(said_at),
    rank,
    score,
    foundBy: rank === null ? null : foundBy(parts),
    tokens,
  })
}

/** The parts of a score, as `ai_recall` gives them. */
function foundBy(parts: Item['parts']): 'words' | 'meaning' | 'both' | null {
  const { vector, terms } = (parts ?? {}) as { vector?: unknown; terms?: unknown }
  const hasMeaning = typeof vector === 'number' && vector > 0
  const hasWords = Array.isArray(terms) && terms.length > 0
  if (hasMeaning && hasWords) return 'both'
  return hasMeaning ? 'meaning' : hasWords ? 'words' : null
}
