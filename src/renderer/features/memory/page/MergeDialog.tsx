import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Memory } from '../../../../shared/contract/memories'
import { glimpse } from '../../../../shared/domain/glimpse'
import { noFilter } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { MergeForm } from '../merging/MergeForm'
import { lineOf } from './list-rows'
import { pageQuery } from './memories-of-page'
import { useMerging } from './use-merging'
import { words } from './words'

/** First which other memory, then what both say together. */
export function MergeDialog({ memory, onClose }: { memory: Memory; onClose(): void }) {
  const [other, setOther] = useState<Memory | null>(null)
  return (
    <Dialog title={words.mergeTitle} close={words.cancel} isOpen onClose={onClose}>
      <div data-scroller="" className="flex min-h-0 flex-col gap-3 overflow-y-auto px-8 pb-6 max-narrow:px-5">
        <p className="text-small text-ink-2">{words.mergeHint}</p>
        <p dir="auto" className="line-clamp-3 flex-none border-s-2 border-line ps-3 text-ui [overflow-wrap:anywhere]">
          {glimpse(memory.content)}
        </p>
        {other === null ? (
          <ChooseOther memory={memory} onChoose={setOther} />
        ) : (
          <SayTogether memory={memory} other={other} onBack={() => setOther(null)} onDone={onClose} />
        )}
      </div>
    </Dialog>
  )
}

function ChooseOther({ memory, onChoose }: { memory: Memory; onChoose(memory: Memory): void }) {
  const [text, setText] = useState('')
  const containing = useDeferredValue(text.trim())
  const scope = { personaId: memory.personaId, all: false }
  const query = useInfiniteQuery(pageQuery(scope, { ...noFilter, containing }, 'newest'))
  const found = (query.data?.pages[0]?.memories ?? []).filter(({ id }) => id !== memory.id).slice(0, 50)
  return (
    <>
      <input
        type="search"
        dir="auto"
        aria-label={words.mergeFind}
        placeholder={words.mergeFind}
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="field-frame h-[34px] w-full flex-none rounded-m px-[11px] text-ui pointer-coarse:h-11"
      />
      {query.isError && (
        <ErrorNote {...wordsOf(query.error)}>
          <Button onClick={() => void query.refetch()}>{words.tryAgain}</Button>
        </ErrorNote>
      )}
      {query.isSuccess && found.length === 0 && <p className="text-small text-ink-2">{words.mergeNothing}</p>}
      <ul className="-mx-2">
        {found.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => onChoose(one)}
              className="flex min-h-9 w-full items-center rounded-m px-2 text-start text-ui hover:bg-hover pointer-coarse:min-h-11"
            >
              <span dir="auto" className="min-w-0 flex-1 truncate text-start">
                {lineOf(one.content)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

interface SayTogetherProps {
  memory: Memory
  other: Memory
  onBack(): void
  onDone(): void
}

function SayTogether({ memory, other, onBack, onDone }: SayTogetherProps) {
  const { merge, isBusy, error } = useMerging(memory, other, onDone)
  const isOlder = memory.createdAt <= other.createdAt
  return (
    <>
      <p dir="auto" className="line-clamp-3 flex-none border-s-2 border-line ps-3 text-ui [overflow-wrap:anywhere]">
        {glimpse(other.content)}
      </p>
      <MergeForm
        older={isOlder ? memory : other}
        newer={isOlder ? other : memory}
        staying={isOlder ? 'older' : 'newer'}
        text="both"
        isBusy={isBusy}
        error={error}
        cancel={words.mergeOther}
        onMerge={merge}
        onCancel={onBack}
      />
    </>
  )
}
