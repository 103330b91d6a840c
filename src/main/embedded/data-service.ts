// The main process's end of the data process.
import { KithError } from '../../shared/errors'
import { askAboutBackups } from './backup-requests'
import type { BackupRequests } from './backup-requests'
import type { DataReady, FromDataProcess, Port, ToDataProcess } from './protocol'
import { fetchOver } from './transport'

/** How long it may take to write everything down. */
const CLOSE_WITHIN_MS = 4_000

export interface DataService {
  /** Rejects with the KithError the data process failed with, or DATABASE_FAILED when it ended before it was ready. */
  ready: Promise<DataReady>
  /** Usable at once: calls wait until the database is open. Fails with a TypeError when the data process has ended. */
  fetch: typeof globalThis.fetch
  backups: Pick<BackupRequests, 'list' | 'take'>
  /** Closes the database and waits until its process has ended. Throws DATABASE_FAILED when that takes too long. */
  close(): Promise<void>
}

/** @param exited resolves with the exit code when the data process has ended */
export function connectDataService(port: Port, exited: Promise<number>, closeWithinMs = CLOSE_WITHIN_MS): DataService {
  const calls = fetchOver(port)
  const backups = askAboutBackups(port)
  const stop = () => {
    calls.stop()
    backups.stop()
  }
  const send = (message: ToDataProcess) => port.postMessage(message)

  const ready = new Promise<DataReady>((resolve, reject) => {
    port.onMessage((data) => {
      const message = data as FromDataProcess
      if (message.type === 'ready') resolve(message.ready)
      if (message.type === 'failed') {
        reject(new KithError(message.failure.code, message.failure.data))
        stop()
        send({ type: 'close' })
      }
    })
    void exited.then((code) => {
      stop()
      reject(new KithError('DATABASE_FAILED', { reason: `Its process ended (${code}) before it was open.` }))
    })
  })
  // Whoever waits for it is told; nobody has to.
  ready.catch(() => {})

  return {
    ready,
    fetch: calls.fetch,
    backups,
    async close() {
      send({ type: 'close' })
      const inTime = await Promise.race([exited.then(() => true), after(closeWithinMs)])
      stop()
      port.close()
      if (!inTime) throw new KithError('DATABASE_FAILED', { reason: `It did not close in ${closeWithinMs / 1000} s.` })
    },
  }
}

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref())
}
