// What one persona may read of another: memories of a kind, or one memory. Threads never.
import { z } from 'zod'
import { route, time, uuid } from './base'

export const grant = z.object({
  id: uuid,
  /** Whose memories they are, and who may read them. Null: no persona. */
  from: uuid.nullable(),
  to: uuid.nullable(),
  /** All memories of this kind, those to come included; null where it is one memory. */
  kind: z.string().nullable(),
  memory: z.object({ id: uuid, content: z.string() }).nullable(),
  /** How many memories that are in use it opens now. */
  count: z.int(),
  givenAt: time,
})
export type Grant = z.infer<typeof grant>

/** What there is to give: how many memories of a kind are in use. */
export const givable = z.object({ kind: z.string(), count: z.int() })
export type Givable = z.infer<typeof givable>

export const grants = {
  /** Those from and to a persona, oldest first. */
  list: route.input(z.object({ personaId: uuid.nullable() })).output(z.array(grant)),
  givable: route.input(z.object({ personaId: uuid.nullable() })).output(z.array(givable)),
  /** Gives whole kinds. What is given already stays given. */
  give: route
    .input(
      z.object({
        from: uuid.nullable(),
        to: uuid.nullable(),
        kinds: z.array(z.string().min(1).max(40)).min(1).max(50),
      }),
    )
    .output(z.array(grant)),
  /** Gives one memory. Given already: that grant. */
  giveMemory: route
    .input(z.object({ memoryId: uuid, from: uuid.nullable(), to: uuid.nullable() }))
    .output(z.array(grant)),
  /** Takes it back: from the next answer on nothing of it is read. Safe to repeat. */
  take: route.input(z.object({ grantId: uuid })).output(z.void()),
}
