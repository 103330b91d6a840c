// Why what was asked for cannot be done when it is allowed, and what its owner can do about it.
import type { Approval } from '../../../shared/domain/approval'
import type { McpServer } from '../../../shared/contract/tools'
import type { Toolbox } from '../tools/toolbox'

export function whyNotThere(
  { key, title, server }: Pick<Approval, 'key' | 'title' | 'server'>,
  toolbox: Pick<Toolbox, 'missing'>,
  servers: readonly Pick<McpServer, 'id' | 'name'>[],
): string {
  const instead = 'Nothing was done. You can still say no, or answer in words.'
  if (server === null) return `This Kith has no ${title}. ${instead}`
  const serverId = key.slice(0, key.indexOf('/'))
  const present = servers.find(({ id }) => id === serverId)
  if (!present) return `The server ${server} was removed, and ${title} with it. ${instead}`
  const missing = toolbox.missing.find(({ id }) => id === serverId)
  if (missing) return `${present.name} cannot be used now: ${missing.reason} Try again later. ${instead}`
  return `${title} is not there any more: ${present.name} may have other tools now, or is not used here any more. See the settings. ${instead}`
}

/** @param wrong what is wrong with the arguments, as the check of the schema says it */
export function whyNotFitting({ title }: Pick<Approval, 'title'>, wrong: string): string {
  const said = wrong.replaceAll('must NOT have additional properties', 'takes nothing beside what it knows by name')
  return `This is not what ${title} takes: ${said}. Nothing was done. Edit it, say no, or answer in words.`
}
