import type { Thread } from '../../../shared/contract/threads'
import { ageOf } from '../../lib/dates'
import type { Age } from '../../lib/dates'

type Group = 'pinned' | Age

export type ListRow = { kind: 'heading'; group: Group } | { kind: 'thread'; thread: Thread; index: number }

/** The list as it is drawn: what is pinned, then Today, Last 7 days and Earlier, each under its heading, in their order. */
export function listRows(pinned: readonly Thread[], others: readonly Thread[], now: Date): ListRow[] {
  const rows: ListRow[] = []
  let group: Group | null = null
  const add = (thread: Thread, of: Group, index: number) => {
    if (of !== group) rows.push({ kind: 'heading', group: of })
    group = of
    rows.push({ kind: 'thread', thread, index })
  }
  for (const [index, thread] of pinned.entries()) add(thread, 'pinned', index)
  for (const [index, thread] of others.entries())
    add(thread, ageOf(new Date(thread.lastMessageAt), now), pinned.length + index)
  return rows
}
