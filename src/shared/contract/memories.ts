// What a persona knows. The assistant proposes; only the owner writes.
import { z } from 'zod'
import { MEMORY_LIMIT, NOTES_TEMPLATE_LIMIT, TAG_LIMIT, TAGS_LIMIT, WORKING_MEMORY_LIMIT } from '../domain/limits'
import { route, time, uuid } from './base'

/** A persona's notes: Markdown that stands in every prompt of that persona. */
export const workingMemory = z.object({
  /** Null before anything was written. */
  id: uuid.nullable(),
  content: z.string(),
  /** 0 before anything was written. */
  version: z.number(),
  updatedAt: time.nullable(),
})
export type WorkingMemory = z.infer<typeof workingMemory>

/** What a durable memory can be. Those of other programs may be of other kinds. */
export const memoryKind = z.enum(['fact', 'preference', 'event', 'instruction'])
export type MemoryKind = z.infer<typeof memoryKind>

export const importance = z.enum(['low', 'normal', 'high', 'critical'])
export type Importance = z.infer<typeof importance>

/** Something kept for good: recalled where it matters. */
export const memory = z.object({
  id: uuid,
  personaId: uuid.nullable(),
  kind: z.string(),
  content: z.string(),
  importance,
  pinned: z.boolean(),
  /** The person's words it was learned from. */
  quote: z.string().nullable(),
  /** Accepted because its owner accepts its kind without being asked. */
  isAutomatic: z.boolean(),
  sourceThreadId: uuid.nullable(),
  sourceMessageId: uuid.nullable(),
  version: z.number(),
  createdAt: time,
  updatedAt: time,
  status: z.enum(['proposed', 'active', 'archived']),
  /** The memory it became part of. */
  mergedInto: uuid.nullable(),
  deletedAt: time.nullable(),
  /** In how many answers, and in which last. */
  usedCount: z.number(),
  lastUsedAt: time.nullable(),
})
export type Memory = z.infer<typeof memory>

/** What a memory, or the notes, were until a change. */
export const memoryVersion = z.object({
  version: z.number(),
  kind: z.string(),
  content: z.string(),
  importance,
  status: z.enum(['proposed', 'active', 'archived']),
  pinned: z.boolean(),
  changedAt: time,
  changedBy: z.enum(['owner', 'assistant']),
})
export type MemoryVersion = z.infer<typeof memoryVersion>

/** An answer for which a memory was considered. */
export const memoryUse = z.object({
  runId: uuid,
  threadId: uuid,
  threadTitle: z.string().nullable(),
  /** The answer; null when it is gone. */
  messageId: uuid.nullable(),
  usedAt: time,
  /** Given to the model, or left out. */
  used: z.boolean(),
})
export type MemoryUse = z.infer<typeof memoryUse>

/** A memory with where it comes from, what it was, the latest of them, and what it was used for. */
export const memoryDetail = z.object({
  memory,
  tags: z.array(z.string()),
  /** The latest 50, newest first. */
  versions: z.array(memoryVersion),
  /** The latest 20, newest first. */
  uses: z.array(memoryUse),
  mergedFrom: z.array(uuid),
})
export type MemoryDetail = z.infer<typeof memoryDetail>

export const memorySort = z.enum(['newest', 'updated', 'importance', 'last_used', 'most_used'])
export type MemorySort = z.infer<typeof memorySort>

/** In use, kept and not used, or deleted. */
export const memoryState = z.enum(['active', 'archived', 'deleted'])
export type MemoryState = z.infer<typeof memoryState>

/** What the assistant would like to remember: a line of the notes (kind `working`), or a memory. */
export const proposal = z.object({
  id: uuid,
  personaId: uuid.nullable(),
  kind: z.string(),
  content: z.string(),
  importance,
  quote: z.string().nullable(),
  /** A memory of the same persona beside which it stands. */
  related: z.object({ relation: z.enum(['updates', 'contradicts', 'resembles']), memory }).nullable(),
  sourceThreadId: uuid.nullable(),
  sourceMessageId: uuid.nullable(),
  createdAt: time,
})
export type Proposal = z.infer<typeof proposal>

/** Where a page of the memories ended. */
export const memoryCursor = z.object({ rank: z.number(), at: time, id: uuid })
export type MemoryCursor = z.infer<typeof memoryCursor>

/** What `reject` took away, to bring it back. It is the database's, and means nothing here. */
const rejected = z.record(z.string(), z.unknown())

/** What `decide` did, to take it back. */
const decided = z.object({ accepted: z.array(uuid).max(500), rejected: z.array(rejected).max(500) })
export type DecidedTogether = z.infer<typeof decided>

const ofPersona = z.object({ personaId: uuid.nullable() })
/** Of one persona, or of all: then `personaId` says nothing. */
const ofScope = ofPersona.extend({ all: z.boolean().default(false) })
const content = z.string().trim().min(1).max(MEMORY_LIMIT)
const tag = z.string().trim().min(1).max(TAG_LIMIT)

