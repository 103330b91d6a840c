// Keys of a profile that is removed: the settings say which there are, and the vault must not keep what nobody can find any more.
import { openSettingsFile } from './settings-file'
import type { SettingsPlace } from './settings'

/** Throws as the vault does; then some may be left. */
export async function forgetSecrets({ folder, vault }: SettingsPlace): Promise<void> {
  const { document } = await openSettingsFile(folder)
  for (const { id } of document.providers) await vault.delete(`provider:${id}`)
  for (const { id } of document.mcpServers ?? []) await vault.delete(`mcp:${id}`)
}
