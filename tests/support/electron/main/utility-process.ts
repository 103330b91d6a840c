// `utilityProcess`, played by a thread: it has its own memory and its own end, and shares only the process id.
import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import { app } from './app'
import type { MessagePortMain } from './ports'
import { strict } from './strict'

class Child extends EventEmitter {
  readonly pid = process.pid
  private readonly worker: Worker
  constructor(modulePath: string, args: string[], serviceName: string) {
    super()
    this.worker = new Worker(new URL('utility-child.mjs', import.meta.url), { workerData: { modulePath }, argv: args })
    this.worker.on('online', () => this.emit('spawn'))
    this.worker.on('message', (message) => this.emit('message', message))
    this.worker.on('exit', (code) => this.emit('exit', code))
    this.worker.on('error', (error) => {
      console.error(`[${serviceName}]`, error)
      // Node's emitter throws when nobody listens to an error; Electron's does not.
      if (this.listenerCount('error') > 0) this.emit('error', 'FatalError', '', '')
    })
    return strict('UtilityProcess', this)
  }
  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => port.release())
    this.worker.postMessage({ data, ports }, ports)
  }
  kill(): boolean {
    void this.worker.terminate()
    return true
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: string[] = [], { serviceName = 'Node Utility Process' } = {}): Child {
    app.mustBeReady('utilityProcess.fork')
    return new Child(modulePath, args, serviceName)
  },
})
