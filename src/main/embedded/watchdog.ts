// Notices a data process that does not answer. PostgreSQL in it runs on the thread that would answer, and a statement
// that does not end can be neither timed out nor cancelled.
import type { FromDataProcess, Port, ToDataProcess, Work } from './protocol'

/** How long it may be silent while somebody waits: during calls, and during what is known to take longer. */
export interface Patience {
  calls: number
  longCalls: Record<string, number>
  work: Record<Work, number>
}

const MINUTE = 60_000

export const patience: Patience = {
  calls: 30_000,
  // What goes through everything somebody has. Ended in the middle, it would never come to its end.
  longCalls: {
    ai_forget: 15 * MINUTE,
    ai_forget_preview: 15 * MINUTE,
    ai_import_thread: 15 * MINUTE,
    ai_purge_deleted: 15 * MINUTE,
    ai_reindex_search: 15 * MINUTE,
  },
  work: {
    opening: 5 * MINUTE,
    restoring: 30 * MINUTE,
    migrating: 15 * MINUTE,
    'backing-up': 10 * MINUTE,
    tidying: 5 * MINUTE,
  },
}

/** Looks so often within the patience. Looks are counted, and not time: a computer that slept is no hanging statement. */
const LOOKS = 6

/**
 * @param waitsFor what somebody waits for now: the name of a call, or '' for anything else; null: nobody waits, and it is
 *   not even asked
 * @param onStuck is told once, with how long it was silent
 * @returns stops watching
 */
export function watch(
  port: Port,
  waitsFor: () => string | null,
  onStuck: (milliseconds: number) => void,
  { calls, longCalls, work }: Patience = patience,
): () => void {
  let present: Work | null = null
  let silentLooks = 0

  port.onMessage((data) => {
    silentLooks = 0
    const message = data as FromDataProcess
    if (message.type === 'working') present = message.on
  })
  const everyMs = calls / LOOKS
  const timer = setInterval(() => {
    const call = waitsFor()
    if (call === null) {
      silentLooks = 0
      return
    }
    const silentMs = silentLooks * everyMs
    if (silentMs >= Math.max(present ? work[present] : calls, longCalls[call] ?? 0)) {
      clearInterval(timer)
      return onStuck(silentMs)
    }
    silentLooks += 1
    port.postMessage({ type: 'ping' } satisfies ToDataProcess)
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
