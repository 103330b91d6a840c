// The MCP servers that run. One is started when somebody who uses it answers, or for a test, stays for the next one, and
// ends with Kith or when its settings change. One that fails is not tried again and again: each time it is left longer alone.
import type { McpServers, ServerAccess } from '../../../settings'
import { retryDelay } from '../../retry'
import { inTime } from '../in-time'
import type { Connection, ServerTool } from './connect'

/** Above what starting and listing take at most: of the two, theirs says more. */
const PATIENCE_MS = 35_000

export interface ServerPool {
  /** Starts it if need be. Rejects with why it cannot be used, in words. */
  toolsOf(serverId: string, signal: AbortSignal): Promise<ServerTool[]>
  call(serverId: string, name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<string>
  /** Starts one that is not saved yet, and ends it again. Rejects with why it cannot be used, in words. */
  test(access: ServerAccess, signal: AbortSignal): Promise<ServerTool[]>
  /** Why it could not be used the last time, or null. */
  failureOf(serverId: string): string | null
  /** Ends it; the next one who uses it starts it anew. */
  stop(serverId: string): Promise<void>
  close(): Promise<void>
}

interface Running {
  connection: Promise<Connection>
  tools: Promise<ServerTool[]> | null
}

export interface PoolTimes {
  startWithin?: number
  callWithin?: number
}

/** @param onEnded a server ended that nobody here has ended */
export function createServerPool(
  servers: Pick<McpServers, 'access'>,
  times: PoolTimes = {},
  onEnded: () => void = () => {},
): ServerPool {
  const running = new Map<string, Running>()
  const failures = new Map<string, { count: number; reason: string; notBefore: number }>()
  let isClosed = false

  const load = () => import('./connect')

  function fail(serverId: string, error: unknown): void {
    const count = (failures.get(serverId)?.count ?? 0) + 1
    const reason = error instanceof Error ? error.message : String(error)
    failures.set(serverId, { count, reason, notBefore: performance.now() + retryDelay(count) * 4 })
  }

  function start(serverId: string): Running {
    if (isClosed) throw new Error('Kith is closing.')
    const failure = failures.get(serverId)
    if (failure && performance.now() < failure.notBefore) throw new Error(failure.reason)
    const entry: Running = { connection: open(serverId), tools: null }
    running.set(serverId, entry)
    const forget = () => {
      if (running.get(serverId) === entry) running.delete(serverId)
    }
    entry.connection.then(
      (connection) => {
        connection.onChange(() => (entry.tools = null))
        // Whoever it was started for may have given up waiting; the next one finds them there.
        list(entry, connection).catch(() => {})
        void connection.ended.then(() => {
          // Nobody here wanted it to end.
          if (running.get(serverId) === entry) {
            fail(serverId, new Error('The server ended by itself.'))
            onEnded()
          }
          forget()
        })
      },
      (error: unknown) => {
        if (running.get(serverId) === entry) fail(serverId, error)
        forget()
      },
    )
    return entry
  }

  function list(entry: Running, connection: Connection): Promise<ServerTool[]> {
    entry.tools ??= connection.tools(new AbortController().signal)
    return entry.tools
  }

  /** Nobody's signal ends it: who asks next may want it still. */
  async function open(serverId: string): Promise<Connection> {
    const { connect } = await load()
    const connection = await connect(await servers.access(serverId), new AbortController().signal, times.startWithin)
    if (isClosed) await connection.close()
    return connection
  }

  const present = (serverId: string) => running.get(serverId) ?? start(serverId)

  return {
    async toolsOf(serverId, signal) {
      const entry = present(serverId)
      const connection = await inTime(entry.connection, PATIENCE_MS, signal, 'It did not start')
      const tools = list(entry, connection)
      try {
        const found = await inTime(tools, PATIENCE_MS, signal, 'It did not list its tools')
        failures.delete(serverId)
        return found
      } catch (error) {
        if (!signal.aborted) {
          if (entry.tools === tools) entry.tools = null
          fail(serverId, error)
        }
        throw error
      }
    },
    async call(serverId, name, args, signal) {
      const connection = await inTime(present(serverId).connection, PATIENCE_MS, signal, 'It did not start')
      return connection.call(name, args, signal, times.callWithin)
    },
    async test(access, signal) {
      const { connect } = await load()
      const connection = await connect(access, signal, times.startWithin)
      try {
        return await connection.tools(signal)
      } finally {
        await connection.close()
      }
    },
    failureOf: (serverId) => failures.get(serverId)?.reason ?? null,
    async stop(serverId) {
      failures.delete(serverId)
      const entry = running.get(serverId)
      running.delete(serverId)
      await entry?.connection.then(
        (connection) => connection.close(),
        () => {},
      )
    },
    async close() {
      isClosed = true
      const entries = [...running.values()]
      running.clear()
      await Promise.all(
        entries.map(({ connection }) =>
          connection.then(
            (one) => one.close(),
            () => {},
          ),
        ),
      )
    },
  }
}
