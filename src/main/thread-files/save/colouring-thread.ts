// Entry of the thread that reads code, so that a file with some is written while everything else goes on, and to its end.
import { parentPort } from 'node:worker_threads'
import type { Question } from '../../../shared/highlight/messages'
import { readCode } from '../../../shared/highlight/read-code'

parentPort?.on('message', (question: Question) => {
  void readCode(question).then((found) => parentPort?.postMessage(found))
})
