// Puts a reply on the wire: at its pace, and with the ending the test asked for.
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dialect, StreamEvent } from './events'
import { toServerSentEvent } from './events'
import type { Answer, HttpReply, NoReply } from './script'

export function sendHttp(response: ServerResponse, reply: HttpReply): void {
  response.writeHead(reply.status, reply.headers).end(reply.body)
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  sendHttp(response, { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

export function sendNothing(response: ServerResponse, { instead }: NoReply): void {
  if (instead === 'socket-destroyed') response.destroy()
}

/** Resolves when the stream is over or left to its silence. Stops early when the client has gone. */
export async function sendStream(response: ServerResponse, dialect: Dialect, answer: Answer): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  const end = endOf(dialect, answer)
  for (const event of end === null ? [...dialect.content(), ...dialect.finish()] : contentOnly(dialect)) {
    if (event.piece) await wait(answer)
    if (response.destroyed) return
    await write(response, toServerSentEvent(event))
  }
  if (end === null) response.end()
  else await end(response)
}

async function wait({ gate, delay }: Answer): Promise<void> {
  if (gate) await gate.pass()
  if (delay) await sleep(delay)
}

/** A broken stream stops after its last piece: the events that close the text belong to the proper end. */
function contentOnly(dialect: Dialect): StreamEvent[] {
  const events = dialect.content()
  const last = events.findLastIndex((event) => event.piece)
  return last === -1 ? events : events.slice(0, last + 1)
}

/** Null for the proper end. */
function endOf(dialect: Dialect, { ending }: Answer): ((response: ServerResponse) => Promise<void> | void) | null {
  if (ending === undefined || ending === 'without-done') return null
  if (ending === 'socket-destroyed') return (response) => void response.destroy()
  if (ending === 'cut') return (response) => void response.end()
  if (ending === 'silence') return () => {}
  if ('error' in ending) {
    return async (response) => {
      await write(response, toServerSentEvent(dialect.error(ending.error)))
      response.end()
    }
  }
  return async (response) => {
    await write(response, ending.garbage)
    for (const event of dialect.finish()) await write(response, toServerSentEvent(event))
    response.end()
  }
}

/** Resolves when the bytes are handed to the socket, so that "destroyed after three words" means three words. */
function write(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => response.write(text, () => resolve()))
}
