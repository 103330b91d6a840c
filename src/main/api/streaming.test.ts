import { afterEach, expect, it, vi } from 'vitest'
import type { Message } from '../../shared/contract/chat'
import { textOfContent } from '../../shared/domain/message'
import { databaseOfToken } from '../database'
import { createPracticeModel } from '../assistant/practice-model'
import { finish, saying, scriptedModel, text } from '../assistant/testing/scripted-model'
import { onApi } from './testing/api-under-test'
import { makeKey, makePersona, problemOf } from './testing/keys'
import { chunksOf, readUntil } from './testing/reading'

const kith = onApi({ limits: { streams: { perCaller: 4, together: 12 } } })
afterEach(() => kith.answerWith(createPracticeModel({ wordDelay: 0 })))

const say = (body: object, options: { token?: string; name?: string; headers?: Record<string, string> } = {}) =>
  kith.ask(`/api/agents/${options.name ?? 'custom'}/stream`, {
    token: options.token ?? kith.owner.token,
    body,
    ...(options.headers && { headers: options.headers }),
  })

async function stored(threadId: string, token = kith.owner.token): Promise<Message[]> {
  return (await kith.get<{ messages: Message[] }>(`/api/threads/${threadId}/messages`, { token })).messages
}

it('says it in the thread, and gives the answer as it is written', async () => {
  kith.answerWith(scriptedModel(saying('Blue ', 'it is.')).model)
  const { id: threadId } = await kith.get<{ id: string }>('/api/threads', { token: kith.owner.token, body: {} })
  const answer = await say({
    messages: [{ role: 'user', content: [{ type: 'text', text: 'remember my favorite color is blue' }] }],
    threadId,
    resourceId: `${kith.owner.userId}:00000000-0000-0000-0000-000000000000`,
  })
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(answer.headers.get('x-kith-thread-id')).toBe(threadId)
  const chunks = await chunksOf(answer)
  expect(chunks.filter(({ type }) => !type.startsWith('data-')).map(({ type }) => type)).toEqual([
    'start',
    'step-start',
    'text-start',
    'text-delta',
    ...(chunks.filter(({ type }) => type === 'text-delta').length > 1 ? ['text-delta'] : []),
    'text-end',
    'step-finish',
    'finish',
  ])
  const said = chunks
    .filter(({ type }) => type === 'text-delta')
    .map(({ payload }) => (payload as { text: string }).text)
  expect(said.join('')).toBe('Blue it is.')
  expect((await stored(threadId)).map(({ role, content, status }) => [role, textOfContent(content), status])).toEqual([
    ['user', 'remember my favorite color is blue', 'complete'],
    ['assistant', 'Blue it is.', 'complete'],
  ])
})

