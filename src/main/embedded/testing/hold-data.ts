// A data process whose migrations come from the test that starts it.
import { workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { MigrationFile } from '../migrate'
import type { DataProcessStart } from '../protocol'
import { runDataProcess } from '../run-data-process'
import { portOf } from './port-pair'

const given = workerData as { start: DataProcessStart; port: MessagePort; migrations: MigrationFile[] }
await runDataProcess(given.start, portOf(given.port), given.migrations)
process.exit(0)
