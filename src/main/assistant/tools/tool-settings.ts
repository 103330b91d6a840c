// What the owner of a persona said of its tools: which servers it uses, and what may be done without asking. It lies in
// the settings of the persona, which a run cannot write; of no persona, in the settings file.
import { z } from 'zod'
import type { Json } from '../../database/database.types'
import type { Call } from '../../database/call'
import { KithError } from '../../../shared/errors'
import { oneAfterOther } from '../../../shared/one-after-other'
import { changePersona } from '../personas/change-persona'
import type { McpServers } from '../../settings'
import type { Permission, Tool } from './tool'

const word = z.union([
  /** `of` is the fingerprint of the tool that was allowed: another tool under its name asks again. */
  z.object({ allow: z.literal('always'), of: z.string() }),
  z.object({ allow: z.literal('never') }),
  z.object({ allow: z.literal('ask') }),
])

export const toolSettings = z.object({
  words: z.record(z.string(), word).catch({}),
  servers: z.array(z.string()).catch([]),
})
export type ToolSettings = z.infer<typeof toolSettings>

export const noSettings: ToolSettings = { words: {}, servers: [] }

/** Of the settings of a persona, whatever else stands in them. */
export function toolSettingsIn(settings: unknown): ToolSettings {
  const { tools } = (settings ?? {}) as { tools?: unknown }
  return toolSettings.safeParse(tools).data ?? noSettings
}

export function permissionOf(
  { words }: ToolSettings,
  tool: Pick<Tool, 'key' | 'fingerprint' | 'isHarmless'>,
): Permission {
  const said = Object.hasOwn(words, tool.key) ? words[tool.key] : undefined
  if (!said) return tool.isHarmless ? 'always' : 'ask'
  if (said.allow !== 'always') return said.allow
  return said.of === tool.fingerprint || tool.isHarmless ? 'always' : 'ask'
}

export function withPermission(
  settings: ToolSettings,
  tool: Pick<Tool, 'key' | 'fingerprint'>,
  permission: Permission,
): ToolSettings {
  const said = permission === 'always' ? { allow: permission, of: tool.fingerprint } : { allow: permission }
  return { ...settings, words: { ...settings.words, [tool.key]: said } }
}

export interface WithSettings {
  settings: Json
}

export interface ToolSettingsOf {
  /** @param persona as it has been read already. Throws NOT_FOUND for one that is not there. */
  read(personaId: string | null, persona?: WithSettings | null): Promise<ToolSettings>
  /** One change after the other. Throws NOT_FOUND for a persona that is not there. */
  change(personaId: string | null, next: (present: ToolSettings) => ToolSettings): Promise<void>
}

/** @param call the owner's */
export function createToolSettings(
  call: Call,
  servers: Pick<McpServers, 'toolsWithoutPersona' | 'setToolsWithoutPersona'>,
): ToolSettingsOf {
  const inTurn = oneAfterOther()

  async function read(personaId: string | null, persona?: WithSettings | null): Promise<ToolSettings> {
    if (personaId === null) return toolSettingsIn({ tools: servers.toolsWithoutPersona() })
    if (persona) return toolSettingsIn(settingsOf(persona))
    const personas = await call('ai_list_personas', { include_archived: true })
    return toolSettingsIn(settingsOf(personas.find(({ id }) => id === personaId)))
  }

  return {
    read,
    change: (personaId, become) =>
      inTurn(async () => {
        if (personaId === null) return servers.setToolsWithoutPersona(become(await read(null)))
        // Others keep settings of theirs beside these.
        await changePersona(call, personaId, (persona) => {
          const present = settingsOf(persona)
          return { settings: { ...present, tools: become(toolSettingsIn(present)) } }
        })
      }),
  }
}

function settingsOf(persona: WithSettings | undefined): { [key: string]: Json | undefined } {
  if (!persona) throw new KithError('NOT_FOUND', { kind: 'persona' })
  const { settings } = persona
  return typeof settings === 'object' && settings !== null && !Array.isArray(settings) ? settings : {}
}
