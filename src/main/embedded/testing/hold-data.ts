// A data process whose migrations, and whose hurry, come from the test that starts it.
import { workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { runDataProcess } from '../run-data-process'
import type { TestThreadStart } from './data-thread'
import { portOf } from './port-pair'

const { start, migrations, pace, port } = workerData as TestThreadStart & { port: MessagePort }
await runDataProcess(start, portOf(port), migrations, pace)
process.exit(0)
