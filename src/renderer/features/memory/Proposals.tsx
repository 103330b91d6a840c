import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { useDelayed } from '../../lib/use-delayed'
import { ReadFailure } from '../../ui/ReadFailure'
import { useDrafts } from '../../state/drafts'
import { useIsProjectAway } from '../../state/session'
import { Button } from '../../ui/Button'
import { Skeleton } from '../../ui/Skeleton'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { ChosenProposals } from './ChosenProposals'
import { proposalsQuery } from './proposals-query'
import { DecidedLine } from './DecidedLine'
import { ProposalRow } from './ProposalRow'
import { ProposalRows } from './ProposalRows'
import { useDecisions } from './use-decisions'
import type { Decided, Decision } from './use-decisions'
import { endProposalDraft, hasProposalDraft } from './use-proposal-draft'
import { moveFocus, useSelection } from './use-triage'
import { words } from './words'

/** Rows that are shown at first, and then with each wish for more. */
const SHOWN = 50

interface ProposalsProps {
  personaId: string | null
  name: string | null
  /** Of every persona. */
  all?: boolean
  /** Given where this is the whole of a page: then all are listed, and those in view drawn. */
  scroller?: RefObject<HTMLElement | null>
  hint?: string
  /** Said on each where they are of several. */
  ownerOf?: (personaId: string | null) => string
  /** Shown where nothing waits. */
  empty?: ReactNode
}

/** What waits for a word: remember it, as it is or otherwise, or not. Decided ones say so for a while, then fold. */
export function Proposals(props: ProposalsProps) {
  const { personaId, name, all = false, scroller, hint, ownerOf, empty = null } = props
  const isAway = useIsProjectAway()
  const proposals = useQuery(proposalsQuery({ personaId, all }))
  const settings = useQuery(queries.settings.get.queryOptions())
  const list = useRef<HTMLDivElement>(null)
  const isSlow = useDelayed(proposals.isPending, 150)
  const decisions = useDecisions()
  const selection = useSelection()
  const [most, setMost] = useState(SHOWN)
  const drafts = useDrafts((state) => state.drafts)

  const { decided } = decisions
  const waiting = proposals.data?.filter(({ id }) => !decided.some(({ proposal }) => proposal.id === id)) ?? []
  const rows = [...(scroller ? waiting : waiting.slice(0, most)), ...decided.map(({ proposal }) => proposal)].toSorted(
    byAge,
  )
  const kept = rows.flatMap(({ id }, place) => (hasProposalDraft(drafts, id) ? [place] : []))
  if (proposals.isError) {
    return (
      <ReadFailure error={wordsOf(proposals.error)} isAway={isAway}>
        <Button size="small" onClick={() => void proposals.refetch()}>
          {words.tryAgain}
        </Button>
      </ReadFailure>
    )
  }
  if (scroller && isSlow) return <Skeleton label={words.wouldLike(name ?? 'Kith')} />
  if (rows.length === 0) return proposals.isPending ? null : empty

  function focusOn(id: string | undefined): void {
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-proposal="${id}"]`)?.focus())
  }

  async function decide(proposal: Proposal, decision: Decision): Promise<void> {
    // The next one that waits, so that several can be decided one after the other.
    const after =
      waiting[waiting.findIndex(({ id }) => id === proposal.id) + 1] ?? waiting.find(({ id }) => id !== proposal.id)
    if (!(await decisions.decide(proposal, decision))) return
    endProposalDraft(proposal.id)
    focusOn(after?.id)
  }

  async function undo(one: Decided): Promise<void> {
    if (await decisions.undo(one)) focusOn(one.proposal.id)
  }

  return (
    <section aria-label={words.wouldLike(name ?? 'Kith')}>
      <div className="mb-1 flex min-h-7 items-center gap-2">
        <h2 className="text-small font-strong">{words.wouldLike(name ?? 'Kith')}</h2>
        {waiting.length > 1 && <span className="text-small text-ink-3 tabular-nums">{waiting.length}</span>}
        {waiting.length > 1 && !selection.isOn && (
          <TextLink className="ms-auto" onClick={selection.begin}>
            {words.select}
          </TextLink>
        )}
      </div>
      {settings.data?.model.kind === 'practice' && <p className="mb-2 text-micro text-ink-3">{words.practiceLimits}</p>}
      {hint && waiting.length > 0 && <p className="mb-2 text-micro text-ink-3">{hint}</p>}
      {selection.isOn && <ChosenProposals waiting={waiting} selection={selection} />}
      <div ref={list}>
        <ProposalRows scroller={scroller} kept={kept}>
          {rows.map((proposal) => {
            const done = decided.find((other) => other.proposal.id === proposal.id)
            const error = decisions.failure?.id === proposal.id ? decisions.failure.words : null
            return done ? (
              <DecidedLine key={proposal.id} outcome={done.outcome} error={error} onUndo={() => void undo(done)} />
            ) : (
              <ProposalRow
                key={proposal.id}
                proposal={proposal}
                owner={ownerOf?.(proposal.personaId) ?? null}
                isBusy={decisions.busyId === proposal.id}
                error={error}
                isChosen={selection.isOn ? selection.ids.has(proposal.id) : null}
                onChoose={() => selection.toggle(proposal.id)}
                onDecide={(decision) => void decide(proposal, decision)}
                onMove={(row, step) => moveFocus(list, row, step)}
              />
            )
          })}
        </ProposalRows>
      </div>
      {!scroller && waiting.length > most && (
        <Button look="bare" size="small" className="-ms-2 mt-2" onClick={() => setMost((before) => before + SHOWN)}>
          {words.showMore(waiting.length - most)}
        </Button>
      )}
    </section>
  )
}

function byAge(one: Proposal, other: Proposal): number {
  return one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0
}
