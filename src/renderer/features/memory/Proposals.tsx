import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { LoopIcon, UnloopedIcon } from '../../ui/icons'
import { ErrorNote } from '../../ui/ErrorNote'
import { Button } from '../../ui/Button'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { ProposalRow } from './ProposalRow'
import { words } from './words'

type Outcome = 'remembered' | 'not-kept'

/** What waits for a word: remember it, as it is or edited, or not. Decided ones say so for six seconds, then fold. */
export function Proposals({ personaId, name }: { personaId: string | null; name: string | null }) {
  const proposals = useQuery(queries.memories.proposals.queryOptions({ input: { personaId } }))
  const list = useRef<HTMLUListElement>(null)
  const [decided, setDecided] = useState<{ proposal: Proposal; outcome: Outcome }[]>([])

  const waiting = proposals.data?.filter(({ id }) => !decided.some(({ proposal }) => proposal.id === id)) ?? []
  const rows = [...waiting, ...decided.map(({ proposal }) => proposal)].toSorted(byAge)
  if (proposals.isError) {
    return (
      <ErrorNote {...wordsOf(proposals.error)}>
        <Button size="small" onClick={() => void proposals.refetch()}>
          {words.tryAgain}
        </Button>
      </ErrorNote>
    )
  }
  if (rows.length === 0) return null

  function decide(proposal: Proposal, outcome: Outcome): void {
    setDecided((before) => [...before, { proposal, outcome }])
    setTimeout(() => setDecided((before) => before.filter((other) => other.proposal.id !== proposal.id)), 6_000)
    // The next one that waits, so that several can be decided one after the other.
    const after =
      waiting[waiting.findIndex(({ id }) => id === proposal.id) + 1] ?? waiting.find(({ id }) => id !== proposal.id)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-proposal="${after?.id}"]`)?.focus())
  }

  return (
    <section>
      <h3 className="mb-1 flex h-7 items-center text-small font-strong">{words.wouldLike(name ?? 'Kith')}</h3>
      <ul ref={list} className="flex flex-col gap-3.5">
        {rows.map((proposal) => {
          const outcome = decided.find((other) => other.proposal.id === proposal.id)?.outcome
          return outcome ? (
            <li key={proposal.id} role="status" className="flex h-7 items-center gap-2 text-small text-ink-2">
              {outcome === 'remembered' ? <LoopIcon className="text-accent" /> : <UnloopedIcon />}
              {outcome === 'remembered' ? words.remembered : words.notKept}
            </li>
          ) : (
            <ProposalRow
              key={proposal.id}
              proposal={proposal}
              onRemembered={() => decide(proposal, 'remembered')}
              onRejected={() => decide(proposal, 'not-kept')}
            />
          )
        })}
      </ul>
    </section>
  )
}

function byAge(one: Proposal, other: Proposal): number {
  return one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0
}
