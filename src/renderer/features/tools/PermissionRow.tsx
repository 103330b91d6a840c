import { useMutation } from '@tanstack/react-query'
import type { ToolPermission } from '../../../shared/contract/tools'
import { ErrorNote } from '../../ui/ErrorNote'
import { Select } from '../../ui/Select'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { words } from './words'

const groups = [
  {
    options: (['ask', 'always', 'never'] as const).map((value) => ({ value, words: words[value] })),
  },
]

export function PermissionRow({ personaId, tool }: { personaId: string | null; tool: ToolPermission }) {
  const set = useMutation(
    queries.tools.setPermission.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.tools.ofPersona.key() }),
    }),
  )
  const value = set.isPending ? set.variables.permission : tool.permission
  return (
    <li className="border-line py-2 not-first:border-t">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-48 flex-1">
          <p className="text-ui [overflow-wrap:anywhere]">
            {tool.title} <span className="text-small text-ink-3">{tool.server ?? words.own}</span>
            {tool.isLeftOut && <span className="text-small text-warning"> {words.isLeftOut}</span>}
          </p>
          <p className="line-clamp-2 text-small text-ink-3 [overflow-wrap:anywhere]">{tool.description}</p>
        </div>
        <Select
          label={words.permissionOf(tool.title)}
          value={value}
          groups={groups}
          onChange={(permission) =>
            set.mutate({ personaId, key: tool.key, permission: permission as ToolPermission['permission'] })
          }
        />
      </div>
      {set.isError && <ErrorNote {...wordsOf(set.error)} />}
    </li>
  )
}
