// The world a sandboxed preload script lives in: `require('electron')` with contextBridge and ipcRenderer, and nothing
// else of Node. Sent into the page as its own source.
import type { Codec } from './codec'
import type { WorldBridge } from './world-bridge'

/** From the page to main. */
export type FromPage =
  | { kind: 'send'; channel: string; args: unknown[]; ports: number[] }
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'port-closed'; id: number }
  | { kind: 'preload-failed'; stack: string }

/** From main to the page. Main's ports have negative numbers, the page's have positive ones. */
export type ToPage =
  | { kind: 'message'; channel: string; args: unknown[]; ports: number[] }
  | { kind: 'result'; id: number; value?: unknown; error?: string }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'port-closed'; id: number }

/** What a sandboxed preload finds in its `process`. */
export interface PreloadProcess {
  platform: string
  arch: string
  versions: Record<string, string | undefined>
}

export interface PreloadParts {
  codec: Codec
  bridge: WorldBridge
  /** The built script, as a function of what CommonJS gives it. */
  preload: (require: (name: string) => unknown, module: unknown, exports: unknown, process: unknown) => void
  process: PreloadProcess
}

/**
 * @param send gives a text to main
 * @param receive takes the function that main's texts are given to
 */
export function runPreload(
  { codec, bridge, preload, process }: PreloadParts,
  send: (text: string) => void,
  receive: (listener: (text: string) => void) => void,
): void {
  type Listener = (event: { sender: unknown; ports: unknown[] }, ...args: unknown[]) => void
  interface PagePort {
    postMessage(data: unknown): void
    close(): void
    start(): void
    addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
    addEventListener(type: 'close', listener: () => void): void
  }

  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  const results = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const ports = new Map<number, PagePort>()
  let last = 0

  const tell = (message: FromPage): void => send(codec.encode(message))

  function keep(id: number, port: PagePort): number {
    ports.set(id, port)
    port.addEventListener('message', ({ data }) => tell({ kind: 'port', id, data }))
    port.addEventListener('close', () => ports.delete(id) && tell({ kind: 'port-closed', id }))
    port.start()
    return id
  }

  /** A port that came from main: the page gets one end, main has the other. */
  function portFromMain(id: number): unknown {
    const { port1, port2 } = new MessageChannel()
    keep(id, port1 as unknown as PagePort)
    return port2
  }

  function listen(channel: string, listener: Listener, once: boolean) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }

  function forget(channel: string, listener: Listener) {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener),
    )
    return ipcRenderer
  }

  const ipcRenderer = {
    on: (channel: string, listener: Listener) => listen(channel, listener, false),
    once: (channel: string, listener: Listener) => listen(channel, listener, true),
    off: forget,
    removeListener: forget,
    removeAllListeners: (channel: string) => (listeners.delete(channel), ipcRenderer),
    send: (channel: string, ...args: unknown[]) => tell({ kind: 'send', channel, args, ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: PagePort[] = []) =>
      tell({ kind: 'send', channel, args: [message], ports: transfer.map((port) => keep(++last, port)) }),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++last
        results.set(id, { resolve, reject })
        tell({ kind: 'invoke', id, channel, args })
      }),
    sendSync: () => {
      throw new Error('electron stand-in: sendSync stops the page and is not played')
    },
  }

  receive((text) => {
    const message = codec.decode(text) as ToPage
    if (message.kind === 'port') ports.get(message.id)?.postMessage(message.data)
    if (message.kind === 'port-closed') {
      const port = ports.get(message.id)
      ports.delete(message.id)
      port?.close()
    }
    if (message.kind === 'result') {
      const { resolve, reject } = results.get(message.id) ?? {}
      results.delete(message.id)
      if (message.error === undefined) resolve?.(message.value)
      else reject?.(new Error(message.error))
    }
    if (message.kind === 'message') {
      const event = { sender: ipcRenderer, ports: message.ports.map(portFromMain) }
      for (const { listener, once } of listeners.get(message.channel) ?? []) {
        if (once) forget(message.channel, listener)
        listener(event, ...message.args)
      }
    }
  })

  const electron = { contextBridge: { exposeInMainWorld: bridge.expose }, ipcRenderer }
  const requireElectron = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}. A sandboxed preload can require electron and nothing of its own.`)
  }
  const fullProcess = {
    ...process,
    env: {},
    argv: [],
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
  }
  const module = { exports: {} }
  try {
    preload(requireElectron, module, module.exports, fullProcess)
  } catch (error) {
    tell({ kind: 'preload-failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
