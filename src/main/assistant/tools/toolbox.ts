// The tools of one run: what the model is offered, what of it asks first, and how one is used.
import { KithError } from '../../../shared/errors'
import { inTime } from './in-time'
import { permissionOf } from './tool-settings'
import type { ToolSettings } from './tool-settings'
import type { Permission, Tool } from './tool'
import { mismatchOf } from './tame-schema'
import { toStorableJson } from '../../store/storable-json'

/** More than a model can choose from, and less than a provider refuses. */
export const MOST_OFFERED = 100
/** A tool that says nothing for this long has failed; the answer goes on. */
export const USE_WITHIN_MS = 90_000

export interface MissingServer {
  id: string
  name: string
  /** In words. */
  reason: string
}

export interface Toolbox {
  /** What the model is offered: all that was not forbidden, and no more than it can choose from. */
  offered: readonly Tool[]
  /** What was not forbidden either, and is too many. */
  leftOut: readonly Tool[]
  /** Servers this persona uses and that could not be used. */
  missing: readonly MissingServer[]
  asks(name: string): Tool | null
  byName(name: string): Tool | null
  byKey(key: string): Tool | null
  /** Rejects with words for the model: also when it takes too long, and at once when the signal aborts. */
  use(tool: Tool, args: unknown, signal: AbortSignal): Promise<unknown>
}

interface Given {
  missing?: readonly MissingServer[]
  within?: number | undefined
}

export function createToolbox(
  tools: readonly Tool[],
  settings: ToolSettings,
  { missing = [], within = USE_WITHIN_MS }: Given = {},
): Toolbox {
  const permissions = new Map<string, Permission>(tools.map((tool) => [tool.key, permissionOf(settings, tool)]))
  const allowed = tools.filter((tool) => permissions.get(tool.key) !== 'never')
  const offered = allowed.slice(0, MOST_OFFERED)
  const byName = new Map(offered.map((tool) => [tool.name, tool]))
  const byKey = new Map(tools.map((tool) => [tool.key, tool]))
  return {
    offered,
    leftOut: allowed.slice(MOST_OFFERED),
    missing,
    byName: (name) => byName.get(name) ?? null,
    byKey: (key) => byKey.get(key) ?? null,
    asks(name) {
      const tool = byName.get(name)
      return tool && permissions.get(tool.key) === 'ask' ? tool : null
    },
    async use(tool, args, signal) {
      const wrong = await mismatchOf(tool.inputSchema, args)
      if (wrong !== null) throw new Error(`These arguments do not fit: ${wrong}`)
      const stopping = new AbortController()
      const both = AbortSignal.any([signal, stopping.signal])
      try {
        // Started in a promise: one that throws at once fails like any other.
        const work = Promise.resolve().then(() => tool.run(args as Record<string, unknown>, both))
        return toStorableJson(await inTime(work, within, signal, 'It did not answer'))
      } catch (error) {
        throw error instanceof KithError ? new Error('It could not be done.', { cause: error }) : error
      } finally {
        stopping.abort()
      }
    },
  }
}
