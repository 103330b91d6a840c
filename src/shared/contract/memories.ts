// What a persona knows. The assistant proposes; only the owner writes.
import { z } from 'zod'
import { WORKING_MEMORY_LIMIT } from '../domain/limits'
import { route, time, uuid } from './base'

/** A persona's notes: Markdown that stands in every prompt of that persona. */
export const workingMemory = z.object({ content: z.string(), updatedAt: time.nullable() })
export type WorkingMemory = z.infer<typeof workingMemory>

/** A line the assistant would like to add to the notes. */
export const proposal = z.object({
  id: uuid,
  personaId: uuid.nullable(),
  content: z.string(),
  sourceThreadId: uuid.nullable(),
  sourceMessageId: uuid.nullable(),
  createdAt: time,
})
export type Proposal = z.infer<typeof proposal>

const ofPersona = z.object({ personaId: uuid.nullable() })

export const memories = {
  workingMemory: route.input(ofPersona).output(workingMemory),
  saveWorkingMemory: route
    .input(ofPersona.extend({ content: z.string().max(WORKING_MEMORY_LIMIT) }))
    .output(workingMemory),
  proposals: route.input(ofPersona).output(z.array(proposal)),
  /** Adds the line to the notes, as proposed or as edited. Safe to repeat. */
  accept: route
    .input(z.object({ proposalId: uuid, content: z.string().min(1).max(2_000).optional() }))
    .output(workingMemory),
  /** Keeps nothing. Safe to repeat. */
  reject: route.input(z.object({ proposalId: uuid })).output(z.void()),
}
