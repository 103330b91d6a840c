import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
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
  const of = useId()
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
          <div key={id}>
            <label className="flex items-start gap-2.5 text-ui pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="mt-[3px] size-4 flex-none accent-(--accent-fill)"
                aria-describedby={`${of}${id}`}
                checked={isOn}
                onChange={(event) => use(id, event.target.checked)}
              />
              <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
            </label>
            <p id={`${of}${id}`} className="ps-[26px] text-small text-danger [overflow-wrap:anywhere]">
              {isUsed && failure !== null && words.failure(failure)}
            </p>
          </div>
        )
      })}
      {change.isError && <ErrorNote {...wordsOf(change.error)} />}
    </div>
  )
}
