// How Kith becomes a newer one. Nothing is fetched and nothing installed without its owner's word.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { route, time } from './base'
import { failure } from './session'

/** `beta`: versions that are tried out before all others get them, too. */
export const updateChannel = z.enum(['stable', 'beta'])
export type UpdateChannel = z.infer<typeof updateChannel>

export const updateChoice = z.object({
  channel: updateChannel,
  /** Whether Kith asks once a day by itself. */
  isAutomatic: z.boolean(),
})
export type UpdateChoice = z.infer<typeof updateChoice>

const version = z.string()

export const updateState = z.discriminatedUnion('phase', [
  /** Kith cannot do it by itself here: it runs from its source, or was unpacked by hand. */
  z.object({ phase: z.literal('elsewhere'), how: z.enum(['source', 'by-hand']) }),
  /** No newer one is known. When that was asked last; null: not since Kith started. */
  z.object({ phase: z.literal('current'), checkedAt: time.nullable() }),
  z.object({ phase: z.literal('checking') }),
  z.object({ phase: z.literal('available'), version }),
  z.object({ phase: z.literal('downloading'), version, percent: z.int().min(0).max(100) }),
  /** It is here. When Kith is quit it is installed, or when its owner says so. */
  z.object({ phase: z.literal('downloaded'), version }),
  /** It is wanted, and waits until no answer is being written. */
  z.object({ phase: z.literal('waiting'), version }),
  /** `version` is the one that could not be fetched or installed; null: it could not be asked for one. */
  z.object({ phase: z.literal('failed'), version: version.nullable(), failure }),
])
export type UpdateState = z.infer<typeof updateState>

export const updatesView = z.object({ choice: updateChoice, state: updateState })
export type UpdatesView = z.infer<typeof updatesView>

export const updates = {
  /** How it stands at once, then whenever that changes. */
  watch: route.output(eventIterator(updatesView)),
  choose: route.input(updateChoice).output(z.void()),
  /** Asks now whether there is a newer one. What came of it is in the state. Does nothing while something is under way. */
  check: route.output(z.void()),
  /** Fetches the one there is. Resolves at once. */
  download: route.output(z.void()),
  /** Ends Kith and starts the new one, as soon as no answer is being written. Resolves at once. */
  install: route.output(z.void()),
  /** Takes `install` back while it waits. */
  postpone: route.output(z.void()),
}
