// The life of a data process, wherever it runs: opens the database, answers over the port, closes when it is told to
// or when nobody is at the other end any more.
import { KithError } from '../../shared/errors'
import type { Failure } from '../../shared/errors'
import type { MigrationFile } from './migrate'
import { openData } from './open-data'
import type { DataProcessStart, FromDataProcess, Port, ToDataProcess } from './protocol'
import { serveOver } from './transport'

/** Resolves when the database is closed and the process can end. */
export async function runDataProcess(start: DataProcessStart, port: Port, migrations: MigrationFile[]): Promise<void> {
  const toldToClose = new Promise<void>((resolve) => {
    port.onClose(resolve)
    port.onMessage((message) => {
      if ((message as ToDataProcess).type === 'close') resolve()
    })
  })
  const opening = openData(start, migrations)
  // Requests that come while the database is opened wait for it.
  const serving = serveOver(port, async (request) => (await opening).answer(request))
  const send = (message: FromDataProcess) => port.postMessage(message)
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
  await (await opening).close()
}

function failureOf(error: unknown): Failure {
  if (error instanceof KithError) return error.toFailure()
  return { code: 'DATABASE_FAILED', data: { reason: error instanceof Error ? error.message : String(error) } }
}
