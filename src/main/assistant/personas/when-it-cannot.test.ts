// A provider that is busy or cannot answer: it is waited for where everybody sees it, and then another one answers.
import { beforeAll, describe, expect, it } from 'vitest'
import { breaksOff, failure, hangUp } from '../../../../tests/support/model-server'
import type { Reply } from '../../../../tests/support/model-server'
import type { ChatEvent } from '../../../shared/contract/chat'
import { loadMastra, soon, textIn } from '../testing/start-assistant'
import { first, second, startAnswering } from './testing/start-answering'

beforeAll(loadMastra)

const busy = (seconds: number, status = 429) => failure(status, { headers: { 'retry-after': String(seconds) } })
const isWaiting = (event: ChatEvent | undefined) => event?.type === 'progress' && event.progress.waiting !== null
const metadataOf = (message: { content: object }) => (message.content as { metadata: Record<string, unknown> }).metadata

describe('another model answers', () => {
  it.each([
    ['the key is not accepted', failure(401), 'PROVIDER_KEY_REJECTED'],
    ['the model is unknown', failure(404), 'PROVIDER_MODEL_UNKNOWN'],
    ['there is no credit left', failure(429, { code: 'insufficient_quota' }), 'PROVIDER_RATE_LIMITED'],
    ['nothing is paid for', failure(402), 'PROVIDER_REFUSED'],
    ['it has a problem of its own', failure(500), 'PROVIDER_FAILED'],
    ['it asks to wait an hour', busy(3_600), 'PROVIDER_RATE_LIMITED'],
    ['the connection dies', hangUp, 'PROVIDER_UNREACHABLE'],
    ['it breaks off before the first word', breaksOff('', 'cut'), 'STREAM_BROKEN'],
    [
      'an error comes first in the stream',
      { ending: { error: { message: 'x', code: 'server_error' } } },
      'PROVIDER_FAILED',
    ],
  ] satisfies [string, Reply, string][])('when %s, and the answer says so', async (_why, reply, code) => {
    await using kith = await startAnswering({ first: reply })
    await kith.setPersona({ fallback: second })
    const answer = await kith.ask('Who are you?')
    expect(answer.status).toBe('complete')
    expect(textIn(answer.content)).toBe('From the second.')
    expect(metadataOf(answer)).toMatchObject({
      provider: 'Second',
      modelId: 'second',
      insteadOf: { provider: 'First', model: 'first', failure: { code } },
    })
    expect(kith.servers.first.requests).toHaveLength(1)
    expect(kith.database.runs()[0]?.model).toMatchObject({ provider: 'Second', model: 'second' })
  })

  it('when the first cannot even be asked, because its provider was removed', async () => {
    await using kith = await startAnswering()
    await kith.setPersona({ model: { ...first, providerId: '6b1f5a8e-3c5d-4f5e-9f0a-00000000dead' }, fallback: second })
    const answer = await kith.ask('Who are you?')
    expect(textIn(answer.content)).toBe('From the second.')
    expect(metadataOf(answer)).toMatchObject({ insteadOf: { failure: { code: 'NOT_FOUND' } } })
  })

  it('not when the request was refused: it is not carried to the next', async () => {
    await using kith = await startAnswering({ first: failure(400, { message: 'No.' }) })
    await kith.setPersona({ fallback: second })
    const answer = await kith.ask('Who are you?')
    expect(answer.status).toBe('failed')
    expect(kith.servers.second.requests).toEqual([])
  })

  it('not once a word was shown', async () => {
    await using kith = await startAnswering({ first: breaksOff('I begin ', 'socket-destroyed') })
    await kith.setPersona({ fallback: second })
    const answer = await kith.ask('Who are you?')
    expect(answer.status).toBe('failed')
    expect(textIn(answer.content)).toBe('I begin ')
    expect(kith.servers.second.requests).toEqual([])
  })

  it('not when there is none, or it is the same', async () => {
    await using kith = await startAnswering({ first: failure(500) })
    await kith.setPersona({ fallback: first })
    expect((await kith.ask('Who are you?')).status).toBe('failed')
    expect(kith.servers.first.requests).toHaveLength(1)
  })

  it('and when that fails too, what is said is why', async () => {
    await using kith = await startAnswering({ first: failure(500), second: failure(401) })
    Object.assign(kith.answering, { fallback: second })
    const answer = await kith.ask('Who are you?')
    expect(answer.status).toBe('failed')
    expect(JSON.stringify(answer.content)).toContain('PROVIDER_KEY_REJECTED')
  })
})

describe('a provider that is busy', () => {
  it.each([[429], [503], [529]])('with %i is asked again, and everybody sees the waiting', async (status) => {
    await using kith = await startAnswering({ first: [busy(0, status), busy(1, status), { text: 'Here I am.' }] })
    const answer = await kith.ask('Are you there?')
    expect(textIn(answer.content)).toBe('Here I am.')
    expect(kith.servers.first.requests).toHaveLength(3)
    const waits = kith.view.events.flatMap((event) => (event.type === 'progress' ? [event.progress.waiting] : []))
    expect(waits).toContainEqual({ provider: 'First', seconds: 1, retryAt: expect.any(String) as string })
    expect(waits.at(-1)).toBeNull()
  })

  it('is seen by who comes while it is waited for', async () => {
    await using kith = await startAnswering({ first: [busy(20), { text: 'Too late.' }] })
    const { run } = await kith.send('Are you there?')
    await soon(() => expect(isWaiting(kith.view.events.at(-1))).toBe(true))
    for await (const event of kith.assistant.watch(kith.threadId, undefined)) {
      expect(event).toMatchObject({
        type: 'snapshot',
        run: { progress: { waiting: { provider: 'First', seconds: 20 } } },
      })
      break
    }
    await kith.assistant.stop(run.runId)
  })

  it('is not waited for any more when somebody stops it', async () => {
    await using kith = await startAnswering({ first: busy(25) })
    await kith.setPersona({ fallback: second })
    const { run } = await kith.send('Are you there?')
    await soon(() => expect(isWaiting(kith.view.events.at(-1))).toBe(true))
    await kith.assistant.stop(run.runId)
    expect((await kith.over(run.runId)).status).toBe('stopped')
    expect(kith.servers.first.requests).toHaveLength(1)
    expect(kith.servers.second.requests).toEqual([])
  })

  it('is given up after a while, and another one answers', async () => {
    await using kith = await startAnswering({ first: busy(0) })
    await kith.setPersona({ fallback: second })
    expect(textIn((await kith.ask('Are you there?')).content)).toBe('From the second.')
    expect(kith.servers.first.requests).toHaveLength(5)
  })
})
