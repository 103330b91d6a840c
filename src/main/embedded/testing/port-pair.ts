import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { Port } from '../protocol'

/** The two ends of one channel. */
export function portPair(): [Port, Port] {
  const { port1, port2 } = new MessageChannel()
  return [portOf(port1), portOf(port2)]
}

export function portOf(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
}
