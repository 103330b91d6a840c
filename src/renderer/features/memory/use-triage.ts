// Which proposals are chosen, and the keys that go through them.
import { useState } from 'react'
import type { RefObject } from 'react'
import type { Proposal } from '../../../shared/contract/memories'

export interface Selection {
  ids: ReadonlySet<string>
  isOn: boolean
  begin(): void
  end(): void
  toggle(id: string): void
  setAll(ids: readonly string[]): void
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null)
  return {
    ids: ids ?? new Set(),
    isOn: ids !== null,
    begin: () => setIds(new Set()),
    end: () => setIds(null),
    toggle: (id) =>
      setIds((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    setAll: (all) => setIds(new Set(all)),
  }
}

/** Moves the focus to the row before or after; whether there was one. */
export function moveFocus(list: RefObject<HTMLElement | null>, from: Element, step: 1 | -1): boolean {
  const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-proposal]') ?? [])]
  const next = rows[rows.findIndex((row) => row === from) + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}

/** It stands in the place of something, or against it: that is decided one by one. */
export function needsLook({ related }: Proposal): boolean {
  return related !== null && related.relation !== 'resembles'
}
