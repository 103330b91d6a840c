import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { useDelayed } from '../../../lib/use-delayed'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { PlusIcon } from '../../../ui/icons'
import { Page } from '../../../ui/Page'
import { Skeleton } from '../../../ui/Skeleton'
import { UnchangeableNote } from '../../../ui/UnchangeableNote'
import { TextLink } from '../../../ui/TextLink'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { addPersona, forgetError, usePersonaActions } from '../persona-actions'
import { arranged } from './arranged'
import type { Order } from './arranged'
import { GalleryTools } from './GalleryTools'
import { PersonaTile } from './PersonaTile'
import { words } from './words'

/** Everybody one can talk to, what each was told, and what one can do with them. Loaded when it is opened. */
export function PersonasPage({ start, onClose }: { start: ReactNode; onClose(): void }) {
  // What they were told changes with every message.
  const cards = useQuery(queries.personas.gallery.queryOptions({ refetchOnMount: 'always' as const }))
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<Order>('made')
  const [isArchivedShown, setArchivedShown] = useState(false)
  const error = usePersonaActions((actions) => actions.error)
  const isSlow = useDelayed(cards.isPending, 150)
  const wanted = useDeferredValue(search)
  const { shown, archived } = arranged(cards.data ?? [], wanted, order)
  const isArchivedListed = archived.length > 0 && (isArchivedShown || wanted.trim() !== '')

  return (
    <Page
      title={words.title}
      close={words.close}
      start={start}
      onClose={onClose}
      end={
        <Button changes size="small" onClick={addPersona}>
          <PlusIcon />
          {words.add}
        </Button>
      }
    >
      <div data-scroller="" className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[960px] flex-col gap-5 px-8 pt-3 pb-16 max-narrow:px-5">
          <UnchangeableNote />
          {isSlow && <Skeleton label={words.loading} />}
          {cards.isError && (
            <ErrorNote {...wordsOf(cards.error)}>
              <Button onClick={() => void cards.refetch()}>{words.tryAgain}</Button>
            </ErrorNote>
          )}
          {error && (
            <ErrorNote {...error}>
              <TextLink onClick={forgetError}>{words.close}</TextLink>
            </ErrorNote>
          )}
          {cards.data && (
            <>
              <GalleryTools
                search={search}
                order={order}
                archived={cards.data.filter(({ isArchived }) => isArchived).length}
                isArchivedShown={isArchivedShown}
                onSearch={setSearch}
                onOrder={setOrder}
                onArchived={setArchivedShown}
              />
              <p role="status" className="text-ui text-ink-2 empty:hidden">
                {shown.length + archived.length === 0 && words.nothingFound(wanted.trim())}
              </p>
              <Tiles name={words.list} cards={shown} />
              {isArchivedListed && (
                <section aria-labelledby="archived-personas">
                  <h2 id="archived-personas" className="mb-2 text-small font-strong text-ink-2">
                    {words.archivedList}
                  </h2>
                  <Tiles name={words.archivedList} cards={archived} />
                </section>
              )}
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

function Tiles({ name, cards }: { name: string; cards: ReturnType<typeof arranged>['shown'] }) {
  if (cards.length === 0) return null
  return (
    <ul aria-label={name} className="-mx-3 grid grid-cols-[repeat(auto-fill,minmax(min(280px,100%),1fr))] gap-2">
      {cards.map((card) => (
        <PersonaTile key={card.persona?.id ?? 'none'} card={card} />
      ))}
    </ul>
  )
}
