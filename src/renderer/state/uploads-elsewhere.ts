// Which files of a draft another window is sending. Windows share their drafts and not their uploads: the one that sends
// a file holds a lock of the browser's with its id, which goes with the window whatever becomes of that.
import { useEffect, useEffectEvent, useState } from 'react'
import { keepDraftsNow, storedDraft, useDrafts } from './drafts'
import type { ComingFile } from './drafts'

const lockOf = (id: string) => `kith.upload.${id}`

/** Others see the file as being sent from here until `work` is done and the draft is kept as it is then. */
export async function sendingFrom(id: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(lockOf(id), async () => {
    await work()
    keepDraftsNow()
  })
}

/** Milliseconds. What one window stores reaches another in its own time, at times later than the end of a lock. */
const NEWS = 2_000

/**
 * What became of a file this window is not sending: it is still being sent from another one, or did not arrive. Null
 * until that is known. One that does arrive becomes a file of this window's draft, too; one that is not wanted any more
 * in the other window goes from here.
 */
export function useSentElsewhere(draftKey: string, file: ComingFile): 'sending' | 'lost' | null {
  const [fate, setFate] = useState<'sending' | 'lost' | null>(null)
  const { id } = file
  const take = useEffectEvent(() => takeOver(draftKey, file))
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('storage', () => take(), { signal })
    async function follow(): Promise<void> {
      const name = lockOf(id)
      const isFree = await navigator.locks.request(name, { mode: 'shared', ifAvailable: true }, (lock) => lock !== null)
      if (!isFree && !signal.aborted) {
        setFate('sending')
        await navigator.locks.request(name, { mode: 'shared', signal }, () => undefined)
        if (!signal.aborted && !take()) await new Promise((resolve) => setTimeout(resolve, NEWS))
      }
      if (!signal.aborted && !take()) setFate('lost')
    }
    follow().catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
    return () => stop.abort()
  }, [id])
  return fate
}

/** @returns whether the other window has said what became of it */
function takeOver(draftKey: string, { id, place }: ComingFile): boolean {
  const stored = storedDraft(draftKey)
  if (stored?.coming?.some((file) => file.id === id)) return false
  const { attach, expectNoMore } = useDrafts.getState()
  const arrived = stored?.attachments?.find((one) => one.place === place)
  if (arrived) attach(draftKey, arrived, place)
  expectNoMore(draftKey, id)
  return true
}
