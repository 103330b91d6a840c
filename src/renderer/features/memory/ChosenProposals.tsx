import { useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { Button } from '../../ui/Button'
import type { Decisions } from './use-decisions'
import { needsLook } from './use-triage'
import type { Selection } from './use-triage'
import { words } from './words'

interface ChosenProposalsProps {
  waiting: readonly Proposal[]
  selection: Selection
  decisions: Decisions
}

/** Several at once. What updates or contradicts something is not remembered in a heap. */
export function ChosenProposals({ waiting, selection, decisions }: ChosenProposalsProps) {
  const [isBusy, setBusy] = useState(false)
  const chosen = waiting.filter(({ id }) => selection.ids.has(id))
  const plain = chosen.filter((proposal) => !needsLook(proposal))

  async function decideAll(proposals: readonly Proposal[], kind: 'remember' | 'reject'): Promise<void> {
    setBusy(true)
    for (const proposal of proposals) {
      if (!(await decisions.decide(proposal, { kind }))) break
    }
    setBusy(false)
    if (proposals.length === waiting.length) selection.end()
  }

  return (
    <div className="sticky top-0 z-(--z-sticky) mb-2 bg-sunken pb-1">
      <div role="toolbar" aria-label={words.chosen} className="-ms-2 flex flex-wrap gap-0.5">
        <Button
          look="bare"
          size="small"
          className="font-strong text-ink!"
          isBusy={isBusy}
          disabled={plain.length === 0}
          onClick={() => void decideAll(plain, 'remember')}
        >
          {words.rememberAll(plain.length)}
        </Button>
        <Button
          look="bare"
          size="small"
          disabled={chosen.length === 0 || isBusy}
          onClick={() => void decideAll(chosen, 'reject')}
        >
          {words.rejectAll(chosen.length)}
        </Button>
        <Button look="bare" size="small" onClick={() => selection.setAll(waiting.map(({ id }) => id))}>
          {words.selectAll}
        </Button>
        <Button look="bare" size="small" onClick={selection.end}>
          {words.cancel}
        </Button>
      </div>
      {plain.length < chosen.length && <p className="text-micro text-ink-3">{words.oneByOne}</p>}
    </div>
  )
}
