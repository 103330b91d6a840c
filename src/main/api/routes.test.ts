import { expect, it } from 'vitest'
import { makeResourceKey } from '../../shared/domain/resource-key'
import { onApi } from './testing/api-under-test'

const kith = onApi()

interface Thread {
  id: string
  title: string | null
  personaId: string | null
  resourceId: string
}

it('says that it is there to anybody, and nothing else', async () => {
  expect(await kith.get('/api/health')).toEqual({ status: 'ok', version: '0.0.0' })
})

it('makes a thread for the account of the token, and says so to the windows', async () => {
  const { token, userId } = kith.owner
  const body = { userId, personaId: null, title: 'Hello world thread' }
  const answer = await kith.ask('/api/threads', { token, body })
  const thread = (await answer.json()) as Thread
  expect({ status: answer.status, thread }).toMatchObject({
    status: 201,
    thread: { title: 'Hello world thread', personaId: null, resourceId: makeResourceKey(userId, null) },
  })
  expect(kith.told).toContainEqual({ kind: 'threads', threadId: thread.id })
})

it('makes a thread once, however often it is asked with the same id', async () => {
  const { token } = kith.owner
  const threadId = crypto.randomUUID()
  const one = await kith.get<Thread>('/api/threads', { token, body: { threadId, title: 'Once' } })
  const again = await kith.get<Thread>('/api/threads', { token, body: { threadId, title: 'Once' } })
  expect(again).toEqual(one)
})

it('reads threads page by page, each once', async () => {
  const { token } = await kith.signUp()
  for (let n = 0; n < 5; n++) await kith.get('/api/threads', { token, body: { title: `Thread ${n}` } })
  const seen: string[] = []
  let next: string | null = null
  do {
    const place: string = next === null ? '' : `&cursor=${next}`
    const page: { threads: Thread[]; next: string | null } = await kith.get(`/api/threads?limit=2${place}`, { token })
    seen.push(...page.threads.map(({ title }) => title ?? ''))
    next = page.next
  } while (next !== null)
  expect(seen).toEqual(['Thread 4', 'Thread 3', 'Thread 2', 'Thread 1', 'Thread 0'])
})

it('remembers as the owner’s own, and keeps by whom', async () => {
  const { token, userId } = await kith.signUp()
  const made = await kith.get<{ id: string }>('/api/memories', { token, body: { content: 'Is called Ada.' } })
  const { memories } = await kith.get<{ memories: object[] }>('/api/memories', { token })
  expect(memories).toEqual([expect.objectContaining({ id: made.id, content: 'Is called Ada.', status: 'active' })])
  const { rows } = await kith.project.db.query('select content_json from public.ai_memory where memory_id = $1', [
    made.id,
  ])
  expect(rows).toEqual([{ content_json: { kith_api: { user: userId } } }])
})

it('finds what is remembered', async () => {
  const { token } = await kith.signUp()
  await kith.get('/api/memories', { token, body: { content: 'The harbour freezes in January.' } })
  const found = await kith.get<{ items: object[] }>('/api/search?q=harbour', { token })
  expect(found.items).toEqual([expect.objectContaining({ kind: 'memory' })])
})

it.each([
  ['a word that is no id', '/api/threads/nothing/messages', undefined],
  ['a filter nobody knows', '/api/threads?colour=red', undefined],
  ['a page that ends nowhere', '/api/threads?cursor=nonsense', undefined],
  ['two places at once', `/api/threads/${crypto.randomUUID()}/messages?before=1&after=2`, undefined],
  ['a field nobody knows', '/api/threads', { titel: 'x' }],
  ['a memory that says nothing', '/api/memories', { content: '  ' }],
])('says what is wrong about %s', async (_what, path, body) => {
  const answer = await kith.ask(path, { token: kith.owner.token, ...(body && { body }) })
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect({ status: answer.status, problem: await answer.json() }).toMatchObject({
    status: 400,
    problem: { code: 'NOT_TAKEN', type: '/api/docs#NOT_TAKEN', issues: [{ message: expect.stringMatching(/\w/) }] },
  })
})

