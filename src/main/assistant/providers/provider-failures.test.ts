// Every way a provider fails, from the socket through the AI SDK and a real Mastra agent to the error a person reads.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  breaksOff,
  captivePortal,
  createGate,
  failure,
  hangUp,
  redirect,
  silence,
  startModelServer,
} from '../../../../tests/support/model-server'
import type { ModelServer, Script } from '../../../../tests/support/model-server'
import { askThroughAgent } from '../../../../tests/support/model-server/ask-through-agent'
import type { Asked, AskOptions } from '../../../../tests/support/model-server/ask-through-agent'
import { KithError } from '../../../shared/errors'

const key = 'sk-secret-0123456789'
const apis = [
  { api: 'responses', kind: 'openai' },
  { api: 'chat completions', kind: 'compatible' },
] as const

let server: ModelServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function ask(kind: 'openai' | 'compatible', script: Script, options: Partial<AskOptions> = {}): Promise<Asked> {
  server = await startModelServer({ script })
  return await askThroughAgent({ kind, baseUrl: server.url, key, ...options })
}

function facts() {
  return { provider: 'Scripted', host: new URL(server?.url ?? '').host }
}

function failureOf({ errors, finishReason }: Asked) {
  expect(finishReason).toBe('error')
  expect(errors).toHaveLength(1)
  const [error] = errors
  if (!(error instanceof KithError)) throw new Error('not a KithError', { cause: error })
  expect(JSON.stringify(error)).not.toContain(key)
  expect(`${error.message}${error.stack}${String(error.cause)}`).not.toContain(key)
  return error.toFailure()
}

