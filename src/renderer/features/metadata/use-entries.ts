// The entries of one thing, page by page, and the drafts that are being written on them. A draft goes only when it was saved
// or its writer gives it up.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MetadataEntry, MetadataTarget } from '../../../shared/contract/metadata'
import { announce } from '../../lib/announcer'
import { failureOf, wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queries, rpc } from '../../wire/rpc'
import { draftOf, isChanged, newDraft } from './draft'
import type { Draft } from './draft'
import { jsonOf } from './typed-value'
import { words } from './words'

export const NEW = ''

export function useEntries(target: MetadataTarget) {
  const query = useInfiniteQuery(
    queries.metadata.list.infiniteOptions({
      input: (after: string | undefined) => ({ target, ...(after !== undefined && { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      staleTime: 0,
      gcTime: 0,
    }),
  )
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map())
  const [error, setError] = useState<{ key: string; words: ErrorInWords } | null>(null)
  const [removed, setRemoved] = useState<readonly MetadataEntry[]>([])
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []

  const put = (id: string, draft: Draft) => setDrafts((before) => new Map(before).set(id, draft))
  const change = (id: string, some: Partial<Draft>) =>
    setDrafts((before) => {
      const draft = before.get(id)
      return draft ? new Map(before).set(id, { ...draft, ...some }) : before
    })
  const drop = (id: string) => setDrafts((before) => new Map([...before].filter(([other]) => other !== id)))

  async function attempt(key: string, act: () => Promise<void>): Promise<void> {
    setError(null)
    try {
      await act()
    } catch (cause) {
      setError({ key, words: wordsOf(cause) })
    }
  }

  /** @param base what it takes the place of; null: nothing */
  async function save(id: string, draft: Draft, base: MetadataEntry | null): Promise<boolean> {
    change(id, { isBusy: true, error: null })
    try {
      await rpc.metadata.save({
        target,
        key: draft.key,
        value: jsonOf(draft.typed),
        ...(base && { changed: base.changed }),
      })
      await query.refetch()
      drop(id)
      announce(words.saved)
      return true
    } catch (cause) {
      const isQuicker = failureOf(cause)?.code === 'CONFLICT'
      const elsewhere = isQuicker
        ? await rpc.metadata.get({ target, key: draft.key }).catch(() => undefined)
        : undefined
      change(id, {
        isBusy: false,
        ...(elsewhere === undefined ? { error: wordsOf(cause) } : { elsewhere }),
      })
      return false
    }
  }

  return {
    query,
    entries,
    drafts,
    error,
    unsaved: [...drafts.values()].filter(isChanged).length,
    change,
    drop,
    save,
    add: () => put(NEW, drafts.get(NEW) ?? newDraft()),
    /** Its whole value is read first. */
    edit: (entry: MetadataEntry) =>
      attempt(entry.key, async () => {
        const whole = entry.isWhole ? entry : await rpc.metadata.get({ target, key: entry.key })
        if (whole) put(entry.key, draftOf(whole))
        else await query.refetch()
      }),
    takeTheirs(id: string, theirs: MetadataEntry | null): void {
      void query.refetch()
      if (theirs) put(id === NEW ? theirs.key : id, draftOf(theirs))
      if (!theirs || id === NEW) drop(id)
    },
    remove: (entry: MetadataEntry) =>
      attempt(entry.key, async () => {
        const removed = await rpc.metadata.remove({ target, key: entry.key, changed: entry.changed })
        await query.refetch()
        setRemoved((before) => (removed ? [removed, ...before] : before))
        if (removed) announce(words.deleted(shortKey(removed.key)))
      }),
    /** Those that were deleted here, the last one first: until the dialog closes, they come back. */
    removed,
    undo: (entry: MetadataEntry) =>
      attempt(entry.key, async () => {
        await rpc.metadata.save({ target, key: entry.key, value: entry.value })
        setRemoved((before) => before.filter((other) => other !== entry))
        await query.refetch()
      }),
  }
}

export type Entries = ReturnType<typeof useEntries>

/** A name for a line: not longer than one can take in. */
export function shortKey(key: string): string {
  const signs = [...key]
  return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : key
}
