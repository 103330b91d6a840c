// For tests: tools of Kith beside a database, with settings that live as long as the test.
import { resolve } from 'node:path'
import type { McpServerDraft } from '../../../shared/contract/tools'
import type { Call } from '../../database/call'
import { openMcpServers } from '../../settings/mcp-servers'
import { createTools } from '../tools/create-tools'
import type { Tools, ToolsParts } from '../tools/create-tools'

export const serverScript = resolve(import.meta.dirname, '../../../../tests/support/mcp-server/stdio.mjs')

export function toolsFor(call: Call, given: Pick<ToolsParts, 'times' | 'internet'> = {}) {
  let document: object = {}
  const values = new Map<string, string>()
  const logged: string[] = []
  const servers = openMcpServers({
    vault: {
      kind: 'file',
      location: 'memory',
      get: async (name) => values.get(name) ?? null,
      set: async (name, value) => void values.set(name, value),
      delete: async (name) => void values.delete(name),
    },
    document: () => document,
    change: (work) => work(async (fields) => void (document = { ...document, ...fields })),
  })
  const tools: Tools = createTools({
    call,
    servers,
    log: (event, reason) => logged.push(`${event}: ${reason}`),
    ...given,
  })
  return { tools, servers, logged, secrets: values, document: () => JSON.stringify(document) }
}

/** The server of `tests/support/mcp-server` with these behaviours. */
export function stdioServer(...behaviours: string[]): McpServerDraft & { kind: 'stdio' } {
  return {
    id: crypto.randomUUID(),
    kind: 'stdio',
    name: 'Desk',
    command: process.execPath,
    args: [serverScript, ...behaviours],
    secrets: [],
  }
}
