import { useState } from 'react'
import type { Memory } from '../../../shared/contract/memories'
import { glimpse } from '../../../shared/domain/glimpse'
import { toStorableText } from '../../../shared/domain/stored-text'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { MemoryMenu } from './MemoryMenu'
import { ProposalSource } from './ProposalSource'
import { ProposalText } from './ProposalText'
import { words } from './words'

/** One memory: what it says, where it comes from, and what one can do with it. */
export function MemoryRow({ memory }: { memory: Memory }) {
  const [edited, setEdited] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const memoryId = memory.id

  async function act(work: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }

  const save = (content: string) =>
    act(async () => {
      await rpc.memories.update({ memoryId, content })
      setEdited(null)
    })
  const remove = () =>
    act(async () => {
      await rpc.memories.delete({ memoryId })
      showUndo(words.memoryDeleted, words.undo, () => void act(() => rpc.memories.restore({ memoryId })))
    })
  const kept = toStorableText(edited?.trim() ?? '')
  const facts = [
    words.kindOf(memory.kind),
    words.importances[memory.importance],
    memory.pinned && words.pinned,
    memory.isAutomatic && words.automatic,
  ].filter(Boolean)

  return (
    <li data-memory={memory.id} className="group/memory [contain-intrinsic-size:auto_72px] [content-visibility:auto]">
      {edited === null ? (
        <p dir="auto" className="text-ui text-pretty [overflow-wrap:anywhere]">
          {glimpse(memory.content)}
        </p>
      ) : (
        <ProposalText label={words.memory} text={edited} takesFocus onChange={setEdited} />
      )}
      <p className="mt-0.5 text-micro text-ink-3">{facts.join(' · ')}</p>
      <ProposalSource proposal={memory} />
      <div className="-ms-2 flex flex-wrap gap-0.5">
        {edited === null ? (
          <>
            {memory.isAutomatic && (
              <Button
                changes
                look="bare"
                size="small"
                isBusy={isBusy}
                onClick={() => void act(() => rpc.memories.reconsider({ proposalId: memoryId }))}
              >
                {words.undo}
              </Button>
            )}
            <Button changes look="bare" size="small" onClick={() => setEdited(memory.content)}>
              {words.edit}
            </Button>
            <Button
              changes
              look="bare"
              size="small"
              onClick={() => void act(() => rpc.memories.update({ memoryId, pinned: !memory.pinned }))}
            >
              {memory.pinned ? words.unpin : words.pin}
            </Button>
            <Button changes look="bare" size="small" onClick={() => void remove()}>
              {words.delete}
            </Button>
            <MemoryMenu memory={memory} />
          </>
        ) : (
          <>
            <Button
              changes
              look="bare"
              size="small"
              className="font-strong text-ink!"
              isBusy={isBusy}
              disabled={kept === ''}
              onClick={() => void save(kept)}
            >
              {words.save}
            </Button>
            <Button look="bare" size="small" onClick={() => setEdited(null)}>
              {words.cancel}
            </Button>
          </>
        )}
      </div>
      {error && (
        <div className="mt-2">
          <ErrorNote {...error} />
        </div>
      )}
    </li>
  )
}
