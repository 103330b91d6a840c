// fetch over a port: requests and answers as messages. All bodies are text, as everything behind the port speaks JSON.
import type { FromDataProcess, Port, ToDataProcess } from './protocol'

export interface PortFetch {
  fetch: typeof globalThis.fetch
  /** What waits for an answer, by the last part of its address, oldest first: what runs, and what waits for that. */
  waiting(): string[]
  /** Nobody will answer any more: every call that waits and every later one fails. @param why said to those that wait */
  stop(why?: string): void
}

/** The asking side. An abort reaches the other side, too. */
export function fetchOver(port: Port): PortFetch {
  const waiting = new Map<number, Waiting>()
  const send = (message: ToDataProcess) => port.postMessage(message)
  let lastId = 0
  let hasStopped = false

  const stop = (why?: string) => {
    hasStopped = true
    for (const { reject } of waiting.values()) reject(stopped(why))
    waiting.clear()
  }
  port.onClose(() => stop())
  port.onMessage((data) => {
    const message = data as FromDataProcess
    if (message.type !== 'response' && message.type !== 'rejected') return
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'rejected') call?.reject(new TypeError(message.reason))
    else call?.resolve(new Response(message.body, { status: message.status, headers: message.headers }))
  })

  return {
    stop,
    waiting: () => [...waiting.values()].map(({ name }) => name),
    async fetch(input, init) {
      const request = new Request(input, init)
      const { signal } = request
      signal.throwIfAborted()
      const body = request.body === null ? null : typeof init?.body === 'string' ? init.body : await request.text()
      signal.throwIfAborted()
      if (hasStopped) throw stopped()
      const id = ++lastId
      return new Promise<Response>((resolve, reject) => {
        const abort = () => {
          if (!waiting.delete(id)) return
          send({ type: 'abort', id })
          reject(signal.reason)
        }
        const done = () => signal.removeEventListener('abort', abort)
        signal.addEventListener('abort', abort)
        waiting.set(id, {
          name: new URL(request.url).pathname.split('/').at(-1) ?? '',
          resolve: (response) => (done(), resolve(response)),
          reject: (reason) => (done(), reject(reason)),
        })
        send({ type: 'request', id, url: request.url, method: request.method, headers: [...request.headers], body })
      })
    },
  }
}

interface Waiting {
  name: string
  resolve(response: Response): void
  reject(reason: unknown): void
}

export interface Serving {
  /** Takes no more requests and waits until those it has are answered. */
  finish(): Promise<void>
}

/** The answering side. Requests are handed on in the order they came. */
export function serveOver(port: Port, answer: (request: Request) => Promise<Response>): Serving {
  const send = (reply: FromDataProcess) => port.postMessage(reply)
  const running = new Map<number, { controller: AbortController; done: Promise<void> }>()
  let isFinishing = false

  port.onMessage((data) => {
    const message = data as ToDataProcess
    if (message.type === 'abort') running.get(message.id)?.controller.abort()
    if (message.type !== 'request') return
    const { id } = message
    if (isFinishing) return send({ type: 'rejected', id, reason: 'The database is closing.' })
    const controller = new AbortController()
    const done = respond(message, controller.signal, answer)
      .then(send)
      .finally(() => running.delete(id))
    running.set(id, { controller, done })
  })

  return {
    async finish() {
      isFinishing = true
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

async function respond(
  { id, url, method, headers, body }: ToDataProcess & { type: 'request' },
  signal: AbortSignal,
  answer: (request: Request) => Promise<Response>,
): Promise<FromDataProcess> {
  try {
    const response = await answer(new Request(url, { method, headers, body, signal }))
    const text = response.body === null ? null : await response.text()
    return { type: 'response', id, status: response.status, headers: [...response.headers], body: text }
  } catch (error) {
    return { type: 'rejected', id, reason: error instanceof Error ? error.message : String(error) }
  }
}

// As fetch rejects when a connection breaks.
function stopped(why = 'The database has stopped.'): TypeError {
  return new TypeError(why)
}
