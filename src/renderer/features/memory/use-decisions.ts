// What is decided about proposals, one at a time, and taken back as long as it is on screen.
import { useEffect, useRef, useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'

export type Outcome = 'remembered' | 'replaced' | 'merged' | 'not-kept'

export type Decision =
  | { kind: 'remember'; content?: string }
  | { kind: 'replace'; content?: string }
  | { kind: 'merge'; content: string }
  | { kind: 'reject' }

export interface Decided {
  proposal: Proposal
  outcome: Outcome
  undo(): Promise<unknown>
}

const SHOWN_FOR = 6_000

export interface Decisions {
  decided: Decided[]
  busyId: string | null
  /** What did not work, and with which. */
  failure: { id: string; words: ErrorInWords } | null
  /** Whether it worked. */
  decide(proposal: Proposal, decision: Decision): Promise<boolean>
  undo(decided: Decided): Promise<boolean>
}

export function useDecisions(): Decisions {
  const [decided, setDecided] = useState<Decided[]>([])
  const [busyId, setBusyId] = useState<string | null>(null)
  const [failure, setFailure] = useState<Decisions['failure']>(null)
  const timers = useRef(new Set<number>())
  useEffect(() => {
    const running = timers.current
    return () => running.forEach((timer) => clearTimeout(timer))
  }, [])

  const drop = (id: string) => setDecided((before) => before.filter(({ proposal }) => proposal.id !== id))

  async function attempt(id: string, act: () => Promise<void>): Promise<boolean> {
    setBusyId(id)
    setFailure(null)
    try {
      await act()
      return true
    } catch (error) {
      setFailure({ id, words: wordsOf(error) })
      return false
    } finally {
      setBusyId(null)
    }
  }

  return {
    decided,
    busyId,
    failure,
    decide: (proposal, decision) =>
      attempt(proposal.id, async () => {
        const done = await carryOut(proposal, decision)
        setDecided((before) => [...before.filter((other) => other.proposal.id !== proposal.id), { proposal, ...done }])
        const timer = window.setTimeout(() => {
          timers.current.delete(timer)
          drop(proposal.id)
        }, SHOWN_FOR)
        timers.current.add(timer)
      }),
    undo: ({ proposal, undo }) =>
      attempt(proposal.id, async () => {
        await undo()
        await queryClient.invalidateQueries({
          queryKey: queries.memories.key({ input: { personaId: proposal.personaId } }),
        })
        drop(proposal.id)
      }),
  }
}

async function carryOut(proposal: Proposal, decision: Decision): Promise<Omit<Decided, 'proposal'>> {
  const proposalId = proposal.id
  const memoryId = proposal.related?.memory.id ?? ''
  switch (decision.kind) {
    case 'remember': {
      const notes = await rpc.memories.accept({ proposalId, ...given(decision) })
      const input = { personaId: proposal.personaId }
      queryClient.setQueryData(queries.memories.workingMemory.queryKey({ input }), notes)
      return { outcome: 'remembered', undo: () => rpc.memories.reconsider({ proposalId }) }
    }
    case 'replace':
      await rpc.memories.replace({ proposalId, memoryId, ...given(decision) })
      return { outcome: 'replaced', undo: () => rpc.memories.reconsider({ proposalId }) }
    case 'merge': {
      const { version } = await rpc.memories.merge({ proposalId, memoryId, content: decision.content })
      return { outcome: 'merged', undo: () => rpc.memories.reconsider({ proposalId, merged: { memoryId, version } }) }
    }
    case 'reject': {
      const { rejected } = await rpc.memories.reject({ proposalId })
      return {
        outcome: 'not-kept',
        undo: async () => (rejected ? rpc.memories.unreject({ rejected }) : undefined),
      }
    }
  }
}

function given({ content }: { content?: string }): { content?: string } {
  return content ? { content } : {}
}
