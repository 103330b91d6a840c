// What in memory says the same, speaks against each other or was never used; and what its owner says about it.
import { z } from 'zod'
import { route, time, uuid } from './base'
import { memory } from './memories'
import { scope } from './statistics'

export const pairRelation = z.enum(['contradicts', 'opposite', 'updates', 'same', 'resembles', 'near'])
export type PairRelation = z.infer<typeof pairRelation>

/** Two memories of one persona, both in use. */
export const memoryPair = z.object({
  older: memory,
  newer: memory,
  /**
   * contradicts, updates, resembles: that was said when the newer one was proposed, and it was accepted. opposite: the same
   * words but for a "not". same, near: found.
   */
  relation: pairRelation,
})
export type MemoryPair = z.infer<typeof memoryPair>

const unusedCursor = z.object({ at: time, id: uuid })
export type UnusedCursor = z.infer<typeof unusedCursor>

export const health = {
  /** The first hundred. Those that were told apart are not among them. */
  pairs: route.input(scope).output(z.object({ pairs: z.array(memoryPair), isMore: z.boolean() })),
  /** One page of what is older than so many days and was put into no answer, oldest first. */
  unused: route
    .input(
      scope.extend({
        days: z.int().min(0).max(3650),
        after: unusedCursor.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ memories: z.array(memory), next: unusedCursor.nullable() })),

  /** These two are not the same and do not speak against each other: they are not named again; or that is taken back. */
  tellApart: route.input(z.object({ memoryId: uuid, otherId: uuid, apart: z.boolean() })).output(z.void()),
  /** It is kept although it was never used, and not named again; or that is taken back. */
  keep: route.input(z.object({ memoryId: uuid, keeps: z.boolean() })).output(z.void()),
}
