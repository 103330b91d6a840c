// The life of a data process, wherever it runs: opens the database, answers over the port, closes when it is told to
// or when nobody is at the other end any more.
import { setImmediate as answersLeave } from 'node:timers/promises'
import { KithError } from '../../shared/errors'
import type { Failure } from '../../shared/errors'
import { tellErrorsTo } from './log'
import type { MigrationFile } from './migrate'
import { openData } from './open-data'
import type { OpenedData } from './open-data'
import { folderFailure } from './opening-failure'
import type { DataProcessStart, FromDataProcess, Port, ToDataProcess } from './protocol'
import { serveOver } from './transport'
import type { UpkeepPace } from './upkeep'

/** Resolves when the database is closed and the process can end. */
export async function runDataProcess(
  start: DataProcessStart,
  port: Port,
  migrations: MigrationFile[],
  pace?: UpkeepPace,
): Promise<void> {
  const send = (message: FromDataProcess) => port.postMessage(message)
  tellErrorsTo((event, error) => send({ type: 'error', event, error }))
  const toldToClose = new Promise<void>((resolve) => {
    port.onClose(resolve)
    port.onMessage((message) => {
      const { type } = message as ToDataProcess
      if (type === 'close') resolve()
      if (type === 'ping') send({ type: 'pong' })
    })
  })
  const opening = openData(start, migrations, {
    onWork: (on) => send({ type: 'working', on }),
    onFailed: (failure) => send({ type: 'failed', failure: failure.toFailure() }),
    onDailyBackup: (failed) => send({ type: 'daily-backup', failed }),
    pace,
  })
  // Requests that come while the database is opened wait for it.
  const serving = serveOver(port, async (request) => (await opening).answer(request))
  port.onMessage(
    (message) => void backUp(message as ToDataProcess, start.folder, opening).then((reply) => reply && send(reply)),
  )
  try {
    const { ready } = await opening
    send({ type: 'ready', ready })
  } catch (error) {
    send({ type: 'failed', failure: failureOf(error) })
    // A message may be lost when its process ends at once.
    return toldToClose
  }
  await toldToClose
  await serving.finish()
  // Whoever asked has the answers before it is over; closing can be so quick that they would hear of the end first.
  await answersLeave()
  await (await opening).close()
}

async function backUp(
  message: ToDataProcess,
  folder: string,
  opening: Promise<OpenedData>,
): Promise<FromDataProcess | undefined> {
  if (message.type !== 'back-up') return undefined
  const { id } = message
  try {
    const { backups } = await opening
    return { type: 'backup', id, backup: await backups.take('asked') }
  } catch (error) {
    return { type: 'no-backup', id, failure: backupFailure(folderFailure(folder, error) ?? error) }
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof KithError) return error.toFailure()
  return { code: 'DATABASE_FAILED', data: { reason: messageOf(error) } }
}

function backupFailure(error: unknown): Failure {
  return error instanceof KithError ? error.toFailure() : { code: 'BACKUP_FAILED', data: { reason: messageOf(error) } }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
