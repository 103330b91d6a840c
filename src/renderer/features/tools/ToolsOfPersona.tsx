import { useQuery } from '@tanstack/react-query'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { FormRow } from '../../ui/Field'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { Permissions } from './Permissions'
import { UsedServers } from './UsedServers'
import { words } from './words'

/** The servers a persona uses, and its owner's word on every tool, as rows of a form. Null: without a persona. */
export function ToolsOfPersona({ personaId }: { personaId: string | null }) {
  // Answers change it, too: what was allowed on a card, and servers that could not be used.
  const tools = useQuery(
    queries.tools.ofPersona.queryOptions({ input: { personaId }, refetchOnMount: 'always' as const }),
  )
  if (tools.isPending) {
    return (
      <FormRow label="">
        <Skeleton label={words.loading} />
      </FormRow>
    )
  }
  if (tools.isError) {
    return (
      <FormRow label="">
        <ErrorNote {...wordsOf(tools.error)}>
          <Button onClick={() => void tools.refetch()}>{words.tryAgain}</Button>
        </ErrorNote>
      </FormRow>
    )
  }
  return (
    <>
      {tools.data.servers.length > 0 && (
        <FormRow label={words.usedBy}>
          <UsedServers personaId={personaId} servers={tools.data.servers} />
        </FormRow>
      )}
      <FormRow label={words.permissions}>
        <Permissions key={personaId ?? 'none'} personaId={personaId} tools={tools.data.tools} />
      </FormRow>
    </>
  )
}
