// MessagePortMain over Node's ports, which clone and transfer as Electron's do.
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

/** What goes over the wire: Node would hand transferred ports over inside the data, Electron hands them beside it. */
interface Wire {
  data: unknown
  ports: MessagePort[]
}

export class MessagePortMain extends EventEmitter {
  private readonly port: MessagePort
  private started = false
  private readonly early: Wire[] = []

  constructor(port: MessagePort) {
    super()
    this.port = port
    port.on('message', (wire: Wire) => (this.started ? this.deliver(wire) : this.early.push(wire)))
    port.on('close', () => this.emit('close'))
  }

  start(): void {
    this.started = true
    for (const wire of this.early.splice(0)) this.deliver(wire)
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => port.release())
    this.port.postMessage({ data, ports } satisfies Wire, ports)
  }

  close(): void {
    this.port.close()
  }

  /** Gives Node's port away; this object is over. */
  release(): MessagePort {
    this.port.removeAllListeners('message')
    this.port.removeAllListeners('close')
    return this.port
  }

  private deliver({ data, ports }: Wire): void {
    this.emit('message', { data, ports: ports.map((port) => new MessagePortMain(port)) })
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}