it('gives the AI SDK its own stream, where it is asked for', async () => {
  kith.answerWith(scriptedModel(saying('Yes.')).model)
  const ways: Record<string, string>[] = [
    { 'x-vercel-ai-ui-message-stream': 'v1' },
    { accept: 'text/event-stream; protocol=ai-sdk-ui' },
  ]
  for (const headers of ways) {
    const answer = await say({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Really?' }] }] }, { headers })
    expect(answer.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
    const types = (await chunksOf(answer)).map(({ type }) => type)
    expect(types.filter((type) => !type.startsWith('data-'))).toEqual([
      'start',
      'start-step',
      'text-start',
      'text-delta',
      'text-end',
      'finish-step',
      'finish',
    ])
  }
})

it('stops the answer when whoever asked is gone, and keeps what had arrived', async () => {
  const held = Promise.withResolvers<void>()
  kith.answerWith(
    scriptedModel(async function* endless({ abortSignal }) {
      yield* text(['It began well. '])
      abortSignal?.addEventListener('abort', () => held.resolve())
      await held.promise
      yield finish('stop')
    }).model,
  )
  const answer = await say({ messages: 'Tell me everything' })
  await readUntil(answer, 'began well')
  const threadId = answer.headers.get('x-kith-thread-id') ?? ''
  await vi.waitFor(async () => expect((await stored(threadId)).at(-1)?.status).toBe('stopped'), 10_000)
  expect(textOfContent((await stored(threadId)).at(-1)!.content)).toBe('It began well. ')
})

it('ends what a key is reading when the key is taken back, and the answer with it', async () => {
  kith.answerWith(createPracticeModel({ wordDelay: 20 }))
  const { id, secret } = await makeKey(kith)
  const answer = await say({ messages: 'A long story, please' }, { token: secret })
  const reading = chunksOf(answer)
  await kith.api.revokeKey(id)
  expect((await reading).at(-1)).toMatchObject({ type: 'abort' })
  const threadId = answer.headers.get('x-kith-thread-id') ?? ''
  await vi.waitFor(async () => expect((await stored(threadId)).at(-1)?.status).not.toBe('streaming'), 10_000)
})

it('ends what a key is reading when its time has come, and keeps what had arrived', async () => {
  kith.answerWith(createPracticeModel({ wordDelay: 50 }))
  const { secret } = await makeKey(kith, { expiresAt: new Date(Date.now() + 2_000).toISOString() })
  const answer = await say({ messages: 'What can you do?' }, { token: secret })
  const threadId = answer.headers.get('x-kith-thread-id') ?? ''
  const chunks = await chunksOf(answer)
  const read = chunks.flatMap(({ type, payload }) =>
    type === 'text-delta' ? [(payload as { text: string }).text] : [],
  )
  await vi.waitFor(async () => expect((await stored(threadId)).at(-1)?.status).toBe('stopped'), { timeout: 10_000 })
  const kept = textOfContent((await stored(threadId)).at(-1)!.content)
  expect(kept).not.toBe('')
  expect(kept.startsWith(read.join('').trimEnd())).toBe(true)
})

it('says in words what failed, after what had arrived', async () => {
  kith.answerWith(
    scriptedModel(function* () {
      yield* text(['Half '])
      throw new Error('The line was cut.')
    }).model,
  )
  const chunks = await chunksOf(await say({ messages: 'Go' }, { headers: { 'x-vercel-ai-ui-message-stream': 'v1' } }))
  expect(chunks.find(({ type }) => type === 'error')).toMatchObject({ errorText: expect.stringMatching(/\w/) })
  expect(chunks.at(-1)).toEqual({ type: 'finish', finishReason: 'error' })
})

it('gives the same answer again for the same message, and asks no model twice', async () => {
  const scripted = scriptedModel(saying('Once.'))
  kith.answerWith(scripted.model)
  const body = { threadId: crypto.randomUUID(), messages: [{ id: 'from-a-chat-1', role: 'user', content: 'Hello' }] }
  await chunksOf(await say(body))
  const asked = scripted.prompts.length
  const again = await chunksOf(await say(body))
  expect(again.filter(({ type }) => type === 'text-delta').map(({ payload }) => payload)).toMatchObject([
    { text: 'Once.' },
  ])
  expect((await stored(body.threadId)).map(({ role }) => role)).toEqual(['user', 'assistant'])
  expect(asked).toBeGreaterThan(0)
})

it('finds a persona by its id and by the slug of its name; two of one name are told apart by their ids', async () => {
  const one = await makePersona(kith, 'Tax Hélper 2')
  for (const name of [one, 'tax-helper-2']) {
    const answer = await say({ messages: 'Hi' }, { name })
    await answer.text()
    const id = answer.headers.get('x-kith-thread-id')
    const { threads } = await kith.get<{ threads: object[] }>(`/api/threads?personaId=${one}`, {
      token: kith.owner.token,
    })
    expect(threads).toContainEqual(expect.objectContaining({ id, personaId: one }))
  }
  const other = await makePersona(kith, 'tax helper 2')
  const answer = await say({ messages: 'Hi' }, { name: 'tax-helper-2' })
  expect({ status: answer.status, problem: await answer.json() }).toMatchObject({
    status: 409,
    problem: { code: 'AGENT_AMBIGUOUS', ids: [one, other] },
  })
  expect(await problemOf(await say({ messages: 'Hi' }, { name: 'nobody' }))).toEqual({ status: 404, code: 'NOT_FOUND' })
})

it('lets no thread be answered by another persona than its own', async () => {
  const persona = await makePersona(kith, 'Painter')
  const { id: threadId } = await kith.get<{ id: string }>('/api/threads', {
    token: kith.owner.token,
    body: { personaId: persona },
  })
  expect(await problemOf(await say({ messages: 'Hi', threadId }))).toEqual({ status: 409, code: 'OTHER_PERSONA' })
})

it.each([
  ['that somebody else said', [{ role: 'assistant', content: 'I say' }]],
  ['that is a picture', [{ role: 'user', content: [{ type: 'image', image: 'data:,' }] }]],
  ['of no words', []],
])('takes no message %s', async (_what, messages) => {
  expect(await problemOf(await say({ messages }))).toEqual({ status: 400, code: 'NOT_TAKEN' })
})

it('answers a few at once for each caller, and refuses the rest without harm: 500 at the same time', async () => {
  kith.answerWith(createPracticeModel({ wordDelay: 5 }))
  const before = (await kith.get<{ threads: [] }>('/api/threads?limit=200', { token: kith.owner.token })).threads.length
  const answers = await Promise.all(Array.from({ length: 500 }, () => say({ messages: 'Hi' })))
  const good = answers.filter(({ status }) => status === 200)
  expect(good).toHaveLength(4)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]))
  expect((await kith.ask('/api/health')).status).toBe(200)
  await Promise.all(good.map((answer) => answer.text()))
  expect((await kith.get<{ threads: [] }>('/api/threads?limit=200', { token: kith.owner.token })).threads.length).toBe(
    before + 4,
  )
  expect((await chunksOf(await say({ messages: 'And now?' }))).at(-1)).toMatchObject({ type: 'finish' })
})