export const memories = {
  workingMemory: route.input(ofPersona).output(workingMemory),
  saveWorkingMemory: route
    .input(
      ofPersona.extend({
        content: z.string().max(WORKING_MEMORY_LIMIT),
        /** Throws CONFLICT when they are another one by now. */
        expectedVersion: z.int().optional(),
      }),
    )
    .output(workingMemory),
  /** How notes would stand in the prompt, word for word. */
  previewNotes: route
    .input(
      z.object({
        content: z.string().max(WORKING_MEMORY_LIMIT),
        /** The persona's: it stands there while there are no notes. */
        template: z.string().max(NOTES_TEMPLATE_LIMIT).default(''),
      }),
    )
    .output(z.object({ text: z.string(), tokens: z.int() })),

  proposals: route.input(ofScope).output(z.array(proposal)),
  /** A line is added to the notes, another kind is a memory from now on; as proposed or as edited. Safe to repeat. */
  accept: route.input(z.object({ proposalId: uuid, content: content.optional() })).output(workingMemory),
  /** The proposal takes the place of a memory, which is archived. Safe to repeat. */
  replace: route.input(z.object({ proposalId: uuid, memoryId: uuid, content: content.optional() })).output(z.void()),
  /** The memory says this from now on, and the proposal is part of it. */
  merge: route
    .input(z.object({ proposalId: uuid, memoryId: uuid, content }))
    .output(z.object({ /** What the memory was before. */ version: z.number() })),
  /**
   * Undoes `accept`, `replace` and, with what it returned, `merge`: it is a proposal again. Throws CONFLICT when it, or the
   * place of its line in the notes, was changed since.
   */
  reconsider: route
    .input(z.object({ proposalId: uuid, merged: z.object({ memoryId: uuid, version: z.number() }).optional() }))
    .output(z.void()),
  /** Keeps nothing, and it is not proposed again. Safe to repeat. */
  reject: route.input(z.object({ proposalId: uuid })).output(z.object({ rejected: rejected.nullable() })),
  /** Undoes `reject`. */
  unreject: route.input(z.object({ rejected })).output(z.void()),
  /** Several in one call, as they were proposed: remembered, or not. What does not wait any more is left out. */
  decide: route.input(z.object({ proposalIds: z.array(uuid).min(1).max(500), remember: z.boolean() })).output(decided),
  /** Undoes `decide`, as far as nothing was changed since. */
  undecide: route.input(decided).output(z.void()),

  /** One page of the memories, without the notes. What is not given does not filter. */
  list: route
    .input(
      ofScope.extend({
        state: memoryState.default('active'),
        sort: memorySort.default('newest'),
        kind: z.string().max(40).optional(),
        pinned: z.boolean().optional(),
        tag: tag.optional(),
        /** As typed, capital letters or not. */
        containing: z.string().max(500).optional(),
        before: memoryCursor.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ memories: z.array(memory), next: memoryCursor.nullable() })),
  /** How many memories there are of each kind and state, without notes and proposals. */
  counts: route
    .input(ofScope)
    .output(z.array(z.object({ kind: z.string(), state: memoryState, count: z.number(), pinned: z.number() }))),
  /** The first 200 tags, by name. */
  tags: route.input(ofScope).output(z.array(z.object({ tag: z.string(), count: z.number() }))),
  /** One memory, deleted or not. */
  get: route.input(z.object({ memoryId: uuid })).output(memoryDetail),
  /** Earlier versions of a memory, or of notes, newest first. */
  versions: route
    .input(z.object({ memoryId: uuid, before: z.int().optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.array(memoryVersion)),

  /** The owner's own. Safe to repeat with the same id. */
  create: route
    .input(
      ofPersona.extend({
        memoryId: uuid,
        content,
        kind: memoryKind,
        importance,
        pinned: z.boolean(),
      }),
    )
    .output(memory),
  update: route
    .input(
      z.object({
        memoryId: uuid,
        content: content.optional(),
        kind: memoryKind.optional(),
        importance: importance.optional(),
        pinned: z.boolean().optional(),
        archived: z.boolean().optional(),
        /** Throws CONFLICT when it is another one by now. */
        expectedVersion: z.int().optional(),
      }),
    )
    .output(memory),
  setTags: route.input(z.object({ memoryId: uuid, tags: z.array(tag).max(TAGS_LIMIT) })).output(z.void()),
  /** Several in one step. Those that are not there, and not memories, are left out. Safe to repeat. */
  change: route
    .input(
      z.object({
        memoryIds: z.array(uuid).min(1).max(500),
        pinned: z.boolean().optional(),
        archived: z.boolean().optional(),
        deleted: z.boolean().optional(),
      }),
    )
    .output(z.object({ changed: z.number() })),
  /** Says again what it said in that version. */
  restoreVersion: route.input(z.object({ memoryId: uuid, version: z.int() })).output(z.void()),
  /** Another memory becomes part of this one, which says `content` from now on; it is archived and knows by which. */
  combine: route
    .input(z.object({ memoryId: uuid, otherId: uuid, content }))
    .output(z.object({ /** What this one was before: for `separate`. */ version: z.number() })),
  /** Undoes `combine`: both are what they were. Throws CONFLICT when one of them was changed since. */
  separate: route.input(z.object({ memoryId: uuid, otherId: uuid, version: z.number() })).output(z.void()),
  /** Takes it out of sight and out of use. */
  delete: route.input(z.object({ memoryId: uuid })).output(z.void()),
  /** Undoes `delete`. */
  restore: route.input(z.object({ memoryId: uuid })).output(z.void()),
}
