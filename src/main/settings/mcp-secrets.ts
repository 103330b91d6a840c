// Environment variables and headers of MCP servers in the vault. They are stored together with what they were entered for:
// a server that is changed to another command or address gets none of them, however the change came about.
import { z } from 'zod'
import type { Vault } from '../app/host'
import { openSealedSecrets } from './sealed-secrets'

const sealedValues = z.object({ target: z.string(), values: z.record(z.string(), z.string()) })

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
  const secrets = openSealedSecrets(vault, 'mcp', sealedValues)
  return {
    async read(serverId, target) {
      const sealed = await secrets.read(serverId)
      return sealed?.target === target ? sealed.values : {}
    },
    change: (serverId, next, save) =>
      secrets.change(serverId, next && Object.keys(next.values).length > 0 ? next : null, save),
  }
}
