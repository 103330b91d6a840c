// Receipts as the contract says them.
import { receipt, receiptFile, receiptItem } from '../../shared/contract/receipts'
import type { Receipt, ReceiptNotes } from '../../shared/contract/receipts'
import { wordsOfTerms } from '../../shared/domain/found-words'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database } from '../database/database.types'

type Types = Database['public']['CompositeTypes']
type Item = Types['ai_receipt_item']

const MOST_WORDS = 3

/** @param marked what is not relevant to the question, by kind and id, and since when. */
export function toReceipt(
  { run_id, model, usage, cost, items }: Types['ai_receipt_view'],
  marked: ReadonlyMap<string, string | null>,
): Receipt {
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
    items: rows.filter(({ kind }) => kind === 'message' || kind === 'memory').map((row) => toItem(row, marked)),
    files: rows.filter(({ kind }) => kind === 'attachment').map(toFile),
    notes: toNotes(rows.filter(({ kind }) => kind === 'working_memory')),
    given: {
      instructions: tokensOf('instructions'),
      notes: tokensOf('working_memory'),
      history: tokensOf('history'),
      messages: history?.messages ?? 0,
      tools: tokensOf('tools'),
    },
  })
}

export const nameOf = (kind: string | null, id: string | null) => `${kind} ${id}`

function toNotes(rows: readonly Item[]): ReceiptNotes | null {
  const notes = rows.find(({ item_id }) => item_id !== null)
  if (!notes?.item_id || notes.said === null || notes.current_version === null) return null
  const lines = rows.map(({ used, parts }) => (used ? [] : (parts as { lines?: unknown } | null)?.lines))
  return {
    id: notes.item_id,
    version: notes.current_version,
    content: notes.said,
    isChanged: notes.state === 'changed',
    leftOut: lines.reduce<number>((sum, some) => sum + (Array.isArray(some) ? some.length : 0), 0),
  }
}

function toFile({ item_id, used, reason, tokens, said }: Item) {
  // The name is the file's: where that is forgotten, it is.
  return receiptFile.parse({ id: item_id, name: said, used, reason: reason === 'forgotten' ? 'gone' : reason, tokens })
}

function toItem(row: Item, marked: ReadonlyMap<string, string | null>) {
  const { kind, item_id, used, reason, state, said, role, thread_id, thread_title, persona_id, said_at } = row
  const { rank, score, tokens, parts } = row
  const { closeness, terms } = (parts ?? {}) as { closeness?: unknown; terms?: unknown }
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
    closeness: typeof closeness === 'number' ? Math.min(1, Math.max(0, closeness)) : null,
    foundBy: rank === null ? null : foundBy(parts),
    words: Array.isArray(terms) ? wordsOfTerms(said ?? '', terms.map(String), MOST_WORDS) : [],
    tokens,
    irrelevantSince: marked.get(nameOf(kind, item_id)) ?? null,
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
