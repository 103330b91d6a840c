// A thread as it is read for a file, page by page, so that no thread is ever in memory as a whole.
import type { Message } from '../../../shared/contract/chat'
import { KithError } from '../../../shared/errors'
import { remembers, toMessage } from '../../assistant'
import type { Call } from '../../database/call'
import type { Database, Json } from '../../database/database.types'

const PAGE = 200

export type TreeRow = Database['public']['CompositeTypes']['ai_tree_message']

export interface ThreadToSave {
  id: string
  title: string | null
  /** The beginning of its first message; empty while there is none. */
  opening: string
  personaName: string | null
  createdAt: string
  lastMessageAt: string
  remembers: boolean
  /** Those that answered in it, by name. */
  models: string[]
  /** What its owner noted on it. */
  metadata: Record<string, Json>
}

/** Throws NOT_FOUND. */
export async function readThreadToSave(call: Call, threadId: string): Promise<ThreadToSave> {
  const [[thread], entries, models] = await Promise.all([
    call('ai_get_thread', { thread_id: threadId }),
    call('ai_list_metadata', { thread_id: threadId }),
    modelsOf(call, threadId),
  ])
  if (!thread || thread.deleted_at !== null) throw new KithError('NOT_FOUND', { kind: 'thread' })
  return {
    id: threadId,
    title: thread.title,
    opening: thread.opening ?? '',
    personaName: await nameOf(call, thread.persona_id),
    createdAt: new Date(thread.created_at ?? '').toISOString(),
    lastMessageAt: new Date(thread.last_message_at ?? '').toISOString(),
    remembers: remembers(thread.metadata),
    models,
    metadata: Object.fromEntries(
      entries.filter(({ key }) => !/^(mastra|kith)\./.test(key)).map(({ key, value }) => [key, value]),
    ),
  }
}

/** What is shown of it, oldest first. */
export async function* pathOf(call: Call, threadId: string): AsyncGenerator<Message> {
  for (let after = 0, isMore = true; isMore;) {
    const rows = await call('ai_list_path', { thread_id: threadId, max_rows: PAGE, after_seq: after })
    for (const row of rows) yield toMessage(row)
    after = rows.at(-1)?.seq ?? after
    isMore = rows.length === PAGE
  }
}

/** All its messages, every version, each after the one it follows. */
export async function* treeOf(call: Call, threadId: string): AsyncGenerator<TreeRow> {
  for (let after = 0, isMore = true; isMore;) {
    const rows = await call('ai_list_tree', { thread_id: threadId, max_rows: PAGE, after_seq: after })
    yield* rows
    after = rows.at(-1)?.seq ?? after
    isMore = rows.length === PAGE
  }
}

/** By the last hundred runs: who answers changes seldom. */
async function modelsOf(call: Call, threadId: string): Promise<string[]> {
  const runs = await call('ai_list_runs', { thread_id: threadId, max_rows: 100 })
  const names = runs.map(({ model }) => (model as { model?: unknown } | null)?.model)
  return [...new Set(names.filter((name) => typeof name === 'string'))].toReversed()
}

async function nameOf(call: Call, personaId: string | null): Promise<string | null> {
  if (personaId === null) return null
  const personas = await call('ai_list_personas', { include_archived: true })
  return personas.find(({ id }) => id === personaId)?.name ?? null
}
