// Environment variables and headers of MCP servers in the vault. They are stored together with what they were entered for:
// a server that is changed to another command or address gets none of them, however the change came about.
import { z } from 'zod'
import type { Vault } from '../app/host'
import { KithError } from '../../shared/errors'

const sealed = z.object({ target: z.string(), values: z.record(z.string(), z.string()) })

export interface McpSecrets {
  /** The values for this target by name; empty when none are stored, or for another one. Rejects as the vault does. */
  read(serverId: string, target: string): Promise<Record<string, string>>
  /** Changes them (null takes them away), then runs `save`; puts the old ones back when that fails. */
  change(
    serverId: string,
    next: { target: string; values: Record<string, string> } | null,
    save: () => Promise<void>,
  ): Promise<void>
}

export function openMcpSecrets(vault: Vault): McpSecrets {
  async function put(name: string, value: string | null): Promise<void> {
    try {
      if (value === null) await vault.delete(name)
      else await vault.set(name, value)
    } catch {
      // Its own words may quote what it was given.
      throw new KithError('SETTINGS_NOT_SAVED', { reason: `${vault.location} could not be written.` })
    }
  }

  return {
    async read(serverId, target) {
      const value = await vault.get(nameOf(serverId))
      const { data } = sealed.safeParse(value === null ? null : parseJson(value))
      return data?.target === target ? data.values : {}
    },
    async change(serverId, next, save) {
      const name = nameOf(serverId)
      const before = await vault.get(name).catch(() => null)
      const isEmpty = !next || Object.keys(next.values).length === 0
      if (!isEmpty || before !== null) await put(name, isEmpty ? null : JSON.stringify(next))
      try {
        await save()
      } catch (error) {
        if (!isEmpty || before !== null) await put(name, before)
        throw error
      }
    },
  }
}

function nameOf(serverId: string): string {
  return `mcp:${serverId}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
