import { useId, useRef } from 'react'
import type { Memory } from '../../../shared/contract/memories'
import { glimpse } from '../../../shared/domain/glimpse'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { wordsOf } from '../../wire/failure'
import { beginning, factsOf } from './in-words'
import { SelectBox } from './SelectBox'
import type { Selection } from './use-choosing'
import type { Decisions } from './use-decisions'
import { ages } from './use-unused'
import type { UnusedMemories } from './use-unused'
import { words } from './words'

interface UnusedProps {
  unused: UnusedMemories
  decisions: Decisions
  selection: Selection
}

/** What was remembered long ago and helped in no answer. */
export function Unused({ unused, decisions, selection }: UnusedProps) {
  const { days, setDays, query, memories } = unused
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const list = useRef<HTMLUListElement>(null)
  function after(work: Promise<boolean>, place: number): void {
    void work.then((isDone) => {
      if (!isDone) return
      requestAnimationFrame(() => {
        const row = list.current?.children[Math.min(place, (list.current.children.length || 1) - 1)]
        const next = row instanceof HTMLElement ? row : heading.current
        next?.focus()
      })
    })
  }

  return (
    <section aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1} className="rounded-s text-ui font-strong">
        {words.unused}
      </h2>
      <p className="text-small text-ink-2">
        {query.data && memories.length === 0 ? words.noneUnused : words.unusedHint}
      </p>
      <div className="mt-2">
        <ToggleGroup
          label={words.age}
          options={ages.map((one) => ({ value: String(one), words: words.ages[one] }))}
          value={String(days)}
          onChange={(value) => setDays(ages.find((one) => String(one) === value) ?? 90)}
        />
      </div>
      <ul ref={list} aria-labelledby={id} className="mt-2 flex flex-col">
        {memories.map((memory, place) => (
          <UnusedRow
            key={memory.id}
            memory={memory}
            decisions={decisions}
            selection={selection}
            onArchive={() => after(decisions.archive(memory.id, memory.id), place)}
            onKeep={() => after(decisions.keep(memory.id), place)}
          />
        ))}
      </ul>
      {query.isError && (
        <ErrorNote {...wordsOf(query.error)}>
          <Button size="small" onClick={() => void query.refetch()}>
            {words.tryAgain}
          </Button>
        </ErrorNote>
      )}
      {query.hasNextPage && (
        <Button size="small" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.showMore}
        </Button>
      )}
    </section>
  )
}

interface UnusedRowProps {
  memory: Memory
  decisions: Decisions
  selection: Selection
  onArchive(): void
  onKeep(): void
}

function UnusedRow({ memory, decisions, selection, onArchive, onKeep }: UnusedRowProps) {
  const isBusy = decisions.busyKey === memory.id
  const error = decisions.failure?.key === memory.id ? decisions.failure.words : null
  return (
    <li
      tabIndex={0}
      data-suggestion={memory.id}
      aria-label={beginning(memory.content)}
      aria-keyshortcuts="X A L J K"
      className="-mx-2 rounded-m border-line px-2 py-2.5 [contain-intrinsic-size:auto_56px] [content-visibility:auto] not-first:border-t"
    >
      <div className="flex flex-wrap items-start gap-x-2">
        <span className="flex h-6 items-center pe-0.5">
          <SelectBox content={memory.content} suggestion={memory.id} selection={selection} />
        </span>
        <div className="min-w-52 flex-1">
          <p dir="auto" className="line-clamp-4 text-ui [overflow-wrap:anywhere]">
            {glimpse(memory.content)}
          </p>
          <p className="text-micro text-ink-3">{factsOf(memory)}</p>
        </div>
        <Button
          changes
          size="small"
          look="bare"
          isBusy={isBusy}
          aria-label={words.archiveOne(beginning(memory.content))}
          onClick={onArchive}
        >
          {words.archive}
        </Button>
        <Button
          changes
          size="small"
          look="bare"
          isBusy={isBusy}
          aria-label={words.keepOne(beginning(memory.content))}
          onClick={onKeep}
        >
          {words.keep}
        </Button>
      </div>
      {error && (
        <div className="mt-2">
          <ErrorNote {...error} />
        </div>
      )}
    </li>
  )
}
