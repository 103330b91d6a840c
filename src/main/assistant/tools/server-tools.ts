// The tools of MCP servers as tools of Kith: with names a model may call, of which no two are the same.
import { createHash } from 'node:crypto'
import type { ServerTool } from './mcp/connect'
import type { ServerPool } from './mcp/server-pool'
import { quoteForeign } from './quote'
import { tameSchema } from './tame-schema'
import type { Tool } from './tool'

export interface NamedServer {
  id: string
  name: string
  /** Its command or address. */
  target: string
}

/** What every provider takes. */
const LONGEST_NAME = 64

export function toTools(server: NamedServer, listed: readonly ServerTool[], pool: Pick<ServerPool, 'call'>): Tool[] {
  const seen = new Set<string>()
  return listed.flatMap((tool) => {
    // Of two with one name, the server itself could not tell which was meant.
    if (seen.has(tool.name)) return []
    seen.add(tool.name)
    return [toTool(server, tool, pool)]
  })
}

function toTool(
  server: NamedServer,
  { name, title, description, inputSchema }: ServerTool,
  pool: Pick<ServerPool, 'call'>,
): Tool {
  const schema = tameSchema(inputSchema)
  return {
    name: `${slug(server.name)}_${slug(name)}`.slice(0, LONGEST_NAME),
    key: `${server.id}/${name}`,
    title,
    description,
    inputSchema: schema,
    server: { id: server.id, name: server.name },
    isHarmless: false,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([server.target, name, description, inputSchema ?? null]))
      .digest('hex')
      .slice(0, 32),
    run: async (args, signal) =>
      quoteForeign(`the tool ${title} of ${server.name}`, await pool.call(server.id, name, args, signal)),
  }
}

/** The later one of two with the same name gets another; Kith's own are first, and keep theirs. */
export function withNamesOfTheirOwn(tools: readonly Tool[], taken: readonly string[]): Tool[] {
  const used = new Set(taken)
  return tools.map((tool) => {
    let name = tool.name
    for (let count = 2; used.has(name); count += 1) name = `${tool.name.slice(0, LONGEST_NAME - 5)}_${count}`
    used.add(name)
    return name === tool.name ? tool : { ...tool, name }
  })
}

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return plain.slice(0, 40) || 'tool'
}
