// MCP servers as they stand in settings.json, and what Kith needs to reach one. Values of environment variables and
// headers are in the vault; here are only their names.
import { z } from 'zod'
import type { McpServer, McpServerDraft } from '../../shared/contract/tools'
import { KithError } from '../../shared/errors'
import type { Vault } from '../app/host'
import { openMcpSecrets } from './mcp-secrets'
import { originOf } from './provider-keys'

const common = { id: z.uuid(), name: z.string(), secretNames: z.array(z.string()).catch([]) }
const storedServer = z.discriminatedUnion('kind', [
  z.looseObject({ ...common, kind: z.literal('stdio'), command: z.string(), args: z.array(z.string()) }),
  z.looseObject({ ...common, kind: z.literal('http'), url: z.string() }),
])
type StoredServer = z.infer<typeof storedServer>

/** Fields of settings.json. */
export const toolFields = {
  mcpServers: z.array(storedServer).optional(),
  /** What is allowed where no persona answers; shaped as in the settings of a persona. */
  toolsWithoutPersona: z.unknown().optional(),
}

interface ToolFields {
  mcpServers?: StoredServer[] | undefined
  toolsWithoutPersona?: unknown
}

/** What it takes to reach a server. Main only: the secrets must not reach a view, a log or an error. */
export type ServerAccess =
  | { kind: 'stdio'; command: string; args: string[]; env: Record<string, string> }
  | { kind: 'http'; url: string; headers: Record<string, string> }

export interface McpServers {
  list(): McpServer[]
  /**
   * Adds the server or replaces the one with its id. Secrets without a value keep the stored one, unless the server is
   * another one now (its command, arguments or origin): its owner never agreed to give them to that.
   */
  save(draft: McpServerDraft): Promise<void>
  /** Takes its secrets out of the vault, too. Safe to repeat. */
  remove(serverId: string): Promise<void>
  /** Throws NOT_FOUND, and what the vault throws. */
  access(serverId: string): Promise<ServerAccess>
  /** To try a draft with: what is typed, and the stored secrets it keeps. Saves nothing. */
  draftAccess(draft: McpServerDraft): Promise<ServerAccess>
  toolsWithoutPersona(): unknown
  setToolsWithoutPersona(tools: unknown): Promise<void>
}

interface Parts {
  vault: Vault
  document: () => ToolFields
  /** Runs after the changes before it. `save` throws SETTINGS_NOT_SAVED. */
  change: (work: (save: (fields: ToolFields) => Promise<void>) => Promise<void>) => Promise<unknown>
}

export function openMcpServers({ vault, document, change }: Parts): McpServers {
  const secrets = openMcpSecrets(vault)
  const servers = () => document().mcpServers ?? []
  const find = (id: string) => servers().find((server) => server.id === id)

  /** What a draft's secrets come to: those that are typed, and those that are kept. */
  async function valuesOf(draft: McpServerDraft): Promise<Record<string, string>> {
    const keepsSome = draft.secrets.some(({ value }) => value === undefined)
    const stored = keepsSome ? await secrets.read(draft.id, targetOf(draft)) : {}
    return Object.fromEntries(
      draft.secrets.flatMap(({ name, value = stored[name] }) =>
        value === undefined || value === '' ? [] : [[name, value]],
      ),
    )
  }

  return {
    list: () => servers().map(viewOf),
    async save(draft) {
      await change(async (save) => {
        const values = await valuesOf(draft)
        const { secrets: _secrets, ...fields } = draft
        const server: StoredServer = { ...fields, secretNames: Object.keys(values) }
        const others = servers()
        const mcpServers = find(draft.id)
          ? others.map((one) => (one.id === draft.id ? server : one))
          : [...others, server]
        await secrets.change(draft.id, { target: targetOf(draft), values }, () => save({ mcpServers }))
      })
    },
    async remove(serverId) {
      await change(async (save) => {
        const mcpServers = servers().filter(({ id }) => id !== serverId)
        await secrets.change(serverId, null, () => save({ mcpServers }))
      })
    },
    async access(serverId) {
      const server = find(serverId)
      if (!server) throw new KithError('NOT_FOUND', { kind: 'server' })
      return accessTo(server, server.secretNames.length > 0 ? await secrets.read(serverId, targetOf(server)) : {})
    },
    draftAccess: async (draft) => accessTo(draft, await valuesOf(draft)),
    toolsWithoutPersona: () => document().toolsWithoutPersona,
    setToolsWithoutPersona: async (toolsWithoutPersona) => void (await change((save) => save({ toolsWithoutPersona }))),
  }
}

/** Whom secrets are entered for: a program with its arguments, or scheme, host and port. */
export function targetOf(server: StoredServer | McpServer | McpServerDraft): string {
  return server.kind === 'stdio' ? JSON.stringify([server.command, ...server.args]) : originOf(server.url)
}

function accessTo(server: StoredServer | McpServerDraft, values: Record<string, string>): ServerAccess {
  return server.kind === 'stdio'
    ? { kind: 'stdio', command: server.command, args: [...server.args], env: values }
    : { kind: 'http', url: server.url, headers: values }
}

function viewOf(server: StoredServer): McpServer {
  const { id, name, secretNames } = server
  return server.kind === 'stdio'
    ? { id, name, secretNames, kind: 'stdio', command: server.command, args: [...server.args] }
    : { id, name, secretNames, kind: 'http', url: server.url }
}
