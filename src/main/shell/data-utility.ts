// The data process of the desktop app: a process of its own, so that the database can fail without the window.
import { MessageChannelMain, app, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { DataProcess, DataProcessStart, Port } from '../app/host'
import { compileCacheArguments } from '../files/compile-cache'
import { log } from '../diagnostics/log'

/** An end in order takes no longer. */
const KILL_AFTER_MS = 2_000

/** @param modulePath absolute path of the built file; its first message is `start`, and brings the port */
export async function startDataUtility(modulePath: string, start: DataProcessStart): Promise<DataProcess> {
  const { port1, port2 } = new MessageChannelMain()
  const child = utilityProcess.fork(modulePath, compileCacheArguments(), {
    serviceName: 'Kith database',
    // What it says there is whole, and the engine's own words with it. Installed that would go to the system's journal; what is
    // written down of it comes over its port.
    stdio: app.isPackaged ? 'ignore' : 'inherit',
  })
  const { port, end } = portOf(port1)
  child.on('error', (type, location) => log.error('the data process failed', `${type} at ${location}`))
  const exited = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      // Calls that wait for an answer must learn that none will come.
      end()
      resolve(code)
    })
  })
  child.postMessage(start, [port2])
  return { port, exited, kill: () => endNow(child, exited) }
}

// The data process leaves SIGTERM, which `child.kill` sends, to main, and one in which a statement does not end could not
// even notice it.
function endNow(child: UtilityProcess, exited: Promise<number>): void {
  const { pid } = child
  child.kill()
  if (pid === undefined) return
  const timer = setTimeout(() => process.kill(pid, 'SIGKILL'), KILL_AFTER_MS)
  void exited.then(() => clearTimeout(timer))
}

/** Electron's port tells of the other side's end only, and only sometimes: `end` tells once, whoever came first. */
function portOf(port: MessagePortMain): { port: Port; end: () => void } {
  const listeners: (() => void)[] = []
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    port.close()
    for (const listener of listeners) listener()
  }
  port.on('close', end)
  return {
    end,
    port: {
      postMessage: (message) => port.postMessage(message),
      onMessage(listener) {
        port.on('message', (event) => listener(event.data))
        port.start()
      },
      onClose(listener) {
        if (ended) listener()
        else listeners.push(listener)
      },
      close: end,
    },
  }
}
