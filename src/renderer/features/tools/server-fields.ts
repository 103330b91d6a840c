// A server as it is typed, and what of it can be saved.
import type { McpServer, McpServerDraft } from '../../../shared/contract/tools'
import { words } from './words'

export interface SecretFields {
  /** Tells the rows apart while they are typed. */
  row: string
  name: string
  value: string
  /** The key store has a value under this name. */
  isStored: boolean
}

export interface ServerFields {
  id: string
  kind: McpServer['kind']
  name: string
  command: string
  args: string
  url: string
  secrets: SecretFields[]
}

export function newFields(): ServerFields {
  return { id: crypto.randomUUID(), kind: 'stdio', name: '', command: '', args: '', url: '', secrets: [] }
}

export function newSecret(): SecretFields {
  return { row: crypto.randomUUID(), name: '', value: '', isStored: false }
}

export function fieldsOf(server: McpServer): ServerFields {
  const secrets = server.secretNames.map((name) => ({ row: crypto.randomUUID(), name, value: '', isStored: true }))
  const common = { id: server.id, kind: server.kind, name: server.name, secrets }
  return server.kind === 'stdio'
    ? { ...common, command: server.command, args: server.args.join('\n'), url: '' }
    : { ...common, command: '', args: '', url: server.url }
}

export function draftOf({ id, kind, name, command, args, url, secrets }: ServerFields): McpServerDraft {
  const common = {
    id,
    name: name.trim(),
    secrets: secrets
      .filter((secret) => secret.name.trim() !== '')
      .map((secret) => ({
        name: secret.name.trim(),
        ...(secret.value !== '' || !secret.isStored ? { value: secret.value } : {}),
      })),
  }
  return kind === 'stdio'
    ? { ...common, kind, command: command.trim(), args: args.split('\n').filter((line) => line.trim() !== '') }
    : { ...common, kind, url: url.trim() }
}

export type Problems = Partial<Record<'name' | 'command' | 'url', string>>

export function problemsOf({ kind, name, command, url }: ServerFields): Problems {
  return {
    ...(name.trim() === '' && { name: words.nameMissing }),
    ...(kind === 'stdio' && command.trim() === '' && { command: words.commandMissing }),
    ...(kind === 'http' && !/^https?:\/\/[^/@\s]+(\/|$|\?)/.test(url.trim()) && { url: words.urlWrong }),
  }
}
