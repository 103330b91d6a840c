import { KithError } from '../../../shared/errors'
import type { Database } from '../../database/database.types'
import type { WorkingMemoryRow } from '../rows'
import type { FakeMessages } from './fake-messages'
import type { FakePersonas } from './fake-personas'
import type { FakeThreads } from './fake-threads'
import { clock, isInScope, merged, missing, notAllowed, resourceKeyOf, text, textOr } from './wire'
import type { Functions, Scope } from './wire'

type Proposal = Database['public']['CompositeTypes']['ai_proposal_view']

interface Neighbours {
  personas: FakePersonas
  threads: FakeThreads
  messages: FakeMessages
}

export function createFakeMemories(userId: string, scope: Scope, { personas, threads, messages }: Neighbours) {
  const notes = new Map<string, WorkingMemoryRow>()
  const proposals: (Proposal & { resource_key: string })[] = []
  const saying = (line: string) =>
    line
      .trim()
      .replace(/^[-*]\s+/, '')
      .replaceAll(/\s+/g, ' ')
      .replace(/[ .]+$/, '')
      .toLowerCase()

  const functions: Functions = {
    ai_get_working_memory: ({ persona_id }) =>
      [notes.get(resourceKeyOf(userId, persona_id))].filter(
        (row) => row !== undefined && isInScope(scope, row.resource_key),
      ),
    ai_open_prompt({ thread_id, before_seq, max_rows }) {
      const thread = threads.visible(thread_id)
      if (!thread) return []
      const { metadata, persona_id, resource_key, title, created_at, updated_at } = thread
      const [persona, mine] = [personas.find(persona_id), notes.get(text(resource_key))]
      return [
        {
          thread: { thread_id: text(thread_id), resource_key, title, metadata, created_at, updated_at },
          persona_id,
          persona: persona ?? null,
          notes: mine ?? null,
          messages: messages.functions['ai_list_path']?.({ thread_id, before_seq, max_rows }) ?? [],
        },
      ]
    },
    ai_save_working_memory({ persona_id, content, metadata }) {
      personas.require(persona_id)
      const key = resourceKeyOf(userId, persona_id)
      const now = clock()
      const row = notes.get(key) ?? {
        memory_id: crypto.randomUUID(),
        resource_key: key,
        content: textOr(content, ''),
        metadata: {},
        created_at: now,
        updated_at: now,
        version: 1,
      }
      if (content !== undefined && content !== row.content) {
        row.content = text(content)
        row.version = (row.version ?? 0) + 1
      }
      row.metadata = merged(row.metadata, metadata)
      row.updated_at = now
      notes.set(key, row)
      return [row]
    },
    ai_propose_memory({ memory_id, content, persona_id, source_thread_id, source_message_id }) {
      if (text(content).trim() === '') throw new KithError('INVALID', { reason: 'There is nothing in it to remember.' })
      personas.require(persona_id)
      if (source_thread_id !== undefined && !threads.has(source_thread_id)) missing('thread')
      if (source_message_id !== undefined && !messages.get(source_message_id)) missing('message')
      const key = resourceKeyOf(userId, persona_id)
      const known = [
        ...(notes.get(key)?.content ?? '').split('\n'),
        ...proposals
          .filter((one) => one.resource_key === key && one.memory_id !== memory_id)
          .map((one) => one.content ?? ''),
      ]
      const present = proposals.find((one) => one.memory_id === memory_id)
      if (!present && !known.some((line) => saying(line) === saying(text(content)))) {
        if (!isInScope(scope, key)) notAllowed()
        proposals.push({
          memory_id: text(memory_id),
          resource_key: key,
          persona_id: textOr(persona_id, null),
          content: text(content),
          source_thread_id: textOr(source_thread_id, null),
          source_message_id: textOr(source_message_id, null),
          created_at: clock(),
          memory_type: 'working',
          content_json: null,
          importance: 'normal',
        })
      }
      return proposals.filter((one) => one.memory_id === memory_id)
    },
  }
  return {
    functions,
    proposals: () => proposals.map(({ content, source_message_id }) => ({ content: content ?? '', source_message_id })),
  }
}
