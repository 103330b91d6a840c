import type { Thread } from '../../../shared/contract/threads'
import { ageOf } from '../../lib/dates'
import type { Age } from '../../lib/dates'

export interface ThreadGroup {
  age: Age
  threads: Thread[]
}

/** Cuts a list, newest first, into Today, Last 7 days and Earlier. Its order stays as it is. */
export function groupByAge(threads: readonly Thread[], now: Date): ThreadGroup[] {
  const groups: ThreadGroup[] = []
  for (const thread of threads) {
    const age = ageOf(new Date(thread.lastMessageAt), now)
    const group = groups.find((known) => known.age === age)
    if (group) group.threads.push(thread)
    else groups.push({ age, threads: [thread] })
  }
  return groups
}