it('answers another account with its own data, and with no model its owner pays for', async () => {
  const provider = {
    id: crypto.randomUUID(),
    kind: 'openai' as const,
    name: 'Paid',
    baseUrl: 'https://paid.example/v1',
    models: ['big'],
  }
  await kith.settings.saveProvider({ ...provider, key: 'sk-owner' })
  await kith.settings.setModel({ kind: 'provider', providerId: provider.id, model: 'big' })
  const guest = await kith.signUp()
  const refused = await say({ messages: 'Hi' }, { token: guest.token })
  expect((await chunksOf(refused)).find(({ type }) => type === 'error')).toMatchObject({
    payload: { error: { name: 'NOT_ALLOWED', message: expect.stringContaining('Paid') } },
  })
  await kith.settings.setModel({ kind: 'practice' })
  const answer = await say({ messages: 'Hello' }, { token: guest.token })
  expect((await chunksOf(answer)).at(-1)).toMatchObject({ type: 'finish' })
  const threadId = answer.headers.get('x-kith-thread-id') ?? ''
  expect(await stored(threadId, guest.token)).toHaveLength(2)
  expect((await kith.ask(`/api/threads/${threadId}/messages`, { token: kith.owner.token })).status).toBe(404)
})

it('ends what it had begun for another account before it was closed, and nothing of another computer’s', async () => {
  const { userId, token } = await kith.signUp()
  const { call } = databaseOfToken({ ...kith.kith.database.service, userId, token: () => token })
  const run = async (device: string) => {
    const run_id = crypto.randomUUID()
    const at = new Date().toISOString()
    await call('ai_start_run', {
      run_id,
      device,
      thread_id: crypto.randomUUID(),
      answer_id: crypto.randomUUID(),
      model: {},
      answer_created_at: at,
      message_id: crypto.randomUUID(),
      message_created_at: at,
      message_content: { format: 2, parts: [{ type: 'text', text: 'x' }] },
    })
    return run_id
  }
  const [own, others] = [await run('here:local-api'), await run('elsewhere:local-api')]
  await chunksOf(await say({ messages: 'Hello' }, { token }))
  expect(await call('ai_get_run', { run_id: own })).toMatchObject([{ status: 'failed' }])
  expect(await call('ai_get_run', { run_id: others })).toMatchObject([{ status: 'running' }])
})
