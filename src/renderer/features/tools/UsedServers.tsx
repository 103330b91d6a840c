import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ToolsOfPersona } from '../../../shared/contract/tools'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { words } from './words'

interface UsedServersProps {
  personaId: string | null
  servers: ToolsOfPersona['servers']
}

export function UsedServers({ personaId, servers }: UsedServersProps) {
  const change = useMutation(
    queries.tools.setServerUse.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.tools.ofPersona.key() }),
    }),
  )
  /** Until it is known to be so. */
  const [wanted, setWanted] = useState<Record<string, boolean | undefined>>({})

  function use(serverId: string, isUsed: boolean): void {
    setWanted((before) => ({ ...before, [serverId]: isUsed }))
    change
      .mutateAsync({ personaId, serverId, isUsed })
      .catch(() => {})
      .finally(() => setWanted((before) => ({ ...before, [serverId]: undefined })))
  }

  return (
    <div className="flex flex-col gap-1 pt-[7px]">
      {servers.map(({ id, name, isUsed, failure }) => {
        const isOn = wanted[id] ?? isUsed
        return (
          <label key={id} className="flex items-start gap-2.5 text-ui pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="mt-[3px] size-4 accent-(--accent-fill)"
              checked={isOn}
              onChange={(event) => use(id, event.target.checked)}
            />
            <span className="min-w-0">
              {name}
              {isUsed && failure !== null && (
                <span className="block text-small text-danger [overflow-wrap:anywhere]">{words.failure(failure)}</span>
              )}
            </span>
          </label>
        )
      })}
      {change.isError && <ErrorNote {...wordsOf(change.error)} />}
    </div>
  )
}
