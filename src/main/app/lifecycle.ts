// From nothing to ready and back. One state, which every window watches; one assistant, which outlives a database that
// has to be opened again.
import { EventEmitter } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { saveStarterPersonas } from '../assistant'
import type { Prices } from '../assistant/prices/open-prices'
import { backupFolder, listBackups } from '../embedded/backups/backup'
import type { Beginning, Work } from '../embedded/protocol'
import type { Services } from '../router/context'
import type { Settings } from '../settings'
import type { Backup } from '../../shared/contract/database'
import type { SessionState } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import { asTold, watchBackups } from './backup-trouble'
import { events } from './changes'
import type { Changes } from './changes'
import { followDatabase } from './follow-database'
import type { Host } from './host'
import { log } from './log'
import { makeAssistant } from './make-assistant'
import type { MadeAssistant } from './make-assistant'
import { databaseFolder, openEmbedded } from './open-embedded'
import type { EmbeddedDatabase, OpenEmbeddedOptions } from './open-embedded'
import { saveReport } from './report'
import { noticesOf } from './notices-of'
import { countRestarts } from './restarts'
import { orAfter, within } from './within'

/** How long stopping may take before Kith ends anyway. What arrived is stored every second in any case. */
const CLOSE_WITHIN_MS = 5_000
/** How long a call waits for a database that is started again. */
const HOLD_MS = 30_000

export interface Lifecycle {
  start(): void
  /** Starts again after a failure, or tries the update again that had failed; does nothing otherwise. */
  retry(): void
  watch(signal: AbortSignal | undefined): AsyncIterable<SessionState>
  /** Waits until Kith is ready. Throws the failure when it cannot be. */
  services(): Promise<Services>
  /** There is something else the person should know. */
  noticesChanged(): Promise<void>
  /** Resolves when no answer is being written. */
  whenIdle(): Promise<void>
  close(): Promise<void>

  /** After ACCOUNT_UNCLEAR: opens this account, and from now on at every start. Throws ACCOUNT_UNCLEAR again. */
  signIn(account: string, password?: string): Promise<void>
  /**
   * After MIGRATION_FAILED: opens the database as it is. Everything can be read and nothing be changed. Does nothing when
   * another window has found a way on meanwhile.
   */
  openOldVersion(): Promise<void>
  /** After a failed start: begins with an empty database. What is there is kept beside it. Else does nothing. */
  startClean(): Promise<void>
  /** Where they lie, beside the database. */
  backupFolder: string
  /** The backups there are, newest first; after a failed start, too. */
  backups(): Promise<Backup[]>
  /** Makes one now. Throws BACKUP_FAILED or DISK_FULL. */
  backUp(): Promise<Backup>
  /**
   * Goes back to a backup, by its `file`. What is there now is kept under another name. Rejects with BACKUP_UNUSABLE or
   * DATABASE_NEWER, and what was open is open again then.
   */
  restore(file: string): Promise<void>
  /** The same, to a database that was there before another going back, by its name. It stays, too. */
  restoreLeftBehind(name: string): Promise<void>
  /** Writes what went wrong, without anything private, into a text file of the data folder. Null: nothing did. */
  saveReport(): Promise<string | null>
}

interface Parts extends Pick<OpenEmbeddedOptions, 'dataProcess'> {
  host: Host
  settings: Settings
  prices: Pick<Prices, 'of' | 'look' | 'trouble'>
  changes: Changes
}

