// From one version to the next. What fetches and installs is the host's; when it may, and what everybody is told of it, is here.
import { EventEmitter } from 'node:events'
import type { Settings } from '../settings'
import type { Updates } from '../router/context'
import type { UpdateState, UpdatesView } from '../../shared/contract/updates'
import { KithError } from '../../shared/errors'
import { log } from '../diagnostics/log'
import { events } from './changes'
import type { Updater } from './host'

interface UpdateParts {
  updater: Updater | 'by-hand' | 'source'
  settings: Pick<Settings, 'updates' | 'setUpdates' | 'onChange'>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  onTrouble(error: unknown): void
  /** In milliseconds: after the start, when everything else has been loaded, and from then on. */
  asks?: { first: number; every: number }
}

const HOUR_MS = 3_600_000

export function createUpdates(parts: UpdateParts): Updates & { start(): void; close(): void } {
  const { updater, settings, whenIdle, onTrouble, asks = { first: 30_000, every: 24 * HOUR_MS } } = parts
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let state: UpdateState =
    typeof updater === 'string' ? { phase: 'elsewhere', how: updater } : { phase: 'current', checkedAt: null }
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const view = (): UpdatesView => ({ choice: settings.updates(), state })
  const tell = () => void emitter.emit('view', view())
  const stopListening = settings.onChange(tell)

  function become(next: UpdateState): void {
    if (next.phase !== state.phase)
      log.info('update', { phase: next.phase, ...('version' in next && { version: next.version }) })
    state = next
    tell()
  }

  /** Does it, and says so when it cannot be done. */
  async function attempt(version: string | null, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      onTrouble(error)
      become({ phase: 'failed', version, failure: asFailure(error) })
    }
  }

  async function check(present: Updater): Promise<void> {
    if (!isAtRest(state)) return
    become({ phase: 'checking' })
    await attempt(null, async () => {
      const version = await present.find(settings.updates().channel)
      become(
        version === null ? { phase: 'current', checkedAt: new Date().toISOString() } : { phase: 'available', version },
      )
    })
  }

  async function download(present: Updater): Promise<void> {
    const version = 'version' in state ? state.version : null
    if ((state.phase !== 'available' && state.phase !== 'failed') || version === null) return
    become({ phase: 'downloading', version, percent: 0 })
    await attempt(version, async () => {
      await present.fetch((exact) => {
        const percent = Math.min(100, Math.floor(exact))
        // Every piece that arrives would be too much to tell.
        if (state.phase === 'downloading' && state.percent < percent) become({ ...state, percent })
      })
      become({ phase: 'downloaded', version })
    })
  }

  async function install(present: Updater): Promise<void> {
    if (state.phase !== 'downloaded') return
    const waiting: UpdateState = { phase: 'waiting', version: state.version }
    become(waiting)
    await attempt(waiting.version, async () => {
      await whenIdle()
      if (state === waiting && !isClosed) present.install()
    })
  }

  function askAgain(after: number): void {
    if (isClosed || typeof updater === 'string') return
    timer = setTimeout(() => {
      if (settings.updates().isAutomatic) void check(updater)
      askAgain(asks.every)
    }, after)
    timer.unref()
  }

  /** Where there is something that can. Whoever asks does not wait for it. */
  const whereItCan = (work: (present: Updater) => Promise<void>) => () => {
    if (typeof updater !== 'string') void work(updater)
  }

  return {
    watch(signal) {
      const next = events<UpdatesView>(emitter, 'view', signal)
      const present = view()
      return (async function* () {
        yield present
        yield* next
      })()
    },
    async choose(choice) {
      const before = settings.updates().channel
      await settings.setUpdates(choice)
      // What was found on the other channel, or was not, says nothing of this one.
      if (choice.channel !== before && isAtRest(state)) become({ phase: 'current', checkedAt: null })
    },
    check: whereItCan(check),
    download: whereItCan(download),
    install: whereItCan(install),
    postpone() {
      if (state.phase === 'waiting') become({ phase: 'downloaded', version: state.version })
    },
    start: () => askAgain(asks.first),
    close() {
      isClosed = true
      clearTimeout(timer)
      stopListening()
    },
  }
}

/** Nothing is under way, and nothing was fetched yet. */
function isAtRest({ phase }: UpdateState): boolean {
  return phase === 'current' || phase === 'available' || phase === 'failed'
}

function asFailure(error: unknown) {
  const known =
    error instanceof KithError ? error : new KithError('UPDATE_FAILED', { why: 'other', reason: String(error) })
  return known.toFailure()
}
