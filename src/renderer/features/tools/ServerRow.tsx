import { useMutation } from '@tanstack/react-query'
import type { McpServer } from '../../../shared/contract/tools'
import { EditableRow } from '../../ui/EditableRow'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { showServers } from './use-servers'
import { words } from './words'

interface ServerRowProps {
  server: McpServer
  onEdit(): void
  onRemoved(): void
}

export function ServerRow({ server, onEdit, onRemoved }: ServerRowProps) {
  const remove = useMutation(
    queries.tools.removeServer.mutationOptions({
      onSuccess: (servers) => {
        showServers(servers)
        onRemoved()
      },
    }),
  )
  return (
    <EditableRow
      name={server.name}
      fact={server.kind === 'stdio' ? [server.command, ...server.args].join(' ') : server.url}
      edit={words.edit}
      remove={words.remove}
      question={{ title: words.removeTitle(server.name), detail: words.removeDetail, keep: words.keepIt }}
      isRemoving={remove.isPending}
      error={remove.error && wordsOf(remove.error)}
      onEdit={onEdit}
      onRemove={() => remove.mutate({ serverId: server.id })}
    />
  )
}
