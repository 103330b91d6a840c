import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MemoryDetail as Detail } from '../../../../shared/contract/memories'
import { useDelayed } from '../../../lib/use-delayed'
import { useMemoryPage } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { IconButton } from '../../../ui/IconButton'
import { CloseIcon, PinIcon } from '../../../ui/icons'
import { Skeleton } from '../../../ui/Skeleton'
import { TextLink } from '../../../ui/TextLink'
import { failureOf, wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { ProposalSource } from '../ProposalSource'
import { words as memoryWords } from '../words'
import { DetailActions } from './DetailActions'
import { DetailFacts } from './DetailFacts'
import { DetailHistory } from './DetailHistory'
import { DetailSharing } from './DetailSharing'
import { DetailText } from './DetailText'
import { DetailUses } from './DetailUses'
import { stateOf } from './memories-of-page'
import { changeMemories } from './memory-changes'
import { words } from './words'

interface MemoryDetailProps {
  memoryId: string
  onClose(): void
}

/** One memory: what it says, where it comes from, what it was, and what it was used for. */
export function MemoryDetail({ memoryId, onClose }: MemoryDetailProps) {
  const query = useQuery(
    // What it is used for changes with every answer, and nobody tells.
    queries.memories.get.queryOptions({ input: { memoryId }, staleTime: 0 }),
  )
  const isSlow = useDelayed(query.isPending, 150)
  const detail = query.data
  const memory = detail?.memory
  const isGone = failureOf(query.error)?.code === 'NOT_FOUND'
  return (
    <>
      <header className="title-row ps-6 pe-[calc(12px+var(--inset-end))]">
        <h2 className="min-w-0 truncate text-small text-ink-2">
          {memory ? memoryWords.kindOf(memory.kind) : words.detail}
        </h2>
        <div className="ms-auto flex flex-none">
          {memory && stateOf(memory) !== 'deleted' && (
            <IconButton
              changes
              label={memory.pinned ? words.unpin : words.pin}
              aria-pressed={memory.pinned}
              isOn={memory.pinned}
              icon={<PinIcon />}
              onClick={() => void changeMemories([memory], memory.pinned ? 'unpin' : 'pin')}
            />
          )}
          <IconButton label={words.closeDetail} icon={<CloseIcon />} onClick={onClose} />
        </div>
      </header>
      <div data-scroller="" className="flex min-h-0 flex-1 flex-col gap-7 overflow-y-auto px-6 pt-1 pb-8">
        {isSlow && <Skeleton label={words.loading} />}
        {query.isError && (
          <ErrorNote {...(isGone ? words.gone : wordsOf(query.error))}>
            {!isGone && <Button onClick={() => void query.refetch()}>{words.tryAgain}</Button>}
          </ErrorNote>
        )}
        {detail && memory && !isGone && (
          <>
            <section aria-label={words.text} className="flex flex-col gap-3">
              <DetailText detail={detail} />
              <StateHint detail={detail} />
              <DetailActions detail={detail} onGone={onClose} />
            </section>
            <Part title={words.source}>
              {memory.quote && (
                <blockquote
                  dir="auto"
                  className="mb-1 border-s-2 border-accent ps-3.5 text-ui [overflow-wrap:anywhere] whitespace-pre-line"
                >
                  {memory.quote}
                </blockquote>
              )}
              {memory.sourceThreadId === null ? (
                <p className="text-small text-ink-2">{memory.quote ? memoryWords.fromDeleted : words.written}</p>
              ) : (
                <ProposalSource proposal={memory} />
              )}
            </Part>
            <Part title={words.history}>
              <DetailHistory detail={detail} />
            </Part>
            <Part title={words.usage}>
              <DetailUses detail={detail} />
            </Part>
            <Part title={words.sharing.title}>
              <DetailSharing memory={memory} />
            </Part>
            <Part title={words.details}>
              <DetailFacts detail={detail} />
            </Part>
          </>
        )}
      </div>
    </>
  )
}

function StateHint({ detail: { memory } }: { detail: Detail }) {
  const set = useMemoryPage((page) => page.set)
  const state = stateOf(memory)
  if (state === 'active') return null
  return (
    <p className="border-s-2 border-warning ps-3 text-small text-ink-2">
      {state === 'deleted' ? words.deletedHint : memory.mergedInto === null ? words.archivedHint : words.mergedHint}{' '}
      {memory.mergedInto !== null && (
        <TextLink onClick={() => set({ memoryId: memory.mergedInto })}>{words.showOther}</TextLink>
      )}
    </p>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-small font-strong">{title}</h3>
      {children}
    </section>
  )
}
