// A Supabase project on loopback, for tests: whatever answers requests, behind a port that can go and come back.
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ServedProject {
  url: string
  /** Requests that were answered, as `POST /rest/v1/rpc/ai_whoami`. */
  seen: string[]
  /** As when a network is gone: connections break, and none is accepted. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

export async function serveProject(answer: (request: Request) => Promise<Response>): Promise<ServedProject> {
  const seen: string[] = []
  let server = await listen(0)
  const { port } = server.address() as AddressInfo

  function listen(at: number): Promise<Server> {
    const made = createServer((request, response) => void respond(request, response))
    return new Promise((resolve, reject) => {
      made.once('error', reject)
      made.listen(at, '127.0.0.1', () => resolve(made))
    })
  }
  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const { method = 'GET', url = '/' } = incoming
      const body = method === 'GET' || method === 'HEAD' ? undefined : await text(incoming)
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)])
      const response = await answer(
        new Request(`http://127.0.0.1:${port}${url}`, { method, headers, ...(body !== undefined && { body }) }),
      )
      seen.push(`${method} ${url}`)
      const ofConnection = new Set(['connection', 'transfer-encoding', 'content-length', 'keep-alive'])
      outgoing.writeHead(
        response.status,
        Object.fromEntries([...response.headers].filter(([name]) => !ofConnection.has(name))),
      )
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    } catch (error) {
      outgoing.writeHead(500, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify({ code: 'XX000', message: String(error) }))
    }
  }
  async function goAway(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    goAway,
    async comeBack() {
      server = await listen(port)
    },
    close: () => (server.listening ? goAway() : Promise.resolve()),
  }
}
