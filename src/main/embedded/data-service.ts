// The main process's end of the data process.
import type { DescribedError } from '../../shared/described-error'
import { KithError } from '../../shared/errors'
import { askForBackups } from './backup-requests'
import type { BackupRequests } from './backup-requests'
import type { DataReady, FromDataProcess, Port, ToDataProcess, Work } from './protocol'
import { fetchOver } from './transport'
import { patience, watch } from './watchdog'
import type { Patience } from './watchdog'

/** How long it may take to write everything down. */
const CLOSE_WITHIN_MS = 4_000

export interface DataService {
  /** Rejects with the KithError the data process failed with, or DATABASE_FAILED when it ended before it was ready. */
  ready: Promise<DataReady>
  /**
   * Resolves when the database cannot go on: its process has ended or says so, or a statement does not end. Calls that
   * waited have failed by then. Whoever started the process ends it.
   */
  lost: Promise<KithError>
  /** Usable at once: calls wait until the database is open. Fails with a TypeError when the data process has ended. */
  fetch: typeof globalThis.fetch
  backups: Pick<BackupRequests, 'take'>
  /** Closes the database and waits until its process has ended. Throws DATABASE_FAILED when that takes too long. */
  close(): Promise<void>
}

export interface DataServiceOptions {
  closeWithinMs?: number
  patience?: Patience
  /** Is told what takes long, until the database is open. */
  onOpening?: (work: Work | null) => void
  /** Is told how the daily backup went: null when it was made, else why not. */
  onDailyBackup?: (failed: string | null) => void
  /** Is told what went wrong there and is nobody's answer. */
  onError?: (event: string, error: DescribedError) => void
}

/** @param exited resolves with the exit code when the data process has ended */
export function connectDataService(port: Port, exited: Promise<number>, options: DataServiceOptions = {}): DataService {
  const { closeWithinMs = CLOSE_WITHIN_MS } = options
  const calls = fetchOver(port)
  const backups = askForBackups(port)
  const opening = Promise.withResolvers<DataReady>()
  const losing = Promise.withResolvers<KithError>()
  let isReady = false
  const send = (message: ToDataProcess) => port.postMessage(message)

  // Calls are answered one after the other, so the oldest is the one that runs.
  const waitsFor = () => calls.waiting()[0] ?? (!isReady || backups.isWaiting() ? '' : null)
  const stopWatching = watch(
    port,
    waitsFor,
    (ms) => lose(failed(tooLong(calls.waiting(), ms))),
    options.patience ?? patience,
  )
  const stop = (why?: string) => {
    stopWatching()
    calls.stop(why)
    backups.stop()
  }
  function lose(failure: KithError): void {
    stop(failure.code === 'DATABASE_FAILED' ? (failure as KithError<'DATABASE_FAILED'>).data.reason : undefined)
    opening.reject(failure)
    losing.resolve(failure)
  }

  port.onMessage((data) => {
    const message = data as FromDataProcess
    if (message.type === 'working' && !isReady) options.onOpening?.(message.on)
    if (message.type === 'error') options.onError?.(message.event, message.error)
    if (message.type === 'daily-backup') options.onDailyBackup?.(message.failed)
    if (message.type === 'ready') {
      isReady = true
      opening.resolve(message.ready)
    }
    if (message.type === 'failed') {
      lose(new KithError(message.failure.code, message.failure.data))
      if (!isReady) send({ type: 'close' })
    }
  })
  void exited.then((code) => {
    stop()
    lose(failed(isReady ? `Its process ended (${code}).` : `Its process ended (${code}) before it was open.`))
  })
  // Whoever waits for it is told; nobody has to.
  opening.promise.catch(() => {})

  return {
    ready: opening.promise,
    lost: losing.promise,
    fetch: calls.fetch,
    backups,
    async close() {
      send({ type: 'close' })
      const inTime = await Promise.race([exited.then(() => true), after(closeWithinMs)])
      stop()
      port.close()
      if (!inTime) throw failed(`It did not close in ${closeWithinMs / 1000} s.`)
    },
  }
}

function failed(reason: string): KithError<'DATABASE_FAILED'> {
  return new KithError('DATABASE_FAILED', { reason })
}

function tooLong([running]: string[], milliseconds: number): string {
  return `${running ?? 'Something it does by itself'} took longer than ${Math.round(milliseconds / 1000)} s, so the database is started again.`
}

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref())
}
