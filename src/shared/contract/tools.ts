// Tools: which there are, what they may do, and the owner's word on a call that waits. Secrets go in and never come out.
import { z } from 'zod'
import { route, uuid } from './base'
import { liveRun } from './chat'
import { baseUrl } from './settings'

export const permission = z.enum(['ask', 'always', 'never'])

/** A value that is kept in the vault, by name. Undefined leaves what is stored under that name. */
const secret = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\s=:]+$/, 'A name has no spaces, = or :.'),
  value: z.string().max(10_000).optional(),
})

const common = { id: uuid, name: z.string().trim().min(1).max(80) }
const command = z.string().trim().min(1).max(2_000)
const args = z.array(z.string().max(4_000)).max(100)

/** An MCP server as the screen may see it. */
export const mcpServer = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('stdio'), command, args, secretNames: z.array(z.string()) }),
  z.object({ ...common, kind: z.literal('http'), url: baseUrl, secretNames: z.array(z.string()) }),
])
export type McpServer = z.infer<typeof mcpServer>

/** With the secrets that are new. Names that are left out are forgotten; so is all when the server is another one. */
export const mcpServerDraft = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('stdio'), command, args, secrets: z.array(secret).max(50) }),
  z.object({ ...common, kind: z.literal('http'), url: baseUrl, secrets: z.array(secret).max(50) }),
])
export type McpServerDraft = z.infer<typeof mcpServerDraft>

export const listedTool = z.object({ name: z.string(), title: z.string(), description: z.string() })
export type ListedTool = z.infer<typeof listedTool>

/** A tool and what a persona may do with it. */
export const toolPermission = z.object({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  server: z.string().nullable(),
  permission,
  /** A model is offered only so many: this one is too many. */
  isLeftOut: z.boolean(),
})
export type ToolPermission = z.infer<typeof toolPermission>

export const toolsOfPersona = z.object({
  servers: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      isUsed: z.boolean(),
      /** Why it could not be used the last time. */
      failure: z.string().nullable(),
    }),
  ),
  tools: z.array(toolPermission),
})
export type ToolsOfPersona = z.infer<typeof toolsOfPersona>

/** The owner's word. `args` are what the tool is given instead of what the model wanted. */
export const decision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('approve'),
    args: z.record(z.string(), z.unknown()).optional(),
    always: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('deny'), never: z.boolean().default(false) }),
  z.object({ kind: z.literal('answer'), words: z.string().trim().min(1).max(10_000) }),
])
export type Decision = z.infer<typeof decision>

const ofPersona = z.object({ personaId: uuid.nullable() })

const asked = z.object({ threadId: uuid, answerId: uuid, toolCallId: z.string().min(1).max(500) })

export const tools = {
  servers: route.output(z.array(mcpServer)),
  saveServer: route.input(mcpServerDraft).output(z.array(mcpServer)),
  /** Ends it, and takes its secrets out of the vault. */
  removeServer: route.input(z.object({ serverId: uuid })).output(z.array(mcpServer)),
  /** Starts it and lists its tools. Saves nothing. Throws INVALID with why it cannot be used. */
  testServer: route.input(mcpServerDraft).output(z.array(listedTool)),
  /** Starts the servers the persona uses. What one of them says meanwhile is told beside it. */
  ofPersona: route.input(ofPersona).output(toolsOfPersona),
  setServerUse: route.input(ofPersona.extend({ serverId: uuid, isUsed: z.boolean() })).output(z.void()),
  setPermission: route.input(ofPersona.extend({ key: z.string().min(1).max(300), permission })).output(z.void()),
  /**
   * Decides a call that waits; with the last one of an answer, the answer goes on, else there is no run yet.
   * Throws CONFLICT when it was decided already or is too old, INVALID when the arguments do not fit.
   */
  decide: route.input(asked.extend({ decision })).output(liveRun.nullable()),
  /** Why a call that waits would not be done if it were allowed, as it is or as edited; null when it would. Does nothing. */
  check: route
    .input(asked.extend({ args: z.record(z.string(), z.unknown()).optional() }))
    .output(z.object({ problem: z.string().nullable() })),
}
