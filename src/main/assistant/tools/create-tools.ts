// All tools of Kith: gathers them for a run, and answers what the settings ask about them.
import type { ListedTool, McpServer, McpServerDraft, ToolsOfPersona } from '../../../shared/contract/tools'
import { KithError } from '../../../shared/errors'
import { timeLimit } from '../../../shared/time-limit'
import type { Call } from '../../database/call'
import { targetOf } from '../../settings'
import type { McpServers } from '../../settings'
import { createCalculator } from './calculator'
import { createCurrentTime } from './current-time'
import { createFetchPage } from './fetch-page'
import { createServerPool } from './mcp/server-pool'
import type { PoolTimes, ServerPool } from './mcp/server-pool'
import type { Internet } from './read-page'
import { createRemember } from './remember'
import type { ProposeMemory } from './remember'
import { toTools, withNamesOfTheirOwn } from './server-tools'
import type { Permission, Tool } from './tool'
import { createToolbox } from './toolbox'
import type { MissingServer, Toolbox } from './toolbox'
import { createToolSettings, permissionOf, withPermission } from './tool-settings'
import type { ToolSettings, WithSettings } from './tool-settings'

/** A server that is not there by then is left out of this answer, and goes on getting ready for the next; in milliseconds. */
const ANSWER_WAITS = 2_000
/** Whoever looks at the settings, or has allowed a call, waits for the server itself. */
const OWNER_WAITS = 10_000
/** Names of tools that are offered beside these. */
const taken = ['recall', 'propose_working_memory']

export interface ToolsParts {
  /** The owner's. */
  call: Call
  servers: McpServers
  log: (event: string, reason: string) => void
  /** A server ended that nobody has ended. */
  onEnded?: () => void
  /** For tests. */
  times?: PoolTimes & { answerWaits?: number; ownerWaits?: number; useWithin?: number }
  internet?: Internet
}

export interface ForRun {
  personaId: string | null
  /** As it has been read already; without it, it is read. */
  persona?: WithSettings | null
  /** What the person wrote in this thread, without what anybody else said. */
  said: readonly string[]
  /** Null in a thread that remembers nothing. */
  propose: ProposeMemory | null
  /** Its owner has allowed a call: what it is for has to be there. */
  isAllowed?: boolean
  signal: AbortSignal
}

export interface Tools {
  forRun(run: ForRun): Promise<Toolbox>
  /** The owner's word, for all further calls. */
  allow(personaId: string | null, tool: Pick<Tool, 'key' | 'fingerprint'>, permission: Permission): Promise<void>

  list(): McpServer[]
  save(draft: McpServerDraft): Promise<McpServer[]>
  remove(serverId: string): Promise<McpServer[]>
  /** Throws INVALID with why it cannot be used. */
  test(draft: McpServerDraft, signal: AbortSignal | undefined): Promise<ListedTool[]>
  ofPersona(personaId: string | null, signal: AbortSignal | undefined): Promise<ToolsOfPersona>
  setServerUse(personaId: string | null, serverId: string, isUsed: boolean): Promise<void>
  /** Throws NOT_FOUND for a tool that is not there. */
  setPermission(personaId: string | null, key: string, permission: Permission): Promise<void>
  /** Ends every server. */
  close(): Promise<void>
}

interface OfServers {
  tools: Tool[]
  missing: MissingServer[]
}

