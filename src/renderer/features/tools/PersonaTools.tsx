import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOpen } from '../../state/open'
import { ErrorNote } from '../../ui/ErrorNote'
import { Button } from '../../ui/Button'
import { FormRow } from '../../ui/Field'
import { Select } from '../../ui/Select'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { Permissions } from './Permissions'
import { UsedServers } from './UsedServers'
import { words } from './words'

const NONE = 'none'

/** One persona: the servers it uses, and its owner's word on every tool. */
export function PersonaTools() {
  const open = useOpen(({ personaId }) => personaId)
  const [chosen, setChosen] = useState(open)
  const personas = useQuery(queries.personas.list.queryOptions())
  // Answers change it, too: what was allowed on a card, and servers that could not be used.
  const tools = useQuery(
    queries.tools.ofPersona.queryOptions({ input: { personaId: chosen }, refetchOnMount: 'always' as const }),
  )
  const options = [
    ...(personas.data ?? []).map(({ id, name }) => ({ value: id, words: name })),
    { value: NONE, words: words.withoutPersona },
  ]
  return (
    <div
      role="group"
      aria-label={words.permissions}
      className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 gap-y-4 max-narrow:grid-cols-1"
    >
      <FormRow label={words.persona}>
        <Select
          label={words.persona}
          value={chosen ?? NONE}
          groups={[{ options }]}
          onChange={(value) => setChosen(value === NONE ? null : value)}
        />
      </FormRow>
      {tools.isPending && (
        <FormRow label="">
          <Skeleton label={words.loading} />
        </FormRow>
      )}
      {tools.isError && (
        <FormRow label="">
          <ErrorNote {...wordsOf(tools.error)}>
            <Button onClick={() => void tools.refetch()}>{words.tryAgain}</Button>
          </ErrorNote>
        </FormRow>
      )}
      {tools.data && tools.data.servers.length > 0 && (
        <FormRow label={words.usedBy}>
          <UsedServers personaId={chosen} servers={tools.data.servers} />
        </FormRow>
      )}
      {tools.data && (
        <FormRow label={words.permissions}>
          <Permissions key={chosen ?? NONE} personaId={chosen} tools={tools.data.tools} />
        </FormRow>
      )}
    </div>
  )
}
