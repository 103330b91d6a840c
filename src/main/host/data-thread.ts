// The data process of the browser host: a thread of this process, which needs nothing but Node.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { DataProcess, DataProcessStart, Port } from '../app/host'
import { log } from '../diagnostics/log'
import { compileCacheArguments } from '../files/compile-cache'

interface Thread {
  worker: Worker
  exited: Promise<number>
}

/** One that waits to be told what to open. */
let ahead: (Thread & { modulePath: string }) | null = null

/** Nobody needs it: another database is open, or the start failed. */
const WAITS_MS = 15_000

/**
 * Starts the thread before it is known what it is to open, so that its modules and its engine are loaded beside everything
 * else. The next `startDataThread` takes it; nobody does in time, and it ends.
 * @param modulePath absolute path of the built file; it takes `start` and `port` as its first message
 */
export function startDataThreadAhead(modulePath: string): void {
  const thread = startThread(modulePath)
  const own = { ...thread, modulePath }
  ahead = own
  thread.worker.unref()
  const letGo = (): void => {
    if (ahead !== own) return
    ahead = null
    void thread.worker.terminate()
  }
  setTimeout(letGo, WAITS_MS).unref()
  void thread.exited.then(letGo)
}

/** @param modulePath absolute path of the built file; it finds `start` and `port` in its `workerData` */
export async function startDataThread(modulePath: string, start: DataProcessStart): Promise<DataProcess> {
  const { port1, port2 } = new MessageChannel()
  const given = { start, port: port2 }
  const { worker, exited } = takeAhead(modulePath, given) ?? startThread(modulePath, given)
  return {
    port: portOf(port1),
    exited: exited.then(async (code) => {
      await lastWordsArrive()
      // Calls that wait for an answer must learn that none will come.
      port1.close()
      return code
    }),
    kill: () => void worker.terminate(),
  }
}

/**
 * Node may tell of a thread's end before it hands over what the thread said last: in the same turn, or, when it looked at the port
 * a moment too early, in the next one.
 */
async function lastWordsArrive(): Promise<void> {
  await nextTurn()
  await nextTurn()
}

interface Given {
  start: DataProcessStart
  port: MessagePort
}

function takeAhead(modulePath: string, given: Given): Thread | null {
  if (ahead?.modulePath !== modulePath) return null
  const taken = ahead
  ahead = null
  taken.worker.ref()
  taken.worker.postMessage(given, [given.port])
  return taken
}

function startThread(modulePath: string, given?: Given): Thread {
  const worker = new Worker(modulePath, {
    argv: compileCacheArguments(),
    ...(given && { workerData: given, transferList: [given.port] }),
  })
  // An exception nobody caught in there. The thread ends by it, and `exited` says so.
  worker.on('error', (error) => log.error('the data process failed', error))
  return { worker, exited: new Promise<number>((resolve) => worker.once('exit', resolve)) }
}

function portOf(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}
