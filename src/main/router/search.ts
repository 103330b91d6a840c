import { searchPage } from '../../shared/contract/search'
import type { Found } from '../../shared/contract/search'
import { toStorableText } from '../../shared/domain/stored-text'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database, Json } from '../database/database.types'
import { route } from './implement'

type FoundRow = Database['public']['CompositeTypes']['ai_found']

export const search = {
  find: route.search.find.handler(async ({ input, context, signal }) => {
    const began = performance.now()
    const { call, embeddings } = await context.lifecycle.services()
    const query = toStorableText(input.query)
    const stop = signal ?? new AbortController().signal
    const meant = input.byMeaning && query.trim() !== '' ? await embeddings.question(query.trim(), stop) : null
    const vector = meant && 'embedding' in meant ? meant : null
    // One more than asked for tells whether there is another page.
    const [head, ...rows] = await call(
      'ai_search_everything',
      {
        query,
        persona_id: input.personaId ?? undefined,
        all_personas: input.personaId === undefined,
        kinds: input.kind && [input.kind],
        role: input.role,
        since: input.since,
        until: input.until,
        tags: input.tags.map(toStorableText),
        has: input.has,
        ...(vector && { embedding: vector.embedding, embedding_model: vector.model }),
        max_rows: input.limit + 1,
        skip: input.skip,
      },
      { signal: stop },
    )
    const said = objectOf(head?.parts)
    return searchPage.parse({
      items: rows.slice(0, input.limit).map(toFound),
      next: rows.length > input.limit ? input.skip + input.limit : null,
      counts: { message: 0, memory: 0, thread: 0, metadata: 0, ...objectOf(said['counts']) },
      corrected: Object.entries(objectOf(said['corrected'])).map(([typed, word]) => ({ typed, meant: word })),
      took: Math.round(performance.now() - began),
      meaning: vector ? 'used' : meant ? 'missing' : 'off',
    })
  }),
}

function toFound(row: FoundRow): Found {
  return {
    kind: row.kind as Found['kind'],
    id: (row.metadata_id ??
      (row.kind === 'memory' ? row.memory_id : null) ??
      row.message_id ??
      row.thread_id) as string,
    threadId: row.thread_id,
    messageId: row.message_id,
    memoryId: row.memory_id,
    personaId: row.persona_id,
    title: row.title,
    key: row.key,
    role: row.role === 'user' || row.role === 'assistant' ? row.role : null,
    memoryKind: row.memory_type,
    isShown: row.selected ?? true,
    status: row.status,
    at: toWireTime(row.created_at ?? new Date(0).toISOString()),
    snippet: row.snippet ?? '',
  }
}

function objectOf(json: Json | null | undefined): Record<string, Json> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, Json>) : {}
}
