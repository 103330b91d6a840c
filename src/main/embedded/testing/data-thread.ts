// The data process as a thread with migrations of a test, and the main process's end of it.
import { MessageChannel, Worker } from 'node:worker_threads'
import { connectDataService } from '../data-service'
import type { DataServiceOptions } from '../data-service'
import type { MigrationFile } from '../migrate'
import type { DataProcessStart } from '../protocol'
import type { UpkeepPace } from '../upkeep'
import { portOf } from './port-pair'

export interface TestThreadStart {
  start: DataProcessStart
  migrations: MigrationFile[]
  pace?: UpkeepPace
}

/** @param entry built from `hold-data.ts` */
export function startTestThread(entry: string, given: TestThreadStart, options?: DataServiceOptions) {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(entry, { workerData: { ...given, port: port2 }, transferList: [port2] })
  const exited = new Promise<number>((resolve) => {
    worker.once('exit', (code) => {
      port1.close()
      resolve(code)
    })
  })
  const port = portOf(port1)
  return { port, exited, kill: () => void worker.terminate(), service: connectDataService(port, exited, options) }
}