it('says in words that metadata is nested too deep, and takes what is as deep as one may', async () => {
  const { token } = kith.owner
  const nested = (depth: number) => `{"metadata": {"a": ${'['.repeat(depth)}${']'.repeat(depth)}}}`
  expect((await kith.ask('/api/threads', { token, body: nested(98) })).status).toBe(201)
  for (const depth of [99, 20_000]) {
    const answer = await kith.ask('/api/threads', { token, body: nested(depth) })
    expect({ status: answer.status, problem: await answer.json() }).toMatchObject({
      status: 400,
      problem: { code: 'NOT_TAKEN', issues: [{ message: expect.stringContaining('nested too deep') }] },
    })
  }
})

it('keeps what it can of metadata, looks for any text, and says no word of the database', async () => {
  const { token } = kith.owner
  const { id } = await kith.get<Thread>('/api/threads', { token, body: { metadata: { a: ['b\u0000c'], '\ud800': 1 } } })
  const [thread] = await kith.database.call('ai_get_thread', { thread_id: id })
  expect(JSON.stringify(thread)).toContain('b\uFFFDc')
  for (const path of ['/api/memories?containing=%00', '/api/search?q=%00', '/api/memories?kind=%00']) {
    expect((await kith.ask(path, { token })).status).toBe(200)
  }
  expect((await kith.ask('/api/agents/%00/stream', { token, body: { messages: 'x' } })).status).toBe(404)
  // Large at once, and large by what is put together.
  const large = { metadata: { a: 'x'.repeat(1_200_000) } }
  const half = (name: string) => ({ threadId: id, metadata: { [name]: 'x'.repeat(700_000) } })
  expect((await kith.ask('/api/threads', { token, body: half('b') })).status).toBe(201)
  for (const body of [large, half('c')]) {
    const answer = await kith.ask('/api/threads', { token, body })
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toMatch(/constraint|ai_metadata|escape/)
  }
})

it('tells a thread that is not there from one that has no messages', async () => {
  const { token } = kith.owner
  const { id } = await kith.get<Thread>('/api/threads', { token, body: {} })
  expect(await kith.get(`/api/threads/${id}/messages`, { token })).toMatchObject({ messages: [] })
  const missing = await kith.ask(`/api/threads/${crypto.randomUUID()}/messages`, { token })
  expect({ status: missing.status, problem: await missing.json() }).toMatchObject({
    status: 404,
    problem: { code: 'NOT_FOUND', data: { kind: 'thread' } },
  })
})

it('signs in with a password and goes on with the refresh token', async () => {
  const { email, userId } = await kith.signUp()
  const signedIn = await kith.get<{ access_token: string; refresh_token: string; user: { id: string } }>(
    '/auth/v1/token?grant_type=password',
    { body: { email, password: 'correct horse' } },
  )
  expect(signedIn.user.id).toBe(userId)
  const renewed = await kith.get<{ access_token: string }>('/auth/v1/token?grant_type=refresh_token', {
    body: { refresh_token: signedIn.refresh_token },
  })
  expect(await kith.get('/api/threads', { token: renewed.access_token })).toEqual({ threads: [], next: null })
})

it('describes itself, by the schemas that judge what comes', async () => {
  const document = await kith.get<{ openapi: string; paths: Record<string, object> }>('/api/openapi.json')
  expect(document.openapi).toBe('3.1.0')
  expect(
    Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m} ${path}`)),
  ).toEqual([
    'get /api/health',
    'post /auth/v1/token',
    'get /api/threads',
    'post /api/threads',
    'get /api/threads/{id}/messages',
    'get /api/memories',
    'post /api/memories',
    'get /api/search',
    'post /api/agents/{name}/stream',
  ])
  expect(document.paths['/api/memories']).toMatchObject({
    post: { requestBody: { content: { 'application/json': { schema: { required: ['content'] } } } } },
  })
})

it('shows that on a page in which nothing can run', async () => {
  const page = await kith.ask('/api/docs')
  const html = await page.text()
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
  )
  expect(html).not.toMatch(/<script|<link|<img|https?:\/\/(?!localhost)[^ <"]*\.(?:js|css)/)
  expect(html).toContain('POST /api/agents/{name}/stream')
})
