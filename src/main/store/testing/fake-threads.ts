import type { Json } from '../../database/database.types'
import type { ThreadRow } from '../mapping'
import { clock, merged, missing, resourceKeyOf, text, textOr } from './wire'
import type { Functions } from './wire'

export interface FakeThread extends ThreadRow {
  deleted: boolean
}

export function createFakeThreads(userId: string) {
  const threads = new Map<string, FakeThread>()
  const visible = (id: Json | undefined) => {
    const thread = threads.get(text(id))
    return thread && !thread.deleted ? thread : undefined
  }
  const view = (id: Json | undefined): ThreadRow[] => {
    const thread = visible(id)
    if (!thread) return []
    const { deleted: _, ...row } = thread
    return [row]
  }

  function make(id: string, personaId: string | null, createdAt = clock()): FakeThread {
    const thread: FakeThread = {
      thread_id: id,
      persona_id: personaId,
      resource_key: resourceKeyOf(userId, personaId),
      title: null,
      opening: '',
      metadata: {},
      pinned: false,
      archived: false,
      created_at: createdAt,
      updated_at: createdAt,
      last_message_at: createdAt,
      deleted: false,
    }
    threads.set(id, thread)
    return thread
  }

  const functions: Functions = {
    ai_get_thread: ({ thread_id }) => view(thread_id),
    ai_save_thread({ thread_id, persona_id, title, metadata, created_at }) {
      const id = text(thread_id)
      const present = threads.get(id)
      const thread = present ?? make(id, textOr(persona_id, null), textOr(created_at, clock()))
      if (title) thread.title = text(title)
      thread.metadata = merged(thread.metadata, metadata)
      if (present) thread.updated_at = clock()
      return view(id)
    },
    ai_update_thread({ thread_id, title, metadata }) {
      const thread = visible(thread_id) ?? missing('thread')
      if (title !== undefined) thread.title = text(title) || null
      thread.metadata = merged(thread.metadata, metadata)
      thread.updated_at = clock()
      return view(thread_id)
    },
    ai_delete_thread({ thread_id }) {
      const thread = visible(thread_id)
      if (thread) thread.deleted = true
    },
  }
  return { functions, visible, has: (id: string) => threads.has(id), make }
}

export type FakeThreads = ReturnType<typeof createFakeThreads>
