// From nothing to ready and back. One state, which every window watches; one assistant, which outlives a database that
// has to be opened again.
import { EventEmitter } from 'node:events'
import { chooseModel, createAssistant, saveStarterPersonas } from '../assistant'
import type { Assistant } from '../assistant'
import type { Services } from '../router/context'
import type { Settings } from '../settings'
import type { SessionState } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import { events } from './changes'
import type { Changes } from './changes'
import { followDatabase } from './follow-database'
import type { Host } from './host'
import { log } from './log'
import { openEmbedded } from './open-embedded'
import type { EmbeddedDatabase, OpenEmbeddedOptions } from './open-embedded'

/** How long after the page is usable the assistant's code is loaded, so that the first answer need not wait for it. */
const WARM_AFTER_MS = 1_500
/** How long stopping may take before Kith ends anyway. What arrived is stored every second in any case. */
const CLOSE_WITHIN_MS = 5_000

/** An embedded database belongs to one folder and one running Kith, so its runs are all of one device. */
const EMBEDDED_DEVICE = 'embedded'

export interface Lifecycle {
  start(): void
  /** Starts again after a failure; does nothing otherwise. */
  retry(): void
  watch(signal: AbortSignal | undefined): AsyncIterable<SessionState>
  /** Waits until Kith is ready. Throws the failure when it cannot be. */
  services(): Promise<Services>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  close(): Promise<void>
}

interface Parts extends Pick<OpenEmbeddedOptions, 'dataProcess'> {
  host: Host
  settings: Settings
  changes: Changes
}

export function createLifecycle({ host, settings, changes, dataProcess }: Parts): Lifecycle {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let state: SessionState = { phase: 'starting', step: 'database' }
  let failure: KithError | null = null
  let opening: Promise<Services> | undefined
  let database: EmbeddedDatabase | null = null
  let assistant: Assistant | null = null
  let closing: Promise<void> | undefined

  const { call, forRun } = followDatabase(() => database)

  function become(next: SessionState): void {
    state = next
    emitter.emit('state', next)
  }

  function fail(error: unknown): void {
    if (closing) return
    failure =
      error instanceof KithError ? error : new KithError('DATABASE_FAILED', { reason: String(error) }, { cause: error })
    log.error('the database is not open', failure)
    become({ phase: 'failed', failure: failure.toFailure() })
  }

  async function open(): Promise<Services> {
    const opened = await openEmbedded({
      host,
      dataProcess,
      onAccount: () => become({ phase: 'starting', step: 'account' }),
      onLost(error) {
        database = null
        fail(error)
      },
    })
    database = opened
    try {
      // Only now is the folder this Kith's own: another one may have changed its settings until a moment ago.
      await settings.reload()
      await saveStarterPersonas(call)
      if (assistant) {
        await assistant.catchUp()
        become(readyState(opened, 0))
      } else {
        assistant = makeAssistant(opened.account.id)
        become(readyState(opened, await assistant.recover()))
      }
      return { call, assistant }
    } catch (error) {
      database = null
      await opened.close()
      throw error
    }
  }

  function makeAssistant(userId: string): Assistant {
    const made = createAssistant({
      call,
      forRun,
      userId,
      device: EMBEDDED_DEVICE,
      chooseModel: () => chooseModel(settings.view().model, settings),
      onChange: changes.tell,
      log: log.error,
    })
    const warm = () => made.warm().catch((error: unknown) => log.error('the assistant could not be loaded', error))
    setTimeout(() => void warm(), WARM_AFTER_MS).unref()
    return made
  }

  function readyState({ account }: EmbeddedDatabase, interrupted: number): SessionState {
    return {
      phase: 'ready',
      host: host.kind,
      account,
      database: { kind: 'embedded', folder: host.dataFolder },
      notices: [
        ...settings.notices,
        ...(host.vault.kind === 'file' ? [{ kind: 'vault-is-a-file' as const, path: host.vault.location }] : []),
        ...(interrupted > 0 ? [{ kind: 'runs-interrupted' as const, count: interrupted }] : []),
      ],
    }
  }

  function start(): void {
    if (closing || (opening && !failure)) return
    failure = null
    become({ phase: 'starting', step: 'database' })
    opening = open()
    opening.catch(fail)
  }

  return {
    start,
    retry() {
      if (failure) start()
    },
    watch(signal) {
      const next = events<SessionState>(emitter, 'state', signal)
      const present = state
      return (async function* () {
        yield present
        yield* next
      })()
    },
    async services() {
      if (closing) throw new KithError('DATABASE_FAILED', { reason: 'Kith is closing.' })
      if (failure) throw failure
      if (!opening) throw new KithError('DATABASE_FAILED', { reason: 'Kith has not started.' })
      return opening
    },
    whenIdle: () => assistant?.whenIdle() ?? Promise.resolve(),
    close() {
      closing ??= withDeadline(async () => {
        // Why it failed, if it did, has been told.
        await opening?.catch(() => {})
        await assistant?.close()
        await database?.close()
      }, CLOSE_WITHIN_MS)
      return closing
    },
  }
}

/** Resolves when the work is done, has failed (which is logged) or has had its time. */
async function withDeadline(work: () => Promise<void>, milliseconds: number): Promise<void> {
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
  await Promise.race([work().catch((error: unknown) => log.error('closing failed', error)), deadline])
}
