// The data process of the browser host: a thread of this process, which needs nothing but Node.
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { DataProcess, DataProcessStart, Port } from '../app/host'
import { log } from '../diagnostics/log'

/** @param modulePath absolute path of the built file; it finds `start` and `port` in its `workerData` */
export async function startDataThread(modulePath: string, start: DataProcessStart): Promise<DataProcess> {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(modulePath, { workerData: { start, port: port2 }, transferList: [port2] })
  // An exception nobody caught in there. The thread ends by it, and `exited` says so.
  worker.on('error', (error) => log.error('the data process failed', error))
  const exited = new Promise<number>((resolve) => {
    worker.once('exit', (code) => {
      // Calls that wait for an answer must learn that none will come.
      port1.close()
      resolve(code)
    })
  })
  return { port: portOf(port1), exited, kill: () => void worker.terminate() }
}

function portOf(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}
