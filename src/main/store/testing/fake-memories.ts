import type { Database } from '../../database/database.types'
import type { WorkingMemoryRow } from '../mapping'
import { clock, merged, resourceKeyOf, text, textOr } from './wire'
import type { Functions } from './wire'

type Proposal = Database['public']['CompositeTypes']['ai_proposal_view']
type Persona = Database['public']['Tables']['ai_personas']['Row']

export function createFakeMemories(userId: string) {
  const personas: Persona[] = []
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
    ai_list_personas: () => personas.filter((persona) => persona.archived_at === null),
    ai_save_persona({ id, name, instructions, accent }) {
      const given = { name: text(name), instructions: text(instructions), accent: text(accent) }
      const present = personas.find((persona) => persona.id === id)
      if (present) return [Object.assign(present, given)]
      const now = clock()
      const persona = {
        ...given,
        id: text(id),
        user_id: userId,
        settings: {},
        archived_at: null,
        created_at: now,
        updated_at: now,
      }
      personas.push(persona)
      return [persona]
    },
    ai_get_working_memory: ({ persona_id }) =>
      [notes.get(resourceKeyOf(userId, persona_id))].filter((row) => row !== undefined),
    ai_save_working_memory({ persona_id, content, metadata }) {
      const key = resourceKeyOf(userId, persona_id)
      const now = clock()
      const row = notes.get(key) ?? {
        memory_id: crypto.randomUUID(),
        resource_key: key,
        content: '',
        metadata: {},
        created_at: now,
        updated_at: now,
      }
      if (content !== undefined) row.content = text(content)
      row.metadata = merged(row.metadata, metadata)
      row.updated_at = now
      notes.set(key, row)
      return [row]
    },
    ai_propose_memory({ memory_id, content, persona_id, source_thread_id, source_message_id }) {
      const key = resourceKeyOf(userId, persona_id)
      const known = [
        ...(notes.get(key)?.content ?? '').split('\n'),
        ...proposals
          .filter((one) => one.resource_key === key && one.memory_id !== memory_id)
          .map((one) => one.content ?? ''),
      ]
      const present = proposals.find((one) => one.memory_id === memory_id)
      if (!present && !known.some((line) => saying(line) === saying(text(content)))) {
        proposals.push({
          memory_id: text(memory_id),
          resource_key: key,
          persona_id: textOr(persona_id, null),
          content: text(content),
          source_thread_id: textOr(source_thread_id, null),
          source_message_id: textOr(source_message_id, null),
          created_at: clock(),
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
