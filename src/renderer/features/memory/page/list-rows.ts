// Memories as rows: one after the other, or under the days and months in which they were learned.
import type { Memory } from '../../../../shared/contract/memories'
import { glimpse } from '../../../../shared/domain/glimpse'
import { dayName, monthName } from '../../../lib/dates'

export type ListRow =
  | { kind: 'heading'; key: string; words: string }
  | { kind: 'memory'; memory: Memory; /** Among the memories, from 0. */ index: number }

/** Days are named for so long; before them, months. */
const DAYS = 30

export function listRows(memories: readonly Memory[], isTimeline: boolean, now: Date): ListRow[] {
  let last = ''
  return memories.flatMap((memory, index): ListRow[] => {
    const row = { kind: 'memory', memory, index } as const
    if (!isTimeline) return [row]
    const words = periodOf(new Date(memory.createdAt), now)
    if (words === last) return [row]
    last = words
    return [{ kind: 'heading', key: `${words} ${memory.id}`, words }, row]
  })
}

function periodOf(time: Date, now: Date): string {
  return now.getTime() - time.getTime() < DAYS * 86_400_000 ? dayName(time, now) : monthName(time)
}

/** A text on one line, and not more of it than a line can show. */
export function lineOf(content: string): string {
  return glimpse(content.slice(0, 400)).replaceAll(/\s+/g, ' ').trim()
}
