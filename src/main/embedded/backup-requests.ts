// Asking the data process about its backups, over its port.
import { KithError } from '../../shared/errors'
import type { Backup } from './backups/backup'
import type { FromDataProcess, Port, ToDataProcess } from './protocol'

export interface BackupRequests {
  /** Newest first. When the database did not open: those there are, as long as nobody has tried again. */
  list(): Promise<Backup[]>
  /** Throws BACKUP_FAILED. */
  take(): Promise<Backup>
  isWaiting(): boolean
  /** Nobody will answer any more. */
  stop(): void
}

export function askAboutBackups(port: Port): BackupRequests {
  const waiting = new Map<number, PromiseWithResolvers<Backup[]>>()
  let lastId = 0
  let hasStopped = false
  let foundInstead: Backup[] | undefined

  port.onMessage((data) => {
    const message = data as FromDataProcess
    if (message.type === 'failed') foundInstead = message.backups
    if (message.type !== 'backups' && message.type !== 'no-backup') return
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'backups') asked?.resolve(message.backups)
    else asked?.reject(new KithError(message.failure.code, message.failure.data))
  })

  function ask(type: 'list-backups' | 'back-up'): Promise<Backup[]> {
    if (hasStopped) return Promise.reject(stopped())
    const asked = Promise.withResolvers<Backup[]>()
    lastId += 1
    waiting.set(lastId, asked)
    port.postMessage({ type, id: lastId } satisfies ToDataProcess)
    return asked.promise
  }

  return {
    list: async () => foundInstead ?? ask('list-backups'),
    async take() {
      const [made] = await ask('back-up')
      if (!made) throw new KithError('BACKUP_FAILED', { reason: 'There is none.' })
      return made
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
