// The answers being written, by thread. Only the message that grows listens to its run.
import { create } from 'zustand'
import type { ChatEvent, LiveRun, Message } from '../../shared/contract/chat'
import type { ErrorInWords } from '../wire/failure'
import { afterEvents } from './stream-reducer'

interface Streams {
  runs: Record<string, LiveRun | null>
  /** Why news of a thread do not come, where that is not the connection's doing. */
  troubles: Record<string, ErrorInWords | undefined>
  /** A call has begun a run, or repeated one that may be over; news of it may have come before, even that it is over. */
  begin(threadId: string, run: LiveRun): void
  receive(threadId: string, events: readonly ChatEvent[]): void
  setTrouble(threadId: string, trouble: ErrorInWords | undefined): void
}

const over = new Set<string>()

export const useStreams = create<Streams>()((set, get) => ({
  runs: {},
  troubles: {},
  begin(threadId, run) {
    if (run.message.status !== 'streaming' || over.has(run.runId) || get().runs[threadId]?.runId === run.runId) return
    set(({ runs }) => ({ runs: { ...runs, [threadId]: run } }))
  },
  receive(threadId, events) {
    for (const event of events) if (event.type === 'finished') over.add(event.runId)
    const before = get().runs[threadId] ?? null
    const after = afterEvents(before, events)
    if (after !== before) set(({ runs }) => ({ runs: { ...runs, [threadId]: after } }))
  },
  setTrouble: (threadId, trouble) => set(({ troubles }) => ({ troubles: { ...troubles, [threadId]: trouble } })),
}))

/** The id of the run that is on in a thread, which changes only as it begins and ends. */
export function useRunId(threadId: string | null): string | null {
  return useStreams(({ runs }) => (threadId === null ? null : (runs[threadId]?.runId ?? null)))
}

/** The answer being written in a thread, as it stands now. */
export function liveMessage(threadId: string): Message | null {
  return useStreams.getState().runs[threadId]?.message ?? null
}