export function createLifecycle({ host, settings, prices, changes, dataProcess }: Parts): Lifecycle {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const mayRestart = countRestarts()
  let state: SessionState = { phase: 'starting', step: 'database' }
  let failure: KithError | null = null
  let opening: Promise<Services> | undefined
  let database: EmbeddedDatabase | null = null
  /** Calls wait for it while a database is being opened. */
  let expected: PromiseWithResolvers<EmbeddedDatabase> | null = null
  let assistant: MadeAssistant | null = null
  let closing: Promise<void> | undefined
  /** Kept as long as Kith runs: the database may have to be opened again. */
  let signedInAs: { account: string; password?: string | undefined } | undefined
  /** Answers the last start found half written. */
  let lastInterrupted = 0
  let lastWish = Promise.resolve()
  const trouble = watchBackups()

  const { call, forRun } = followDatabase(() => {
    if (database) return database
    if (expected) return within(expected.promise, HOLD_MS, () => notOpen())
    throw notOpen()
  })

  function become(next: SessionState): void {
    state = next
    emitter.emit('state', next)
  }

  function fail(error: unknown): void {
    if (closing) return
    failure =
      error instanceof KithError ? error : new KithError('DATABASE_FAILED', { reason: String(error) }, { cause: error })
    log.error('the database is not open', failure)
    expected?.reject(notOpen())
    expected = null
    become({ phase: 'failed', failure: failure.toFailure() })
  }

  async function open(beginning?: Beginning): Promise<Services> {
    const opened = await openEmbedded({
      host,
      dataProcess,
      beginning,
      chosen: chosenAccount(),
      onWork: (work) => become({ phase: 'starting', step: stepOf(work) }),
      onAccount: () => become({ phase: 'starting', step: 'account' }),
      onLost: (error) => lost(opened, error),
      onDailyBackup(failed) {
        trouble.note(failed)
        void tellAgain()
      },
    })
    database = opened
    expected?.resolve(opened)
    expected = null
    try {
      // Only now is the folder this Kith's own: another one may have changed its settings until a moment ago.
      await settings.reload()
      const prepared = await prepare(opened)
      return { call, assistant: prepared, tools: prepared.tools, embeddings: prepared.embeddings }
    } catch (error) {
      if (database === opened) database = null
      await opened.close()
      throw error
    }
  }

  function chosenAccount() {
    if (signedInAs) return signedInAs
    const account = settings.localAccount()
    return account ? { account } : undefined
  }

  async function prepare(opened: EmbeddedDatabase): Promise<MadeAssistant> {
    if (!opened.isReadOnly) await saveStarterPersonas(call)
    // A backup may be of a time when there was another account.
    if (assistant && assistant.userId !== opened.account.id) {
      await assistant.close()
      assistant = null
    }
    let interrupted = 0
    if (assistant) await assistant.catchUp()
    else {
      const isReadOnly = () => database?.isReadOnly === true
      assistant = makeAssistant({ call, forRun, isReadOnly, settings, prices, changes, userId: opened.account.id })
      if (!opened.isReadOnly) interrupted = await assistant.recover()
    }
    lastInterrupted = interrupted
    become(await readyState(opened))
    return assistant
  }

  /** There is something new to know about the backups. */
  async function tellAgain(): Promise<void> {
    const present = database
    if (state.phase !== 'ready' || !present) return
    const next = await readyState(present)
    if (state.phase === 'ready' && database === present && !isDeepStrictEqual(next, state)) become(next)
  }

  function lost(from: EmbeddedDatabase, error: KithError): void {
    if (database !== from) return
    database = null
    // Whoever is still opening it meets the same failure.
    if (closing || state.phase !== 'ready') return
    if (!mayRestart()) return fail(error)
    log.error('the database is started again', error)
    start(from.isReadOnly ? { with: 'old-version' } : undefined)
  }

  async function readyState({ account, isReadOnly, networkDrive }: EmbeddedDatabase): Promise<SessionState> {
    const backups = await listBackups(databaseFolder(host)).catch(() => [])
    await prices.look()
    return {
      phase: 'ready',
      host: host.kind,
      account,
      database: { kind: 'embedded', folder: host.dataFolder, isReadOnly },
      notices: [...noticesOf({ host, settings, prices, networkDrive, lastInterrupted }), ...trouble.notices(backups)],
    }
  }

  function start(beginning?: Beginning): void {
    void startWith(() => open(beginning))
  }

  /** Resolves when that is done; how it went is in the state. */
  async function startWith(task: () => Promise<Services>): Promise<void> {
    failure = null
    expected ??= Promise.withResolvers()
    expected.promise.catch(() => {})
    become({ phase: 'starting', step: 'database' })
    opening = task()
    await opening.catch(fail)
  }

  /** One wish after the other, however many windows have one: what it is about is looked at when its turn has come. */
  function wish(fulfil: () => Promise<void>): Promise<void> {
    const done = lastWish.then(async () => {
      await opening?.catch(() => {})
      await fulfil()
    })
    lastWish = done.catch(() => {})
    return done
  }

  /** Closes what is open and begins otherwise. */
  async function startOver(beginning?: Beginning): Promise<void> {
    if (closing) throw isClosing()
    await startWith(async () => {
      if (beginning && beginning.with !== 'old-version') await endRuns()
      // Then what is open is closed with everything else.
      if (closing) throw isClosing()
      const present = database
      database = null
      await present?.close().catch((error: unknown) => log.error('the database did not close', error))
      if (closing) throw isClosing()
      return open(beginning)
    })
    if (failure) throw failure
    if (closing) throw isClosing()
  }

  async function restore(
    from: { with: 'backup'; file: string } | { with: 'left-behind'; name: string },
  ): Promise<void> {
    const wasOpen = database !== null
    const isBroken = failure?.code === 'DATABASE_DAMAGED'
    try {
      await startOver({ ...from, isBroken })
    } catch (error) {
      if (wasOpen && !closing)
        await startOver().catch((reason: unknown) => log.error('the database did not open again', reason))
      throw error
    }
  }

  /** What is being written belongs to the database that is left, and would find no place in another. */
  async function endRuns(): Promise<void> {
    const leaving = assistant
    assistant = null
    if (leaving) await orAfter(CLOSE_WITHIN_MS, () => leaving.close())
  }

  return {
    start() {
      if (!closing && (!opening || failure)) start()
    },
    retry() {
      // How it went is in the state.
      void wish(async () => {
        if (failure || database?.isReadOnly) await startOver()
      }).catch(() => {})
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
      if (closing) throw isClosing()
      if (failure) throw failure
      if (!opening) throw new KithError('DATABASE_FAILED', { reason: 'Kith has not started.' })
      return assistant ? within(opening, HOLD_MS, () => notOpen()) : opening
    },
    noticesChanged: tellAgain,
    whenIdle: () => assistant?.whenIdle() ?? Promise.resolve(),
    close() {
      closing ??= orAfter(CLOSE_WITHIN_MS, async () => {
        // Why it failed, if it did, has been told.
        await opening?.catch(() => {})
        await assistant?.close()
        await database?.close()
      })
      return closing
    },

    signIn: (account, password) =>
      wish(async () => {
        if (failure?.code !== 'ACCOUNT_UNCLEAR') return
        signedInAs = { account, password }
        await startOver().catch((error: unknown) => {
          signedInAs = undefined
          throw error
        })
        await settings.rememberAccount(account)
      }),
    openOldVersion: () =>
      wish(async () => {
        if (failure?.code === 'MIGRATION_FAILED') await startOver({ with: 'old-version' })
      }),
    startClean: () =>
      wish(async () => {
        if (failure) await startOver({ with: 'nothing' })
      }),
    backupFolder: backupFolder(databaseFolder(host)),
    backups: async () => (await listBackups(databaseFolder(host))).map(asTold),
    async backUp() {
      const made = await present(database).backups.take()
      await tellAgain()
      return asTold(made)
    },
    restore: (file) => wish(() => restore({ with: 'backup', file })),
    restoreLeftBehind: (name) => wish(() => restore({ with: 'left-behind', name })),
    saveReport: async () => (failure ? saveReport(host.dataFolder, failure) : null),
  }
}

function stepOf(work: Work | null): Extract<SessionState, { phase: 'starting' }>['step'] {
  return work === 'restoring' || work === 'backing-up' || work === 'migrating' ? work : 'database'
}

function present(database: EmbeddedDatabase | null): EmbeddedDatabase {
  if (!database) throw notOpen()
  return database
}

function isClosing(): KithError {
  return new KithError('DATABASE_FAILED', { reason: 'Kith is closing.' })
}

function notOpen(): KithError {
  return new KithError('DATABASE_FAILED', { reason: 'It is not open.' })
}
