import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { number } from '../../../lib/numbers'
import { useMemoryPage, useMemoryScope } from '../../../state/memory-page'
import type { MemoryScope } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { ListIcon, PlusIcon, TimeIcon } from '../../../ui/icons'
import { Page } from '../../../ui/Page'
import { Tabs } from '../../../ui/Tabs'
import { UnchangeableNote } from '../../../ui/UnchangeableNote'
import { queries } from '../../../wire/rpc'
import { proposalsQuery } from '../proposals-query'
import { DetailPane } from './DetailPane'
import { InboxTab } from './InboxTab'
import { MemoryList } from './MemoryList'
import { NotesTab } from './NotesTab'
import { ScopeMenu } from './ScopeMenu'
import { words } from './words'
import { WriteMemory } from './WriteMemory'

/** A tab that is no part of this feature. `app` puts it in. */
export interface MemoryTab {
  id: string
  title: string
  render(scope: MemoryScope): ReactNode
}

interface MemoryPageProps {
  /** The way back to the sidebar, where it is hidden. */
  start: ReactNode
  onClose(): void
  tabs: readonly MemoryTab[]
}

/** All that is remembered: the memories, what waits for a word, the notes, and what is put in beside them. */
export function MemoryPage({ start, onClose, tabs }: MemoryPageProps) {
  const scope = useMemoryScope()
  const { tab, view, memoryId, set } = useMemoryPage()
  const [isWriting, setWriting] = useState(false)
  const counts = useQuery(queries.memories.counts.queryOptions({ input: scope })).data
  const waiting = useQuery(proposalsQuery(scope)).data
  const total = counts?.reduce((sum, { state, count }) => sum + (state === 'active' ? count : 0), 0)
  const factOf = (count: number | undefined) => (count ? number(count) : undefined)
  const all = [
    { id: 'memories', words: words.memories, fact: factOf(total) },
    { id: 'inbox', words: words.inbox, fact: factOf(waiting?.length) },
    { id: 'notes', words: words.notes },
    ...tabs.map(({ id, title }) => ({ id, words: title })),
  ]
  const shown = all.some(({ id }) => id === tab) ? tab : 'memories'
  const isList = shown === 'memories'
  const isTimeline = view === 'timeline'

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <Page
          title={words.title}
          close={words.close}
          start={start}
          onClose={onClose}
          end={
            <>
              <ScopeMenu scope={scope} />
              {isList && (
                <div role="group" aria-label={words.view} className="flex">
                  <IconButton
                    label={words.list}
                    aria-pressed={!isTimeline}
                    isOn={!isTimeline}
                    icon={<ListIcon />}
                    onClick={() => set({ view: 'list' })}
                  />
                  <IconButton
                    label={words.timeline}
                    aria-pressed={isTimeline}
                    isOn={isTimeline}
                    icon={<TimeIcon />}
                    onClick={() => set({ view: 'timeline' })}
                  />
                </div>
              )}
            </>
          }
        >
          <UnchangeableNote className="mx-8 mt-3 mb-2 max-narrow:mx-6" />
          <Tabs
            label={words.tabs}
            value={shown}
            tabs={all}
            onChange={(next) => set({ tab: next })}
            end={
              isList && (
                <Button changes size="small" onClick={() => setWriting(true)}>
                  <PlusIcon />
                  {words.write}
                </Button>
              )
            }
          >
            <h2 className="sr-only">{all.find(({ id }) => id === shown)?.words}</h2>
            {isList && <MemoryList onWrite={() => setWriting(true)} />}
            {shown === 'inbox' && <InboxTab key={String(scope.personaId)} scope={scope} />}
            {shown === 'notes' && <NotesTab scope={scope} />}
            {tabs.find(({ id }) => id === shown)?.render(scope)}
          </Tabs>
        </Page>
      </div>
      {/* It belongs to the list: beside another tab it would say nothing to what is there. It is back with the list. */}
      {isList && memoryId !== null && (
        <DetailPane memoryId={memoryId} onClose={() => closeDetail(memoryId, () => set({ memoryId: null }))} />
      )}
      {isWriting && <WriteMemory scope={scope} onClose={() => setWriting(false)} />}
    </div>
  )
}

/** The row it was opened from takes the focus. */
function closeDetail(memoryId: string, close: () => void): void {
  close()
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role=row][data-memory="${memoryId}"]`)?.focus())
}
