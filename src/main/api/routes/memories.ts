import { z } from 'zod'
import {
  importance,
  memory,
  memoryCursor,
  memoryKind,
  memorySort,
  memoryState,
} from '../../../shared/contract/memories'
import { MEMORY_LIMIT } from '../../../shared/domain/limits'
import { toStorableText } from '../../../shared/domain/stored-text'
import { KithError } from '../../../shared/errors'
import type { Caller } from '../caller'
import { claimed, requireOwn } from '../claims'
import { cursorText, pageLimit, personaInQuery, readCursor, scopeOf, writeCursor } from '../cursor'
import { endpoint, json } from '../endpoint'
import type { ApiParts } from '../kith'

export const listMemories = endpoint({
  method: 'get',
  path: '/api/memories',
  access: 'read',
  summary: 'List memories',
  description: 'What is remembered, page by page; the notes of a persona and what is only proposed are not among them.',
  query: z.strictObject({
    personaId: personaInQuery,
    state: memoryState.default('active'),
    sort: memorySort.default('newest'),
    kind: z.string().max(40).optional(),
    containing: z.string().max(500).optional(),
    cursor: cursorText,
    limit: pageLimit,
  }),
  answer: {
    status: 200,
    description: 'A page, and where the next one begins.',
    schema: z.object({ memories: z.array(memory), next: z.string().nullable() }),
  },
  async handle({ query: { personaId, cursor, ...query } }, { caller }) {
    const before = readCursor(memoryCursor, cursor)
    const page = await caller.contract.memories.list({ ...scopeOf(personaId), ...query, before })
    return json({ memories: page.memories, next: writeCursor(page.next) })
  },
})

export const createMemory = ({ tell }: Pick<ApiParts, 'tell'>) =>
  endpoint({
    method: 'post',
    path: '/api/memories',
    access: 'write',
    summary: 'Remember something',
    description:
      'As the owner’s own memory, in use at once. Which key or account it came from is kept with it. Repeatable with the same `memoryId`.',
    body: z.strictObject({
      ...claimed,
      memoryId: z.uuid().optional().meta({ description: 'Made here when left out.' }),
      personaId: z.uuid().nullable().default(null),
      content: z.string().trim().min(1).max(MEMORY_LIMIT),
      kind: memoryKind.default('fact'),
      importance: importance.default('normal'),
      pinned: z.boolean().default(false),
    }),
    answer: { status: 201, description: 'The memory.', schema: memory },
    problems: ['NOT_YOURS'],
    async handle({ body }, { caller }) {
      requireOwn(caller, body.personaId, body)
      const memoryId = body.memoryId ?? crypto.randomUUID()
      const rows = await caller.call('ai_save_memory', {
        memory_id: memoryId,
        persona_id: body.personaId ?? undefined,
        content: toStorableText(body.content),
        content_json: { kith_api: madeBy(caller) },
        memory_type: body.kind,
        importance: body.importance,
        pinned: body.pinned,
      })
      if (rows.length === 0) throw new KithError('NOT_FOUND', { kind: 'memory' })
      if (caller.isOwner) tell({ kind: 'memories', personaId: body.personaId })
      const { memory: made } = await caller.contract.memories.get({ memoryId })
      return json(made, 201)
    },
  })

function madeBy({ key, userId }: Caller): { key: string; keyName: string } | { user: string } {
  return key ? { key: key.id, keyName: key.name } : { user: userId }
}
