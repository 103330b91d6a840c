import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Grant } from '../../../../shared/contract/grants'
import { announce } from '../../../lib/announcer'
import { useDelayed } from '../../../lib/use-delayed'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Skeleton } from '../../../ui/Skeleton'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { GiveForm } from './GiveForm'
import { GrantRow } from './GrantRow'
import { useNames } from './use-names'
import { words } from './words'

interface SharingProps {
  /** Null for "no persona". */
  personaId: string | null
  name: string
}

/** What this persona may read of others and others of it. What is done here holds at once. */
export function Sharing({ personaId, name }: SharingProps) {
  const list = useQuery(queries.grants.list.queryOptions({ input: { personaId }, refetchOnMount: 'always' as const }))
  const [giving, setGiving] = useState<'to' | 'from' | null>(null)
  const { nameOf, others } = useNames()
  const take = useMutation(
    queries.grants.take.mutationOptions({
      onSuccess: () => {
        announce(words.taken)
        return list.refetch()
      },
    }),
  )
  const isSlow = useDelayed(list.isPending, 150)
  if (isSlow) return <Skeleton label={words.loading} />
  if (list.isError) {
    return (
      <ErrorNote {...wordsOf(list.error)}>
        <Button onClick={() => void list.refetch()}>{words.tryAgain}</Button>
      </ErrorNote>
    )
  }
  if (!list.data) return null

  const sides = [
    { side: 'to' as const, title: words.mayRead(name), none: words.ownOnly(name), add: words.let(name) },
    { side: 'from' as const, title: words.othersMayRead(name), none: words.nobodyElse(name), add: words.letOthers },
  ]
  const candidates = others.filter(({ id }) => id !== personaId)
  return (
    <div className="flex flex-col gap-4">
      {take.isError && <ErrorNote {...wordsOf(take.error)} />}
      {sides.map(({ side, title, none, add }) => (
        <section key={side} aria-label={title}>
          <h4 className="text-small text-ink-2">{title}</h4>
          <Grants
            grants={list.data.filter((grant) => grant[side] === personaId)}
            none={none}
            nameOf={nameOf}
            busyId={take.isPending ? take.variables.grantId : null}
            onTake={(grantId) => take.mutate({ grantId })}
          />
          {giving === side ? (
            <GiveForm
              side={side}
              personaId={personaId}
              name={name}
              others={candidates}
              onDone={() => {
                setGiving(null)
                void list.refetch()
              }}
              onCancel={() => setGiving(null)}
            />
          ) : (
            <Button changes size="small" className="mt-1.5" onClick={() => setGiving(side)}>
              {add}
            </Button>
          )}
        </section>
      ))}
      <p className="text-small text-ink-3">{words.neverThreads}</p>
    </div>
  )
}

interface GrantsProps {
  grants: readonly Grant[]
  none: string
  nameOf(personaId: string | null): string
  busyId: string | null
  onTake(grantId: string): void
}

function Grants({ grants, none, nameOf, busyId, onTake }: GrantsProps) {
  if (grants.length === 0) return <p className="py-1 text-ui">{none}</p>
  return (
    <ul className="flex max-h-72 flex-col overflow-y-auto">
      {grants.map((grant) => (
        <GrantRow
          key={grant.id}
          grant={grant}
          reader={nameOf(grant.to)}
          owner={nameOf(grant.from)}
          isBusy={busyId === grant.id}
          onTake={() => onTake(grant.id)}
        />
      ))}
    </ul>
  )
}
