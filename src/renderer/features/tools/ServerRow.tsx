import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { McpServer } from '../../../shared/contract/tools'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { ErrorNote } from '../../ui/ErrorNote'
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
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation(
    queries.tools.removeServer.mutationOptions({
      onSuccess: (servers) => {
        showServers(servers)
        onRemoved()
      },
    }),
  )
  const where = server.kind === 'stdio' ? [server.command, ...server.args].join(' ') : server.url
  return (
    <li className="border-line py-2 not-first:border-t">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-ui">{server.name}</p>
          <p className="truncate text-small text-ink-3">{where}</p>
        </div>
        <Button size="small" look="bare" aria-label={`${words.edit} ${server.name}`} onClick={onEdit}>
          {words.edit}
        </Button>
        <Button
          size="small"
          look="bare"
          aria-label={`${words.remove} ${server.name}`}
          isBusy={remove.isPending}
          onClick={() => setAsking(true)}
        >
          {words.remove}
        </Button>
      </div>
      {remove.isError && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(remove.error)} />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.removeTitle(server.name)}
        detail={words.removeDetail}
        keep={words.keepIt}
        act={words.remove}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          remove.mutate({ serverId: server.id })
        }}
      />
    </li>
  )
}
