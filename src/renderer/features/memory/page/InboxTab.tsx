import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { MemoryScope } from '../../../state/memory-page'
import { queries } from '../../../wire/rpc'
import { AcceptedKinds } from '../AcceptedKinds'
import { Proposals } from '../Proposals'
import { words } from './words'

/** What waits for a word, of one persona or of all. */
export function InboxTab({ scope }: { scope: MemoryScope }) {
  const scroller = useRef<HTMLDivElement>(null)
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const nameOf = (personaId: string | null) => personas.find(({ id }) => id === personaId)?.name ?? null
  return (
    <div ref={scroller} data-scroller="" className="min-h-0 flex-1 overflow-y-auto px-8 pt-4 pb-8 max-narrow:px-6">
      <div className="flex max-w-(--measure) flex-col gap-4">
        <Proposals
          personaId={scope.personaId}
          all={scope.all}
          name={nameOf(scope.personaId)}
          scroller={scroller}
          hint={words.inboxKeys}
          {...(scope.all && { ownerOf: (personaId) => words.of(nameOf(personaId) ?? words.nobody) })}
          empty={
            <div>
              <p className="text-ui">{words.inboxEmpty}</p>
              <p className="mt-0.5 text-small text-ink-2">{words.inboxEmptyWay}</p>
            </div>
          }
        />
        <AcceptedKinds />
      </div>
    </div>
  )
}
