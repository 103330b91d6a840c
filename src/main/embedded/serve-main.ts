// The data process and whoever started it: Electron's utility process, or a thread of Node's. Which of the two is all it
// finds out; what happens then is in `run-data-process.ts`.
import { once } from 'node:events'
import { parentPort as threadPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { migrationFiles } from './migration-files'
import type { DataProcessStart, Port } from './protocol'
import { runDataProcess } from './run-data-process'

/** Resolves when the database is closed and the process can end. */
export async function serveMain(): Promise<void> {
  const { start, port } = await received()
  // Ctrl+C in a terminal reaches this process too. Main has answers to store first, and then says when to close.
  if ('parentPort' in process) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
  await runDataProcess(start, port, migrationFiles)
}

/** The ports of Node and of Electron differ in what a listener is given. */
interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start(): void
  close(): void
}

interface ElectronParentPort {
  once(event: 'message', listener: (event: { data: DataProcessStart; ports: ElectronPort[] }) => void): void
}

function received(): Promise<{ start: DataProcessStart; port: Port }> {
  const { parentPort } = process as { parentPort?: ElectronParentPort }
  if (!parentPort) {
    return ofThread()
  }
  return new Promise((resolve, reject) => {
    parentPort.once('message', ({ data, ports: [first] }) => {
      if (first) resolve({ start: data, port: electronPort(first) })
      else reject(new Error('the data process was started without a port'))
    })
  })
}

/** With the thread, or later, when it was started ahead. */
async function ofThread(): Promise<{ start: DataProcessStart; port: Port }> {
  type Given = { start: DataProcessStart; port: MessagePort }
  const given = (workerData ?? (threadPort && (await once(threadPort, 'message'))[0])) as Given
  return { start: given.start, port: nodePort(given.port) }
}

function nodePort(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}

function electronPort(port: ElectronPort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  }
}
