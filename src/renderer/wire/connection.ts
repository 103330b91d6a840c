// One link to main that outlives its carriers: calls wait for the next one, and whoever listens learns how it stands.
import type { ClientContext, ClientLink } from '@orpc/client'
import { markPhase } from '../lib/start-marks'
import type { Carrier } from './carrier'
import type { WhyLost } from './why-lost'

export type ConnectionState = { phase: 'connecting' } | { phase: 'open' } | { phase: 'lost'; why: WhyLost }

export interface Connection {
  link: ClientLink<ClientContext>
  state(): ConnectionState
  listen(listener: () => void): () => void
  /** Tries now instead of when the wait is over. */
  hurry(): void
}

/** The call never reached main, or its answer never came back. What it did there is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

interface Options {
  open: () => Carrier
  askWhyLost: () => Promise<WhyLost>
  /** How long a call waits for a carrier before it fails. */
  patienceMilliseconds?: number
}

export function createConnection({ open, askWhyLost, patienceMilliseconds = 15_000 }: Options): Connection {
  let state: ConnectionState = { phase: 'connecting' }
  let current: Carrier | null = null
  let cutWaitShort = () => {}
  const listeners = new Set<() => void>()

  function become(next: ConnectionState): void {
    state = next
    for (const listener of listeners) listener()
  }

  async function keepOpen(): Promise<never> {
    for (let attempt = 0; ; attempt++) {
      const carrier = open()
      const isOpen = await Promise.race([carrier.opened.then(() => true), carrier.closed.then(() => false)])
      if (isOpen) {
        attempt = 0
        current = carrier
        markPhase('page-connected')
        become({ phase: 'open' })
        await carrier.closed
        current = null
        become({ phase: 'lost', why: 'interrupted' })
      } else if (attempt > 0) {
        // Once is an accident, and a first connection that takes two tries is nobody's business.
        become({ phase: 'lost', why: await askWhyLost() })
      }
      await wait(waitBefore(attempt))
    }
  }

  function wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      cutWaitShort = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function whenOpen(signal: AbortSignal | undefined): Promise<Carrier> {
    if (current) return Promise.resolve(current)
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        listeners.delete(check)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        finish()
      }
      const check = () => current && settle(() => resolve(current as Carrier))
      const abort = () => settle(() => reject(signal?.reason as Error))
      const timer = setTimeout(() => settle(() => reject(new ConnectionLost())), patienceMilliseconds)
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort)
      listeners.add(check)
    })
  }

  void keepOpen()

  return {
    link: {
      async call(path, input, options) {
        const carrier = await whenOpen(options.signal)
        let isClosed = false
        void carrier.closed.then(() => (isClosed = true))
        try {
          return await carrier.link.call(path, input, options)
        } catch (cause) {
          // The library ends calls of a closed carrier with an abort of its own.
          await Promise.resolve()
          throw isClosed && !options.signal?.aborted ? new ConnectionLost('', { cause }) : cause
        }
      },
    },
    state: () => state,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hurry: () => cutWaitShort(),
  }
}

/** A quarter of a second, then twice as long each time, at most five seconds. */
export function waitBefore(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 5_000)
}
