// Whether a project can be reached. While it cannot, nothing is sent there but one small question now and then: every call
// fails at once, instead of each of them waiting for a network that is gone.
import { EventEmitter } from 'node:events'
import { answersAt } from './probe'

/** A request that says nothing for this long has the question asked beside it whether anything answers there. */
const SILENCE_MS = 8_000
/** Until the next question: longer after each, up to the last. */
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000]

export interface Circuit {
  /** Rejects with TypeError at once while the project cannot be reached. */
  fetch: typeof globalThis.fetch
  isOnline(): boolean
  /** Null while it is online. */
  offline(): { since: Date; reason: string } | null
  /** Asks now. Resolves with whether it answers. */
  tryNow(): Promise<boolean>
  /** Calls back when it becomes reachable, and when it is no more. Returns how to stop. */
  onChange(listener: (isOnline: boolean) => void): () => void
  close(): void
}

interface CircuitOptions {
  url: string
  publishableKey: string
  fetch?: typeof globalThis.fetch
  /** In milliseconds. */
  silence?: number
  pause?: (attempt: number) => number
}

export function createCircuit(options: CircuitOptions): Circuit {
  const { url, publishableKey, fetch = globalThis.fetch, silence = SILENCE_MS, pause = usualPause } = options
  const emitter = new EventEmitter()
  /** Aborts what is on its way when the project is found to be gone. */
  let gone = new AbortController()
  let offline: { since: Date; reason: string } | null = null
  let asking: Promise<boolean> | null = null
  let timer: NodeJS.Timeout | undefined
  let attempt = 0
  let isClosed = false

  function become(reason: string | null): void {
    const was = offline
    if (isClosed || (was === null) === (reason === null)) return
    offline = reason === null ? null : { since: new Date(), reason }
    if (reason === null) attempt = 0
    else {
      gone.abort(new TypeError(reason))
      gone = new AbortController()
    }
    emitter.emit('change', reason === null)
  }

  function askLater(): void {
    clearTimeout(timer)
    if (isClosed || offline === null) return
    timer = setTimeout(() => void tryNow(), pause(attempt)).unref()
    attempt += 1
  }

  /** One question at a time, whoever wants to know. */
  function tryNow(): Promise<boolean> {
    clearTimeout(timer)
    asking ??= answersAt({ url, publishableKey, fetch })
      .then((problem) => {
        become(problem)
        return problem === null
      })
      .finally(() => {
        asking = null
        askLater()
      })
    return asking
  }

  async function fetchThere(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    if (offline) throw new TypeError(offline.reason)
    const ofCaller = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const ofProject = gone.signal
    const signal = ofCaller ? AbortSignal.any([ofCaller, ofProject]) : ofProject
    const silent = setTimeout(() => void tryNow(), silence).unref()
    try {
      const response = await fetch(input, { ...init, signal })
      if (isFromTheProject(response)) return response
      await tryNow()
      if (offline) throw new TypeError(`It answers with status ${response.status}.`)
      return response
    } catch (error) {
      if (ofCaller?.aborted) throw error
      // One lost connection is not yet a project that is gone.
      if (!ofProject.aborted) await tryNow()
      throw error
    } finally {
      clearTimeout(silent)
    }
  }

  return {
    fetch: fetchThere,
    isOnline: () => offline === null,
    offline: () => offline,
    tryNow,
    onChange(listener) {
      emitter.on('change', listener)
      return () => emitter.off('change', listener)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      emitter.removeAllListeners()
    },
  }
}

// What stands before a project answers in its own way when there is nothing behind it.
function isFromTheProject({ status }: Response): boolean {
  return status < 502 || status > 530 || (status > 504 && status < 520)
}

/** Not all computers that lost the same project at the same moment at once. */
function usualPause(attempt: number): number {
  const pause = pauses[Math.min(attempt, pauses.length - 1)] ?? 60_000
  return pause * (0.8 + Math.random() * 0.4)
}
