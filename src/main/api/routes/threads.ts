import { z } from 'zod'
import { messagePage } from '../../../shared/contract/chat'
import { thread, threadCursor } from '../../../shared/contract/threads'
import { METADATA_VALUE_LIMIT, THREAD_TITLE_LIMIT } from '../../../shared/domain/limits'
import { makeResourceKey } from '../../../shared/domain/resource-key'
import { toStorableText } from '../../../shared/domain/stored-text'
import { KithError } from '../../../shared/errors'
import type { Caller } from '../caller'
import { claimed, requireOwn } from '../claims'
import { cursorText, pageLimit, personaInQuery, readCursor, scopeOf, writeCursor } from '../cursor'
import { endpoint, json } from '../endpoint'
import type { ApiParts } from '../kith'

const ownThread = thread.extend({
  resourceId: z.string().meta({ description: '`user:persona`, as Mastra calls the owner of a thread.' }),
})

/** A UUID or null; the word `null`, too, as it comes out of a script's quotes. */
const personaInBody = z.union([z.uuid(), z.null(), z.literal('null')]).default(null)

export const createThread = ({ tell }: Pick<ApiParts, 'tell'>) =>
  endpoint({
    method: 'post',
    path: '/api/threads',
    access: 'write',
    summary: 'Make a thread',
    description: 'Repeatable with the same `threadId`.',
    body: z.strictObject({
      ...claimed,
      threadId: z.uuid().optional().meta({ description: 'Made here when left out.' }),
      personaId: personaInBody.meta({ description: 'Whose thread it is, for good; null for no persona.' }),
      title: z.string().max(THREAD_TITLE_LIMIT).nullable().default(null),
      metadata: z
        .record(z.string(), z.json())
        .refine(
          (value) => Buffer.byteLength(JSON.stringify(value)) <= METADATA_VALUE_LIMIT,
          `It has at most ${METADATA_VALUE_LIMIT.toLocaleString('en')} bytes.`,
        )
        .optional(),
    }),
    answer: { status: 201, description: 'The thread.', schema: ownThread },
    problems: ['NOT_YOURS'],
    async handle({ body }, { caller }) {
      const personaId = body.personaId === 'null' ? null : body.personaId
      requireOwn(caller, personaId, body)
      const threadId = body.threadId ?? crypto.randomUUID()
      const rows = await caller.call('ai_save_thread', {
        thread_id: threadId,
        persona_id: personaId ?? undefined,
        title: body.title === null ? undefined : toStorableText(body.title.trim()),
        metadata: body.metadata,
      })
      // It was deleted before.
      if (rows.length === 0) throw new KithError('NOT_FOUND', { kind: 'thread' })
      if (caller.isOwner) tell({ kind: 'threads', threadId })
      return json(owned(caller, await caller.contract.threads.get({ threadId })), 201)
    },
  })

export const listThreads = endpoint({
  method: 'get',
  path: '/api/threads',
  access: 'read',
  summary: 'List threads',
  description: 'Newest message first, page by page.',
  query: z.strictObject({
    personaId: personaInQuery,
    archived: z.stringbool().default(false),
    cursor: cursorText,
    limit: pageLimit,
  }),
  answer: {
    status: 200,
    description: 'A page, and where the next one begins.',
    schema: z.object({ threads: z.array(ownThread), next: z.string().nullable() }),
  },
  async handle({ query }, { caller }) {
    const page = await caller.contract.threads.list({
      ...scopeOf(query.personaId),
      archived: query.archived,
      before: readCursor(threadCursor, query.cursor),
      limit: query.limit,
    })
    return json({ threads: page.threads.map((one) => owned(caller, one)), next: writeCursor(page.next) })
  },
})

export const listMessages = endpoint({
  method: 'get',
  path: '/api/threads/{id}/messages',
  access: 'read',
  summary: 'Read messages',
  description:
    'What is shown of a thread, oldest first: its end, or what ends before `before` or begins after `after`, both a `seq`, or has the message `around` in its middle.',
  params: z.object({ id: z.uuid() }),
  query: z
    .strictObject({
      before: z.coerce.number().int().optional(),
      after: z.coerce.number().int().optional(),
      around: z.uuid().optional(),
      limit: pageLimit,
    })
    .refine(
      ({ before, after, around }) => [before, after, around].filter((one) => one !== undefined).length <= 1,
      'Of `before`, `after` and `around` one at most.',
    ),
  answer: { status: 200, description: 'A page, and whether there is more on either side.', schema: messagePage },
  async handle({ params, query }, { caller }) {
    // A thread that is not there has no messages; that is not the same as one without any.
    await caller.contract.threads.get({ threadId: params.id })
    return json(await caller.contract.chat.messages({ threadId: params.id, ...query }))
  },
})

function owned(caller: Caller, one: z.infer<typeof thread>): z.infer<typeof ownThread> {
  return { ...one, resourceId: makeResourceKey(caller.userId, one.personaId) }
}
