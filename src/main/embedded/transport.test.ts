import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Port } from './protocol'
import { portPair } from './testing/port-pair'
import { fetchOver, serveOver } from './transport'

let here: Port
let there: Port
beforeEach(() => {
  ;[here, there] = portPair()
})
afterEach(() => {
  here.close()
  there.close()
})

test('carries a request and its answer whole', async () => {
  serveOver(there, async (request) =>
    Response.json(
      { method: request.method, url: request.url, header: request.headers.get('x-one'), body: await request.text() },
      { status: 418, headers: { 'x-two': 'two' } },
    ),
  )
  const { fetch } = fetchOver(here)
  const response = await fetch('http://any.test/path?q=1', {
    method: 'PUT',
    headers: { 'x-one': 'one' },
    body: 'Grüße 👋',
  })
  expect(response.status).toBe(418)
  expect(response.headers.get('x-two')).toBe('two')
  expect(await response.json()).toEqual({
    method: 'PUT',
    url: 'http://any.test/path?q=1',
    header: 'one',
    body: 'Grüße 👋',
  })
})

test('carries a request object, bytes and an answer without a body', async () => {
  serveOver(there, async (request) => {
    expect(await request.text()).toBe('bytes')
    return new Response(null, { status: 204 })
  })
  const { fetch } = fetchOver(here)
  const body = new TextEncoder().encode('bytes')
  const response = await fetch(new Request('http://any.test/', { method: 'POST', body }))
  expect(response.status).toBe(204)
  expect(await response.text()).toBe('')
})

test('tells both sides of an abort at once', async () => {
  const seen = new Promise((resolve) => {
    serveOver(there, (request) => {
      request.signal.addEventListener('abort', () => resolve('aborted'))
      return new Promise(() => {})
    })
  })
  const { fetch } = fetchOver(here)
  const abort = new AbortController()
  const call = fetch('http://any.test/', { signal: abort.signal })
  setImmediate(() => abort.abort(new Error('enough')))
  await expect(call).rejects.toThrow('enough')
  expect(await seen).toBe('aborted')
})

test('sends nothing when the signal was aborted before', async () => {
  let requests = 0
  serveOver(there, () => Promise.resolve(new Response(String(++requests))))
  const { fetch } = fetchOver(here)
  await expect(fetch('http://any.test/', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
    'too late',
  )
  expect(await (await fetch('http://any.test/')).text()).toBe('1')
})

test('fails every waiting and every later call in words when the other side ends', async () => {
  serveOver(there, () => new Promise(() => {}))
  const { fetch } = fetchOver(here)
  const call = fetch('http://any.test/')
  setTimeout(() => there.close(), 10)
  await expect(call).rejects.toThrow(new TypeError('The database has stopped.'))
  await expect(fetch('http://any.test/')).rejects.toThrow('The database has stopped.')
})

test('passes on why the other side could not answer, and goes on serving', async () => {
  let requests = 0
  serveOver(there, () =>
    requests++ === 0 ? Promise.reject(new Error('no room')) : Promise.resolve(new Response('ok')),
  )
  const { fetch } = fetchOver(here)
  await expect(fetch('http://any.test/')).rejects.toThrow(new TypeError('no room'))
  expect(await (await fetch('http://any.test/')).text()).toBe('ok')
})

test('finishes what it has and takes nothing new', async () => {
  let answer: (response: Response) => void = () => {}
  const serving = serveOver(there, () => new Promise((resolve) => (answer = resolve)))
  const { fetch } = fetchOver(here)
  const running = fetch('http://any.test/')
  await new Promise((resolve) => setTimeout(resolve, 10))
  const finished = serving.finish()
  await expect(fetch('http://any.test/')).rejects.toThrow('The database is closing.')
  answer(new Response('done'))
  await finished
  expect(await (await running).text()).toBe('done')
})
