// The inside of a utility process: `process.parentPort`, then the program. In JavaScript, because it is the first
// thing its thread runs.
import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import '../hooks.mjs'

const { MessagePortMain } = await import('./ports')

class ParentPort extends EventEmitter {
  postMessage(message) {
    parentPort.postMessage(message)
  }
}
process.parentPort = new ParentPort()
process.type = 'utility'

// Messages wait until the program listens, as they do in Electron.
const early = []
parentPort.on('message', ({ data, ports }) => {
  const event = { data, ports: ports.map((port) => new MessagePortMain(port)) }
  if (process.parentPort.listenerCount('message') > 0) process.parentPort.emit('message', event)
  else early.push(event)
})
process.parentPort.on('newListener', (name) => {
  if (name === 'message')
    setImmediate(() => early.splice(0).forEach((event) => process.parentPort.emit('message', event)))
})

await import(pathToFileURL(workerData.modulePath).href)
