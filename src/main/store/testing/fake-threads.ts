import type { Json } from '../../database/database.types'
import type { ThreadRow } from '../rows'
import { KithError } from '../../../shared/errors'
import type { FakePersonas } from './fake-personas'
import { clock, isInScope, merged, missing, resourceKeyOf, text, textOr } from './wire'
import type { Functions, Scope } from './wire'

export function createFakeThreads(userId: string, scope: Scope, personas: FakePersonas) {
  const threads = new Map<string, ThreadRow>()
  /** Whether there is such a thread, deleted or not. */
  const has = (id: Json | undefined) => {
    const thread = threads.get(text(id))
    return thread !== undefined && isInScope(scope, thread.resource_key)
  }
  const visible = (id: Json | undefined) => {
    const thread = has(id) ? threads.get(text(id)) : undefined
    return thread?.deleted_at === null ? thread : undefined
  }
  const view = (id: Json | undefined): ThreadRow[] => [visible(id)].filter((thread) => thread !== undefined)

  function make(id: string, personaId: Json | undefined, createdAt = clock()): ThreadRow {
    const thread: ThreadRow = {
      thread_id: id,
      persona_id: personas.require(personaId),
      resource_key: resourceKeyOf(userId, personaId),
      title: null,
      opening: '',
      metadata: {},
      pinned: false,
      archived: false,
      created_at: createdAt,
      updated_at: createdAt,
      last_message_at: createdAt,
      // Nobody who is tested with this looks at a list.
      preview: '',
      unread: false,
      message_count: 0,
      last_message_seq: null,
      deleted_at: null,
    }
    threads.set(id, thread)
    return thread
  }

  const functions: Functions = {
    ai_get_thread: ({ thread_id }) => view(thread_id),
    ai_save_thread({ thread_id, persona_id, title, metadata, created_at, updated_at }) {
      const id = text(thread_id)
      personas.require(persona_id)
      const present = threads.get(id)
      if (present && present.persona_id !== textOr(persona_id, null)) {
        throw new KithError('INVALID', { reason: 'the owner and the persona of a thread cannot change' })
      }
      const thread = present ?? make(id, persona_id, textOr(created_at, clock()))
      if (title) thread.title = text(title)
      thread.metadata = merged(thread.metadata, metadata)
      if (present || updated_at) thread.updated_at = textOr(updated_at, clock())
      return view(id)
    },
    ai_update_thread({ thread_id, title, metadata }) {
      const thread = visible(thread_id) ?? missing('thread')
      if (title !== undefined) thread.title = text(title) || null
      thread.metadata = merged(thread.metadata, metadata)
      thread.updated_at = clock()
      return view(thread_id)
    },
    ai_title_thread({ thread_id, title }) {
      const thread = visible(thread_id)
      if (!thread || thread.title !== null) return false
      thread.title = text(title) || null
      return true
    },
    ai_delete_thread({ thread_id }) {
      const thread = visible(thread_id)
      if (thread) thread.deleted_at = clock()
    },
  }
  return { functions, visible, has, make }
}

export type FakeThreads = ReturnType<typeof createFakeThreads>
