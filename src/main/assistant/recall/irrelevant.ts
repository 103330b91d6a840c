// What its owner has marked as not relevant, here or where much the same was asked.
import type { Call } from '../../database/call'
import type { Recalled } from './recalled'

const LONGEST_QUESTION = 4_000

export type Irrelevant = (item: Pick<Recalled, 'kind' | 'id'>) => boolean

export async function readIrrelevant(
  call: Call,
  { threadId, question, signal }: { threadId: string; question: string; signal: AbortSignal },
): Promise<Irrelevant> {
  const rows = await listIrrelevant(call, threadId, question, signal)
  const marked = new Set(rows.map(({ kind, item_id }) => `${kind} ${item_id}`))
  return ({ kind, id }) => marked.has(`${kind} ${id}`)
}

/** The marks that hold for a question in a thread, the latest first. */
export function listIrrelevant(call: Call, threadId: string, question: string, signal?: AbortSignal) {
  const query = question.slice(0, LONGEST_QUESTION).toWellFormed()
  return call('ai_list_irrelevant', { thread_id: threadId, query }, signal ? { signal } : {})
}
