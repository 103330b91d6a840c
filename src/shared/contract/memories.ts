// What a persona knows. The assistant proposes; only the owner writes.
import { z } from 'zod'
import { WORKING_MEMORY_LIMIT } from '../domain/limits'
import { route, time, uuid } from './base'

/** A persona's notes: Markdown that stands in every prompt of that persona. */
export const workingMemory = z.object({ content: z.string(), updatedAt: time.nullable() })
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
})
export type Memory = z.infer<typeof memory>

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

const ofPersona = z.object({ personaId: uuid.nullable() })
const content = z.string().trim().min(1).max(2_000)

export const memories = {
  workingMemory: route.input(ofPersona).output(workingMemory),
  saveWorkingMemory: route
    .input(ofPersona.extend({ content: z.string().max(WORKING_MEMORY_LIMIT) }))
    .output(workingMemory),

  proposals: route.input(ofPersona).output(z.array(proposal)),
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

  /** One page of the memories in use, newest first. */
  list: route
    .input(ofPersona.extend({ before: memoryCursor.optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ memories: z.array(memory), next: memoryCursor.nullable() })),
  update: route
    .input(
      z.object({
        memoryId: uuid,
        content: content.optional(),
        kind: memoryKind.optional(),
        importance: importance.optional(),
        pinned: z.boolean().optional(),
      }),
    )
    .output(memory),
  /** Takes it out of sight and out of use. */
  delete: route.input(z.object({ memoryId: uuid })).output(z.void()),
  /** Undoes `delete`. */
  restore: route.input(z.object({ memoryId: uuid })).output(z.void()),
}
