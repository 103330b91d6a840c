// What a page sends, byte by byte: calls are answered, anything else ends the connection, and nothing stays behind.
import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionState } from '../../shared/contract/session'
import type { RouterContext } from './context'
import { frameOf } from './frames'
import { serveRouter, type ServablePort } from './serve'

const starting: SessionState = { phase: 'starting', step: 'database' }

let watching: number
let unexpected: unknown[]
let server: ReturnType<typeof serveRouter>

/** Whoever watches is given one state, and then waits for ever. */
async function* watch(signal: AbortSignal | undefined) {
  watching += 1
  try {
    yield starting
    if (signal?.aborted) return
    await new Promise((resolve) => signal?.addEventListener('abort', resolve))
  } finally {
    watching -= 1
  }
}

beforeEach(() => {
  watching = 0
  unexpected = []
  server = serveRouter({
    lifecycle: { watch },
    versions: { kith: '1' },
    onUnexpectedError: (error: unknown) => void unexpected.push(error),
  } as unknown as RouterContext)
})

/** A page over a port that does what Electron's does: strings and bytes arrive as they were sent, a turn later. */
function openPage() {
  const main = new EventEmitter()
  const heard: unknown[] = []
  let isClosed = false
  const port: ServablePort = Object.assign(main, {
    postMessage: (data: unknown) => void heard.push(data),
    start: () => undefined,
    close: () => {
      isClosed = true
      main.emit('close')
    },
  })
  server.servePort(port)
  return {
    send: (data: unknown) => void main.emit('message', { data }),
    call: (id: string, path: string, more: object = {}) =>
      void main.emit('message', { data: JSON.stringify({ i: id, p: { u: path, ...more } }) }),
    leave: () => void main.emit('close'),
    isClosed: () => isClosed,
    heard,
    answers: async (count: number) => {
      await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count))
      return heard.map(
        (text) => JSON.parse(text as string) as { i: string; p: { s?: number; e?: string; d?: unknown } },
      )
    },
  }
}

const binary = (text: string, ...more: number[]) => new Uint8Array([...new TextEncoder().encode(text), 255, ...more])

describe('a page that calls', () => {
  it('is answered, and goes on being told what it watches', async () => {
    const page = openPage()
    page.call('1', '/session/watch')
    const [response, event] = await page.answers(2)
    expect(response).toMatchObject({ i: '1', p: { h: { 'content-type': 'text/event-stream' } } })
    expect(event).toMatchObject({ i: '1', t: 3, p: { e: 'message', d: { json: starting } } })
  })

  it('hears that there is no such route, and nothing about those that are', async () => {
    const page = openPage()
    for (const path of [
      '/',
      '/nothing',
      '/session',
      '/__proto__',
      '/session/constructor',
      '/../session/watch?data={}',
    ]) {
      page.call(path, path)
    }
    const answers = await page.answers(7)
    const found = answers.filter(({ p }) => p.s !== 404)
    expect([...new Set(found.map(({ i }) => i))]).toEqual(['/../session/watch?data={}'])
  })

  it('hears that its input is bad when what goes with it cannot be read', async () => {
    const page = openPage()
    page.call('meta', '/session/signIn', { b: { json: {}, meta: [[1, '__proto__', 'polluted']] } })
    page.call('iterator', '/session/signIn', { h: { 'content-type': 'text/event-stream' } })
    page.call('text', '/session/signIn', { b: 'text' })
    for (const { p } of await page.answers(3)) expect(JSON.stringify(p)).toMatch(/"code":"(?:INVALID|BAD_REQUEST)"/)
    expect({}).not.toHaveProperty('polluted')
    expect(unexpected).toEqual([])
  })
})

describe('a page that is none of ours', () => {
  it.each([
    ['no JSON', 'hello'],
    ['half of a call', '{"i":"1","p":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no id', JSON.stringify({ p: { u: '/session/watch' } })],
    ['a number as id', JSON.stringify({ i: 1, p: { u: '/session/watch' } })],
    ['an unknown kind', JSON.stringify({ i: '1', t: 2, p: { u: '/session/watch' } })],
    ['no payload', JSON.stringify({ i: '1' })],
    ['no path', JSON.stringify({ i: '1', p: {} })],
    ['another address', JSON.stringify({ i: '1', p: { u: 'http://evil.example/session/watch' } })],
    ['another method', JSON.stringify({ i: '1', p: { u: '/session/watch', m: 'GET' } })],
    ['headers that are none', JSON.stringify({ i: '1', p: { u: '/session/watch', h: null } })],
    ['a header of two lines', JSON.stringify({ i: '1', p: { u: '/session/watch', h: { 'content-type': 'a\nb' } } })],
    ['an event without contents', JSON.stringify({ i: '1', t: 3 })],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['bytes behind nothing', binary('')],
    ['an object', { i: '1', p: { u: '/session/watch' } }],
    ['a number', 5],
    ['nothing at all', undefined],
  ])('and sends %s is disconnected, and heard no more', async (_, data) => {
    const page = openPage()
    page.send(data)
    page.call('2', '/session/watch')
    await turn()
    expect(page.isClosed()).toBe(true)
    expect(page.heard).toEqual([])
    expect(unexpected.map(String)).toEqual(['Error: A page sent something that is not a call, and was disconnected.'])
    const other = openPage()
    other.call('1', '/session/watch')
    await other.answers(2)
  })

  it('and sends a form that is none gets no answer, and the others theirs', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    const page = openPage()
    const frame = JSON.stringify({
      i: '1',
      p: { u: '/files/begin', h: { 'content-type': 'multipart/form-data; boundary=x' } },
    })
    page.send(binary(frame, 1, 2, 3))
    page.call('2', '/session/watch')
    const answers = await page.answers(2)
    expect(answers.every(({ i }) => i === '2')).toBe(true)
    said.mockRestore()
  })

  it('can send whatever it likes: it is a call or it is not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array(), fc.json(), fc.anything()), (data) => {
        expect(['request', 'event', 'abort', null]).toContain(frameOf(data))
      }),
      { numRuns: 100, interruptAfterTimeLimit: 2_000 },
    )
  }, 20_000)
})

describe('what a page leaves behind', () => {
  it('ends with what it watched, when it goes', async () => {
    const page = openPage()
    for (let count = 0; count < 50; count += 1) page.call(String(count), '/session/watch')
    await page.answers(100)
    expect(watching).toBe(50)
    page.leave()
    await vi.waitFor(() => expect(watching).toBe(0))
  })

  it('ends when it wants it no more, in a storm of a thousand too', async () => {
    const page = openPage()
    for (let count = 0; count < 1_000; count += 1) {
      page.call(String(count), '/session/watch')
      page.send(JSON.stringify({ i: String(count), t: 4 }))
    }
    page.call('last', '/session/watch')
    await vi.waitFor(() => expect(page.heard.some((text) => String(text).includes('"i":"last"'))).toBe(true))
    await vi.waitFor(() => expect(watching).toBe(1))
    expect(unexpected).toEqual([])
  })

  it('is not doubled by an id that is used twice, and calls nobody made can be called off', async () => {
    const page = openPage()
    page.send(JSON.stringify({ i: 'never', t: 4 }))
    page.send(JSON.stringify({ i: 'never', t: 3, p: { e: 'message', d: 1 } }))
    page.call('1', '/session/watch')
    page.call('1', '/session/watch')
    await page.answers(2)
    await turn()
    expect(watching).toBe(1)
    expect(unexpected).toEqual([])
  })
})
