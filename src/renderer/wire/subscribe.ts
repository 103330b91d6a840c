import { ConnectionLost, waitBefore } from './connection'

interface Subscription<T> {
  open(signal: AbortSignal): Promise<AsyncIterable<T>>
  onValue(value: T): void
  /** Called each time it has been opened, the first time and after every interruption. */
  onOpen?(): void
  /** It fails again and again, and not because of the connection. It is tried on. */
  onTrouble?(error: unknown): void
}

/** Listens until told to stop, over lost connections and restarts of main. Returns how to stop. */
export function subscribe<T>(subscription: Subscription<T>): () => void {
  const stopped = new AbortController()
  void listenOn(subscription, stopped.signal)
  return () => stopped.abort()
}

async function listenOn<T>({ open, onValue, onOpen, onTrouble }: Subscription<T>, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const values = await open(signal)
      onOpen?.()
      for await (const value of values) {
        if (signal.aborted) return
        attempt = 0
        onValue(value)
      }
    } catch (error) {
      if (signal.aborted) return
      if (attempt >= 3 && !(error instanceof ConnectionLost)) onTrouble?.(error)
    }
    await new Promise((resolve) => setTimeout(resolve, waitBefore(attempt)))
  }
}