describe.each(apis)('asked through $api', ({ kind }) => {
  it.each([
    { status: 401, code: 'PROVIDER_KEY_REJECTED' },
    { status: 403, code: 'PROVIDER_FORBIDDEN' },
    { status: 500, code: 'PROVIDER_FAILED' },
    { status: 503, code: 'PROVIDER_FAILED' },
  ])('$status is $code', async ({ status, code }) => {
    const asked = await ask(kind, failure(status, { message: `no, ${key}` }))
    expect(failureOf(asked)).toEqual({ code, data: { ...facts(), status } })
    expect(server?.requests).toHaveLength(1)
  })

  it('names the model nobody knows', async () => {
    const asked = await ask(kind, failure(404, { code: 'model_not_found' }))
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_MODEL_UNKNOWN',
      data: { ...facts(), status: 404, model: 'practice-large' },
    })
  })

  it('says how long to wait when the provider says it', async () => {
    const asked = await ask(kind, failure(429, { headers: { 'retry-after': '17' } }))
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_RATE_LIMITED',
      data: { ...facts(), status: 429, retryAfterSeconds: 17 },
    })
  })

  it('does not invent a wait when the provider names none', async () => {
    const asked = await ask(kind, failure(429))
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_RATE_LIMITED',
      data: { ...facts(), status: 429, retryAfterSeconds: null },
    })
  })

  it('quotes why the provider refused, without the key in it', async () => {
    const asked = await ask(kind, failure(400, { message: `Your key ${key} may not use\n  so many tokens` }))
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_REFUSED',
      data: { ...facts(), status: 400, reason: 'Your key [key] may not use so many tokens.' },
    })
  })

  it('does not quote the HTML of an error page', async () => {
    const page = { status: 400, headers: { 'content-type': 'text/html' }, body: '<html>nginx</html>' }
    expect(failureOf(await ask(kind, page))).toEqual({
      code: 'PROVIDER_REFUSED',
      data: { ...facts(), status: 400, reason: 'It gave no reason.' },
    })
  })

  it('a name that does not exist is no connection', async () => {
    const asked = await askThroughAgent({ kind, baseUrl: 'http://kith.invalid/v1', key })
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_UNREACHABLE',
      data: {
        provider: 'Scripted',
        host: 'kith.invalid',
        reason: expect.stringMatching(/^getaddrinfo (ENOTFOUND|EAI_AGAIN) kith\.invalid$/) as string,
      },
    })
  })

  it('a port nobody listens on is no connection', async () => {
    const { port } = await freePort()
    const asked = await askThroughAgent({ kind, baseUrl: `http://127.0.0.1:${port}/v1`, key })
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_UNREACHABLE',
      data: { provider: 'Scripted', host: `127.0.0.1:${port}`, reason: `connect ECONNREFUSED 127.0.0.1:${port}` },
    })
  })

  it('a socket that dies before the answer is no connection', async () => {
    expect(failureOf(await ask(kind, hangUp))).toMatchObject({ code: 'PROVIDER_UNREACHABLE', data: facts() })
  })

  it('gives up on a provider that never begins to answer', async () => {
    const asked = await ask(kind, silence, { patience: { firstByte: 50 } })
    expect(failureOf(asked)).toEqual({ code: 'PROVIDER_TIMEOUT', data: { ...facts(), seconds: 0.05 } })
    expect(await server?.requests[0]?.over).toBe('closed')
  })

  it('gives up on silence in mid-answer and keeps what arrived', async () => {
    const asked = await ask(kind, breaksOff('one two three', 'silence'), { patience: { idle: 500 } })
    expect(failureOf(asked)).toEqual({ code: 'PROVIDER_TIMEOUT', data: { ...facts(), seconds: 0.5 } })
    expect(asked.text).toBe('one two three')
    expect(await server?.requests[0]?.over).toBe('closed')
  })

  it('keeps what arrived when the socket dies', async () => {
    const asked = await ask(kind, breaksOff('one two three', 'socket-destroyed'))
    expect(failureOf(asked)).toEqual({ code: 'STREAM_BROKEN', data: facts() })
    expect(asked.text).toBe('one two three')
  })

  it('does not take a stream without its end for an answer, nor ask again', async () => {
    const asked = await ask(kind, breaksOff('one two three', 'cut'))
    expect(failureOf(asked)).toEqual({ code: 'STREAM_BROKEN', data: facts() })
    expect(asked.text).toBe('one two three')
    expect(server?.requests).toHaveLength(1)
  })

  it('stops at garbage in the stream, keeps what came before and shows nothing that comes after', async () => {
    const asked = await ask(kind, breaksOff('one two three', { garbage: 'data: {"choices": [\n\ndata: 7\n\n' }))
    expect(failureOf(asked)).toEqual({ code: 'STREAM_GARBLED', data: facts() })
    expect(asked.text).toBe('one two three')
  })

  it('a stream of bytes that are no events is not an answer', async () => {
    const noise = {
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: '\u0000\u0001 noise\n\n noise',
    }
    const asked = await ask(kind, noise)
    expect(failureOf(asked)).toEqual({ code: 'STREAM_GARBLED', data: { ...facts(), status: 200 } })
    expect(server?.requests).toHaveLength(1)
  })

  it('a page of HTML with status 200 is not an answer', async () => {
    const asked = await ask(kind, captivePortal())
    expect(failureOf(asked)).toEqual({ code: 'STREAM_GARBLED', data: { ...facts(), status: 200 } })
    expect(server?.requests).toHaveLength(1)
  })

  it('reads an error object that comes with status 200 instead of a stream', async () => {
    const error = {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"error":{"message":"Out of memory"}}',
    }
    expect(failureOf(await ask(kind, error))).toEqual({
      code: 'PROVIDER_REFUSED',
      data: { ...facts(), reason: 'Out of memory.' },
    })
  })

  it('reads an error object that comes first in the stream', async () => {
    const asked = await ask(kind, { ending: { error: { message: 'Slow down', code: 'rate_limit_exceeded' } } })
    expect(failureOf(asked)).toEqual({ code: 'PROVIDER_RATE_LIMITED', data: { ...facts(), retryAfterSeconds: null } })
  })

  it('reads an error object in mid-stream and keeps what arrived', async () => {
    const asked = await ask(
      kind,
      breaksOff('one two', { error: { message: 'The context is too long', type: 'invalid_request' } }),
    )
    expect(failureOf(asked)).toEqual({
      code: 'PROVIDER_REFUSED',
      data: { ...facts(), reason: 'The context is too long.' },
    })
    expect(asked.text).toBe('one two')
  })

  it('sends nothing to another origin it is redirected to', async () => {
    const elsewhere = await startModelServer()
    try {
      const asked = await ask(kind, redirect(`${elsewhere.url}/responses`, 307))
      const { code, data } = failureOf(asked)
      expect(code).toBe('PROVIDER_REFUSED')
      expect(data).toMatchObject({ reason: expect.stringContaining(elsewhere.origin) as string })
      expect(elsewhere.requests).toEqual([])
    } finally {
      await elsewhere.close()
    }
  })

  it('closes the connection when the owner stops the answer', async () => {
    const gate = createGate()
    gate.open(2)
    const stop = new AbortController()
    const asked = await ask(
      kind,
      { text: ['one ', 'two ', 'three'], gate },
      {
        signal: stop.signal,
        onText: (text) => text === 'one two ' && stop.abort(),
      },
    )
    expect(asked.errors).toEqual([])
    expect(asked.text).toBe('one two ')
    expect(await server?.requests[0]?.over).toBe('closed')
  })
})

describe('chat completions', () => {
  it('are complete with a finish reason, even without [DONE]', async () => {
    const asked = await ask('compatible', breaksOff('one two', 'without-done'))
    expect(asked).toEqual({ text: 'one two', errors: [], finishReason: 'stop' })
  })

  it('fail with the words of a server whose error object says nothing else', async () => {
    const error = { message: 'Model crashed', type: undefined, code: undefined }
    const asked = await ask('compatible', breaksOff('one two', { error }))
    expect(failureOf(asked)).toMatchObject({ code: 'PROVIDER_REFUSED', data: { reason: 'Model crashed.' } })
  })
})

async function freePort(): Promise<{ port: number }> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return { port }
}
