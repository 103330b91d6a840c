import { useState } from 'react'
import type { Proposal } from '../../../shared/contract/memories'
import { announce } from '../../lib/announcer'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { needsLook } from './use-triage'
import type { Selection } from './use-triage'
import { words } from './words'

/** What main takes at once. */
const MOST = 500

interface ChosenProposalsProps {
  waiting: readonly Proposal[]
  selection: Selection
}

/** Several at once. What updates or contradicts something is not remembered in a heap. */
export function ChosenProposals({ waiting, selection }: ChosenProposalsProps) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const chosen = waiting.filter(({ id }) => selection.ids.has(id))
  const plain = chosen.filter((proposal) => !needsLook(proposal))

  async function decideAll(proposals: readonly Proposal[], remember: boolean): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const proposalIds = proposals.slice(0, MOST).map(({ id }) => id)
      const done = await rpc.memories.decide({ proposalIds, remember })
      const said = words.decided[remember ? 'remembered' : 'rejected'](done.accepted.length + done.rejected.length)
      announce(said)
      showUndo(said, words.undo, () => void rpc.memories.undecide(done).catch(fail))
      if (proposals.length === waiting.length) selection.end()
      else selection.setAll([])
    } catch (cause) {
      fail(cause)
    } finally {
      setBusy(false)
    }
  }
  const fail = (cause: unknown) => setError(wordsOf(cause))

  return (
    <div className="sticky top-0 z-(--z-sticky) mb-2 bg-sunken pb-1 [main_&]:bg-paper">
      <div role="toolbar" aria-label={words.chosen} className="-ms-2 flex flex-wrap gap-0.5">
        <Button
          changes
          look="bare"
          size="small"
          className="font-strong text-ink!"
          isBusy={isBusy}
          disabled={plain.length === 0}
          onClick={() => void decideAll(plain, true)}
        >
          {words.rememberAll(plain.length)}
        </Button>
        <Button
          changes
          look="bare"
          size="small"
          disabled={chosen.length === 0 || isBusy}
          onClick={() => void decideAll(chosen, false)}
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
      {error && <ErrorNote {...error} />}
    </div>
  )
}
