// From nothing to ready and back: data process, account, assistant. One state, which every window watches.
import { EventEmitter } from 'node:events'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { chooseModel, createAssistant, saveStarterPersonas } from '../assistant'
import { openDatabase } from '../database'
import { connectDataService } from '../embedded/data-service'
import type { Services } from '../router/context'
import type { Settings } from '../settings'
import type { SessionState } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import { events } from './changes'
import type { Changes } from './changes'
import type { Host } from './host'
import { log } from './log'

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
  close(): Promise<void>
}

interface Parts {
  host: Host
  settings: Settings
  changes: Changes
  /** The built data process, and a prepared database for its first start. */
  dataProcess: { modulePath: string; preparedDatabase: string | null }
}

interface Opened {
  services: Services
  state: SessionState
  close(): Promise<void>
}

export function createLifecycle(parts: Parts): Lifecycle {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let state: SessionState = { phase: 'starting', step: 'database' }
  let opening: Promise<Opened> | undefined
  let closing: Promise<void> | undefined

  const become = (next: SessionState) => {
    state = next
    emitter.emit('state', next)
  }

  const start = () => {
    if (opening || closing) return
    become({ phase: 'starting', step: 'database' })
    const attempt = open(parts, (step) => become({ phase: 'starting', step }), fail)
    opening = attempt
    attempt.then((opened) => become(opened.state), fail)
    // Whoever waits for the services hears of a failure; an attempt nobody waits for must not end the process.
    attempt.catch(() => {})
  }

  const fail = (error: unknown) => {
    if (closing) return
    const known =
      error instanceof KithError ? error : new KithError('DATABASE_FAILED', { reason: String(error) }, { cause: error })
    log.error('start failed', known)
    become({ phase: 'failed', failure: known.toFailure() })
  }

  return {
    start,
    retry() {
      if (state.phase !== 'failed') return
      const before = opening
      opening = undefined
      // What is left of the failed attempt lets go of the folder first.
      void withDeadline(
        before?.then(
          (opened) => opened.close(),
          () => {},
        ),
        CLOSE_WITHIN_MS,
      ).then(start)
    },
    watch(signal) {
      const changes = events<SessionState>(emitter, 'state', signal)
      const present = state
      return (async function* () {
        yield present
        yield* changes
      })()
    },
    async services() {
      if (!opening) throw new KithError('DATABASE_FAILED', { reason: 'Kith is closing.' })
      const opened = await opening
      if (state.phase === 'failed') throw new KithError('DATABASE_FAILED', { reason: 'The database has stopped.' })
      return opened.services
    },
    close() {
      closing ??= withDeadline(
        // An attempt that failed has cleared up after itself.
        opening?.then(
          (opened) => opened.close(),
          () => {},
        ),
        CLOSE_WITHIN_MS,
      )
      return closing
    },
  }
}

async function open(
  { host, settings, changes, dataProcess }: Parts,
  step: (step: 'database' | 'account') => void,
  onLost: (error: KithError) => void,
): Promise<Opened> {
  const process = await host.startDataProcess(dataProcess.modulePath, {
    folder: join(host.dataFolder, 'database'),
    preparedDatabase: dataProcess.preparedDatabase,
  })
  const service = connectDataService(process.port, process.exited)
  let expected = false
  try {
    const { url, publishableKey } = await service.ready
    void process.exited.then((code) => {
      if (!expected) onLost(new KithError('DATABASE_FAILED', { reason: `Its process ended (${code}).` }))
    })

    step('account')
    const database = openDatabase({
      url,
      publishableKey,
      fetch: service.fetch,
      storage: {
        getItem: (key) => host.vault.get(`session:${key}`),
        setItem: (key, value) => host.vault.set(`session:${key}`, value),
        removeItem: (key) => host.vault.delete(`session:${key}`),
      },
    })
    const account = await database.signInLocal({ name: userInfo().username })
    await saveStarterPersonas(database.call)

    const assistant = createAssistant({
      call: database.call,
      userId: account.id,
      device: EMBEDDED_DEVICE,
      chooseModel: () => chooseModel(settings.view().model, settings),
      onChange: changes.tell,
    })
    const interrupted = await assistant.recover()
    const warming = setTimeout(() => {
      assistant.warm().catch((error: unknown) => log.error('the assistant could not be loaded', error))
    }, WARM_AFTER_MS)
    warming.unref()

    return {
      services: { call: database.call, assistant },
      state: {
        phase: 'ready',
        host: host.kind,
        account,
        database: { kind: 'embedded', folder: host.dataFolder },
        notices: [
          ...settings.notices,
          ...(host.vault.kind === 'file' ? [{ kind: 'vault-is-a-file' as const, path: host.vault.location }] : []),
          ...(interrupted > 0 ? [{ kind: 'runs-interrupted' as const, count: interrupted }] : []),
        ],
      },
      async close() {
        clearTimeout(warming)
        expected = true
        await assistant.close()
        await database.close()
        // One that does not close in time is ended: only it holds the folder.
        await service.close().finally(process.kill)
      },
    }
  } catch (error) {
    expected = true
    process.kill()
    await process.exited
    throw error
  }
}

/** Resolves when the work is done, has failed (which is logged) or has had its time. */
async function withDeadline(work: Promise<unknown> | undefined, milliseconds: number): Promise<void> {
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
  await Promise.race([Promise.resolve(work).catch((error: unknown) => log.error('closing failed', error)), deadline])
}
