import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import type { MetadataEntry } from '../../../shared/contract/metadata'
import { useDelayed } from '../../lib/use-delayed'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { PlusIcon } from '../../ui/icons'
import { Skeleton } from '../../ui/Skeleton'
import { UnchangeableNote } from '../../ui/UnchangeableNote'
import { wordsOf } from '../../wire/failure'
import { EntryForm } from './EntryForm'
import { EntryRow, OwnRow } from './EntryRow'
import { NEW, shortKey } from './use-entries'
import type { Entries } from './use-entries'
import { words } from './words'

/** So many can be looked through without a field to find one. */
const FEW = 12

/** All entries, those that are being written as forms in their places. */
export function EntryList({ entries }: { entries: Entries }) {
  const { query, drafts, error, removed } = entries
  const [wanted, setWanted] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const focusEntry = useFocusOnEntry(scroller, query.isFetching)
  const isSlow = useDelayed(query.isPending, 150)
  const isWanted = ({ key }: MetadataEntry) => key.toLowerCase().includes(wanted.trim().toLowerCase())
  const owners = entries.entries.filter(({ by }) => by === 'owner')
  const kiths = entries.entries.filter(({ by }) => by !== 'owner')
  const shown = owners.filter((entry) => isWanted(entry) || drafts.has(entry.key))
  // What was deleted elsewhere, or is on no page that was read, keeps its form.
  const stray = [...drafts].filter(([id]) => id !== NEW && !shown.some(({ key }) => key === id))
  const form = (id: string) => {
    const draft = drafts.get(id)
    return draft && <EntryForm id={id} draft={draft} entries={entries} onEnd={() => focusEntry(id)} />
  }

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-8 pt-1 pb-7 max-narrow:px-5">
      <p className="text-small text-ink-2">{words.intro}</p>
      <UnchangeableNote className="mt-3" />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button changes data-add="" disabled={!query.data} onClick={entries.add}>
          <PlusIcon />
          {words.add}
        </Button>
        {owners.length > FEW && (
          <>
            <input
              type="search"
              aria-label={words.find}
              placeholder={words.find}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
              className="field-frame h-8 w-56 max-w-full rounded-m px-[11px] text-ui pointer-coarse:h-11"
            />
            <span role="status" className="text-small text-ink-3">
              {words.found(shown.length)}
            </span>
          </>
        )}
      </div>

      {isSlow && <Skeleton label={words.reading} />}
      {query.isError && (
        <div className="mt-4">
          <ErrorNote {...wordsOf(query.error)}>
            <Button size="small" onClick={() => void query.refetch()}>
              {words.tryAgain}
            </Button>
          </ErrorNote>
        </div>
      )}
      {query.data && owners.length === 0 && drafts.size === 0 && (
        <div className="mt-5">
          <p className="text-ui">{words.empty}</p>
          <p className="text-small text-ink-2">{words.emptyWay}</p>
        </div>
      )}
      {owners.length > 0 && shown.length === 0 && <p className="mt-5 text-ui text-ink-2">{words.noneFound}</p>}

      {removed.map((entry) => (
        <p key={entry.changed} className="mt-3 flex items-center gap-2 text-small text-ink-2">
          <bdi className="min-w-0 truncate">{words.deleted(shortKey(entry.key))}</bdi>
          <Button
            changes
            size="small"
            look="bare"
            // It takes the place of the row that had the focus.
            autoFocus // oxlint-disable-line jsx-a11y/no-autofocus
            onClick={() => void entries.undo(entry).then(() => focusEntry(entry.key))}
          >
            {words.undo}
          </Button>
        </p>
      ))}
      <ul aria-label={words.yours} className="mt-3 flex flex-col">
        {drafts.has(NEW) && <Line>{form(NEW)}</Line>}
        {stray.map(([id]) => (
          <Line key={id}>{form(id)}</Line>
        ))}
        {shown.map((entry) => (
          <Line key={entry.key}>
            {form(entry.key) ?? (
              <EntryRow
                entry={entry}
                error={error?.key === entry.key ? error.words : null}
                onEdit={() => void entries.edit(entry)}
                onDelete={() => void entries.remove(entry)}
              />
            )}
          </Line>
        ))}
      </ul>
      {error && !shown.some(({ key }) => key === error.key) && <ErrorNote {...error.words} />}
      {query.hasNextPage && (
        <Button size="small" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}

      {kiths.length > 0 && (
        <section aria-label={words.ownHeading} className="mt-6">
          <h3 className="text-small font-strong">{words.ownHeading}</h3>
          <p className="text-small text-ink-2">{words.ownHint}</p>
          <ul className="mt-1 flex flex-col">
            {kiths.map((entry) => (
              <Line key={entry.key}>
                <OwnRow entry={entry} />
              </Line>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Line({ children }: { children: ReactNode }) {
  return (
    <li className="border-line py-2.5 [contain-intrinsic-size:auto_56px] [content-visibility:auto] not-first:border-t">
      {children}
    </li>
  )
}

/**
 * Gives the focus to the entry with a key, or to the button that adds one, as soon as it is drawn: what was saved is read
 * again before there is a row of it.
 */
function useFocusOnEntry(list: RefObject<HTMLElement | null>, isReading: boolean): (key: string) => void {
  const [wanted, setWanted] = useState<{ key: string } | null>(null)
  const done = useRef<typeof wanted>(null)
  useLayoutEffect(() => {
    if (wanted === null || wanted === done.current) return
    const find = (selector: string) => list.current?.querySelector<HTMLElement>(selector)
    const row = wanted.key === NEW ? null : find(`[data-entry="${CSS.escape(wanted.key)}"] button`)
    if (!row && isReading) return
    ;(row ?? find('[data-add]'))?.focus()
    done.current = wanted
  })
  return (key) => setWanted({ key })
}
