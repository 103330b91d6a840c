import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Grant } from '../../../../shared/contract/grants'
import type { Memory } from '../../../../shared/contract/memories'
import { announce } from '../../../lib/announcer'
import { useMemoryPage } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Select } from '../../../ui/Select'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words as memoryWords } from '../words'
import { stateOf } from './memories-of-page'
import { words } from './words'

const say = words.sharing
const NONE = 'none'

interface Other {
  id: string | null
  name: string
}

/** Whose it is and who else may read it: by a grant of this one memory, or of all of its kind. */
export function DetailSharing({ memory }: { memory: Memory }) {
  const { personaId } = memory
  const list = useQuery(queries.grants.list.queryOptions({ input: { personaId }, refetchOnMount: 'always' as const }))
  const { data: cards = [] } = useQuery(queries.personas.gallery.queryOptions())
  const [isGiving, setGiving] = useState(false)
  const isMeant = useMemoryPage((page) => page.isSharingMeant)
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isMeant || !list.data) return
    useMemoryPage.setState({ isSharingMeant: false })
    part.current?.scrollIntoView({ block: 'center' })
    part.current?.querySelector<HTMLElement>('[data-share]')?.focus()
  }, [isMeant, list.data])
  const take = useMutation(
    queries.grants.take.mutationOptions({
      onSuccess: () => {
        announce(say.taken)
        return list.refetch()
      },
    }),
  )
  if (list.isError) return <ErrorNote {...wordsOf(list.error)} />
  if (!list.data) return null

  const nameOf = (id: string | null) =>
    id === null ? say.noPersona : (cards.find(({ persona }) => persona?.id === id)?.persona?.name ?? say.removed)
  const grants = list.data.filter((grant) => grant.from === personaId && isOf(grant, memory))
  const others = [
    ...cards.flatMap(({ persona, isArchived }): Other[] => (persona && !isArchived ? [persona] : [])),
    { id: null, name: say.noPersona },
  ].filter(({ id }) => id !== personaId && !grants.some(({ to }) => to === id))

  return (
    <div ref={part} className="flex flex-col gap-1.5">
      <ul className="flex flex-col text-ui [overflow-wrap:anywhere]">
        <li className="py-1">{personaId === null ? say.ofNobody : say.ofPersona(nameOf(personaId))}</li>
        {grants.map((grant) => (
          <li key={grant.id} className="flex items-start gap-2">
            <span className="min-w-0 flex-1 py-1">
              {grant.kind === null ? nameOf(grant.to) : say.byKind(nameOf(grant.to), memoryWords.kindOf(grant.kind))}
            </span>
            {grant.kind === null && (
              <Button
                changes
                look="bare"
                size="small"
                aria-label={say.takeNamed(nameOf(grant.to))}
                isBusy={take.isPending && take.variables.grantId === grant.id}
                onClick={() => take.mutate({ grantId: grant.id })}
              >
                {say.take}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {take.isError && <ErrorNote {...wordsOf(take.error)} />}
      {stateOf(memory) !== 'active' && grants.length > 0 && <p className="text-small text-ink-3">{say.notInUse}</p>}
      {stateOf(memory) !== 'deleted' &&
        (isGiving ? (
          <Giving
            memory={memory}
            others={others}
            onEnd={() => {
              setGiving(false)
              void list.refetch()
              requestAnimationFrame(() => part.current?.querySelector<HTMLElement>('[data-share]')?.focus())
            }}
          />
        ) : others.length > 0 ? (
          <Button changes size="small" className="self-start" data-share="" onClick={() => setGiving(true)}>
            {say.let}
          </Button>
        ) : (
          <p className="text-small text-ink-3">{say.everybody}</p>
        ))}
    </div>
  )
}

/** Whether it opens this memory, by itself or with its kind. */
function isOf(grant: Grant, memory: Memory): boolean {
  return grant.kind === null ? grant.memory?.id === memory.id : grant.kind === memory.kind
}

function Giving({ memory, others, onEnd }: { memory: Memory; others: readonly Other[]; onEnd(): void }) {
  const [chosen, setChosen] = useState(others[0]?.id ?? null)
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => group.current?.querySelector<HTMLElement>('button')?.focus(), [])
  const give = useMutation(
    queries.grants.giveMemory.mutationOptions({
      onSuccess: () => {
        announce(say.given)
        onEnd()
      },
    }),
  )
  return (
    <div ref={group} role="group" aria-label={say.let} className="flex flex-col items-start gap-2">
      <Select
        label={say.who}
        value={chosen ?? NONE}
        groups={[{ options: others.map(({ id, name }) => ({ value: id ?? NONE, words: name })) }]}
        onChange={(value) => setChosen(value === NONE ? null : value)}
      />
      {give.isError && <ErrorNote {...wordsOf(give.error)} />}
      <div className="flex flex-wrap gap-1.5">
        <Button
          changes
          size="small"
          isBusy={give.isPending}
          onClick={() => give.mutate({ memoryId: memory.id, from: memory.personaId, to: chosen })}
        >
          {say.give}
        </Button>
        <Button size="small" look="bare" onClick={onEnd}>
          {say.cancel}
        </Button>
      </div>
    </div>
  )
}
