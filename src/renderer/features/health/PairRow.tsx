import { useState } from 'react'
import type { ComponentType } from 'react'
import type { MemoryPair } from '../../../shared/contract/health'
import type { Memory } from '../../../shared/contract/memories'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { beginning, factsOf } from './in-words'
import { keyOf } from './pairs'
import type { MergingOfPair } from './pairs'
import { SelectBox } from './SelectBox'
import type { Selection } from './use-choosing'
import type { Decisions } from './use-decisions'
import { words } from './words'

interface PairRowProps {
  pair: MemoryPair
  apart: string
  decisions: Decisions
  Merging: ComponentType<MergingOfPair>
  selection: Selection
  onDecided(): void
}

/** Two memories beside each other, and what one can do about them. */
export function PairRow({ pair, apart, decisions, Merging, selection, onDecided }: PairRowProps) {
  const [isMerging, setMerging] = useState(false)
  const { older, newer, relation } = pair
  const key = keyOf(pair)
  const isBusy = decisions.busyKey === key
  const error = decisions.failure?.key === key ? decisions.failure.words : null
  const after = (work: Promise<boolean>) => void work.then((isDone) => isDone && onDecided())

  return (
    <li
      aria-label={words.pair(beginning(older.content))}
      tabIndex={0}
      data-suggestion={key}
      aria-keyshortcuts="X M A L J K"
      className="-mx-2 rounded-m border-line px-2 py-4 [contain-intrinsic-size:auto_150px] [content-visibility:auto] not-first:border-t"
    >
      <div className="flex items-center gap-2.5">
        <SelectBox content={older.content} suggestion={key} selection={selection} />
        <p className="text-small text-ink-2">{words.relations[relation]}</p>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-x-6 gap-y-3 max-narrow:grid-cols-1">
        {[
          { memory: older, name: words.older },
          { memory: newer, name: words.newer },
        ].map(({ memory, name }) => (
          <OneOfBoth
            key={memory.id}
            memory={memory}
            name={name}
            isBusy={isBusy}
            onArchive={() => after(decisions.archive(key, memory.id))}
          />
        ))}
      </div>
      {isMerging ? (
        <div className="mt-3">
          <Merging
            pair={pair}
            isBusy={isBusy}
            onCancel={() => setMerging(false)}
            onMerge={(intoId, content) => after(decisions.merge(pair, intoId, content))}
          />
        </div>
      ) : (
        <div className="mt-2 flex flex-wrap gap-1.5">
          <Button changes size="small" onClick={() => setMerging(true)}>
            {words.merge}
          </Button>
          <Button changes size="small" look="bare" isBusy={isBusy} onClick={() => after(decisions.tellApart(pair))}>
            {apart}
          </Button>
        </div>
      )}
      {error && (
        <div className="mt-3">
          <ErrorNote {...error} />
        </div>
      )}
    </li>
  )
}

interface OneOfBothProps {
  memory: Memory
  name: string
  isBusy: boolean
  onArchive(): void
}

function OneOfBoth({ memory, name, isBusy, onArchive }: OneOfBothProps) {
  return (
    <div className="min-w-0 border-s-2 border-line ps-3">
      <p className="text-micro text-ink-3">{name}</p>
      <p
        dir="auto"
        className="max-h-60 overflow-y-auto text-ui text-pretty [overflow-wrap:anywhere] whitespace-pre-wrap"
      >
        {memory.content}
      </p>
      <p className="mt-0.5 text-micro text-ink-3">{factsOf(memory)}</p>
      <Button
        changes
        size="small"
        look="bare"
        className="-ms-2"
        aria-label={words.archiveOne(beginning(memory.content))}
        isBusy={isBusy}
        onClick={onArchive}
      >
        {words.archive}
      </Button>
    </div>
  )
}
