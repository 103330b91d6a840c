// Asking the data process for a backup, over its port.
import { KithError } from '../../shared/errors'
import type { Backup } from './backups/backup'
import type { FromDataProcess, Port, ToDataProcess } from './protocol'

export interface BackupRequests {
  /** Throws BACKUP_FAILED. */
  take(): Promise<Backup>
  isWaiting(): boolean
  /** Nobody will answer any more. */
  stop(): void
}

export function askForBackups(port: Port): BackupRequests {
  const waiting = new Map<number, PromiseWithResolvers<Backup>>()
  let lastId = 0
  let hasStopped = false

  port.onMessage((data) => {
    const message = data as FromDataProcess
    if (message.type !== 'backup' && message.type !== 'no-backup') return
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'backup') asked?.resolve(message.backup)
    else asked?.reject(new KithError(message.failure.code, message.failure.data))
  })

  return {
    async take() {
      if (hasStopped) throw stopped()
      const asked = Promise.withResolvers<Backup>()
      lastId += 1
      waiting.set(lastId, asked)
      port.postMessage({ type: 'back-up', id: lastId } satisfies ToDataProcess)
      return asked.promise
    },
    isWaiting: () => waiting.size > 0,
    stop() {
      hasStopped = true
      for (const { reject } of waiting.values()) reject(stopped())
      waiting.clear()
    },
  }
}

function stopped(): KithError {
  return new KithError('BACKUP_FAILED', { reason: 'The database has stopped.' })
}