export function createTools({ call, servers, log, onEnded, times = {}, internet }: ToolsParts): Tools {
  const pool: ServerPool = createServerPool(servers, times, onEnded)
  const settings = createToolSettings(call, servers)
  const leftOut = new Map<string | null, number>()

  /** Those of the servers a persona uses; of one that cannot be used, why not. */
  async function ofServers({ servers: used }: ToolSettings, waits: number, signal: AbortSignal): Promise<OfServers> {
    const patience = AbortSignal.any([signal, timeLimit(waits)])
    const present = servers.list().filter(({ id }) => used.includes(id))
    const missing: MissingServer[] = []
    const found = await Promise.all(
      present.map(async (server) => {
        const { id, name } = server
        try {
          return toTools({ id, name, target: targetOf(server) }, await pool.toolsOf(id, patience), pool)
        } catch (error) {
          if (signal.aborted) return []
          // Its own words stay out of the log: they may quote what it was given.
          log('the tools of a server could not be used', name)
          const seconds = Math.ceil(waits / 1_000)
          const late = `It was not ready within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
          missing.push({ id, name, reason: patience.aborted ? late : reasonOf(error) })
          return []
        }
      }),
    )
    return { tools: found.flat(), missing }
  }

  function own({ said, propose }: Pick<ForRun, 'said' | 'propose'>): Tool[] {
    const always = [createCurrentTime(), createCalculator(), createFetchPage(said, internet)]
    return propose ? [...always, createRemember(said, propose)] : always
  }

  async function gather(run: ForRun, waits = times.ownerWaits ?? OWNER_WAITS) {
    const present = await settings.read(run.personaId, run.persona)
    const ofKith = own(run)
    const names = [...taken, ...ofKith.map(({ name }) => name)]
    const { tools: ofOthers, missing } = await ofServers(present, waits, run.signal)
    const tools = [...ofKith, ...withNamesOfTheirOwn(ofOthers, names)]
    return { tools, present, missing, box: createToolbox(tools, present, { missing, within: times.useWithin }) }
  }

  /** Once for as long as it stays the same. */
  function noteLeftOut(personaId: string | null, count: number): void {
    if ((leftOut.get(personaId) ?? 0) === count) return
    leftOut.set(personaId, count)
    if (count > 0) log('a model is not offered all tools', `${count} are left out`)
  }

  const all = (personaId: string | null, signal: AbortSignal = new AbortController().signal) =>
    gather({ personaId, said: [], propose: async () => false, signal })

  return {
    async forRun(run) {
      const { box } = await (run.isAllowed ? gather(run) : gather(run, times.answerWaits ?? ANSWER_WAITS))
      noteLeftOut(run.personaId, box.leftOut.length)
      return box
    },
    allow: (personaId, tool, permission) =>
      settings.change(personaId, (present) => withPermission(present, tool, permission)),

    list: servers.list,
    async save(draft) {
      await servers.save(draft)
      await pool.stop(draft.id)
      return servers.list()
    },
    async remove(serverId) {
      await servers.remove(serverId)
      await pool.stop(serverId)
      return servers.list()
    },
    async test(draft, signal = new AbortController().signal) {
      try {
        const found = await pool.test(await servers.draftAccess(draft), signal)
        return found.map(({ name, title, description }) => ({ name, title, description }))
      } catch (error) {
        if (error instanceof KithError) throw error
        throw new KithError('INVALID', { reason: reasonOf(error) }, { cause: error })
      }
    },
    async ofPersona(personaId, signal) {
      const { tools, present, missing, box } = await all(personaId, signal)
      return {
        servers: servers.list().map(({ id, name }) => ({
          id,
          name,
          isUsed: present.servers.includes(id),
          failure: missing.find((one) => one.id === id)?.reason ?? pool.failureOf(id),
        })),
        tools: tools.map((tool) => ({
          key: tool.key,
          title: tool.title,
          description: tool.description,
          server: tool.server?.name ?? null,
          permission: permissionOf(present, tool),
          isLeftOut: box.leftOut.includes(tool),
        })),
      }
    },
    setServerUse: (personaId, serverId, isUsed) =>
      settings.change(personaId, (present) => {
        const others = present.servers.filter((id) => id !== serverId)
        return { ...present, servers: isUsed ? [...others, serverId] : others }
      }),
    async setPermission(personaId, key, permission) {
      const tool = (await all(personaId)).tools.find((one) => one.key === key)
      if (!tool) throw new KithError('NOT_FOUND', { kind: 'tool' })
      await settings.change(personaId, (present) => withPermission(present, tool, permission))
    },
    close: pool.close,
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
