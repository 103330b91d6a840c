import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { onApi } from './testing/api-under-test'
import { makeKey, makePersona, problemOf } from './testing/keys'

const kith = onApi()
afterEach(() => kith.open(kith.kith))

it('is shown once: what is kept is its hash', async () => {
  const { secret } = await makeKey(kith)
  expect(secret).toMatch(/^kith_[\w-]{43}$/)
  expect(readFileSync(join(kith.folder, 'local-api.json'), 'utf8')).not.toContain(secret)
  expect(JSON.stringify(await kith.api.view())).not.toContain(secret)
})

it('does what its owner could, and says when it was last used', async () => {
  const { id, secret } = await makeKey(kith)
  await kith.get('/api/memories', { token: secret, body: { content: 'From a script.' } })
  const { memories } = await kith.get<{ memories: object[] }>('/api/memories', { token: kith.owner.token })
  expect(memories).toContainEqual(expect.objectContaining({ content: 'From a script.' }))
  const { rows } = await kith.project.db.query<{ content_json: unknown }>(
    `select content_json from public.ai_memory where content = 'From a script.'`,
  )
  expect(rows[0]?.content_json).toEqual({ kith_api: { key: id, keyName: 'Script' } })
  expect((await kith.api.view()).keys.find((key) => key.id === id)?.lastUsedAt).toMatch(/^20/)
})

it('sees the vault of its persona, and nothing of any other', async () => {
  const [mine, other] = [await makePersona(kith, 'Gardener'), await makePersona(kith, 'Cook')]
  const { token } = kith.owner
  await kith.get('/api/memories', { token, body: { personaId: mine, content: 'Roses by the wall.' } })
  await kith.get('/api/memories', { token, body: { personaId: other, content: 'Soup on Monday.' } })
  const thread = await kith.get<{ id: string }>('/api/threads', { token, body: { personaId: other } })

  const { secret } = await makeKey(kith, { personas: { kind: 'one', personaId: mine } })
  const { memories } = await kith.get<{ memories: { content: string }[] }>('/api/memories', { token: secret })
  expect(memories.map(({ content }) => content)).toEqual(['Roses by the wall.'])
  expect(await kith.get(`/api/memories?personaId=${other}`, { token: secret })).toMatchObject({ memories: [] })
  expect((await kith.get<{ items: [] }>('/api/search?q=soup', { token: secret })).items).toEqual([])
  expect((await kith.ask(`/api/threads/${thread.id}/messages`, { token: secret })).status).toBe(404)
  for (const body of [{ personaId: other, content: 'x' }, { content: 'x' }]) {
    expect((await kith.ask('/api/memories', { token: secret, body })).status).toBeGreaterThanOrEqual(400)
  }
  for (const name of [other, 'custom']) {
    const said = await kith.ask(`/api/agents/${name}/stream`, { token: secret, body: { messages: 'Hello' } })
    expect(said.status).toBeGreaterThanOrEqual(400)
  }
})

it('cannot be used to learn that a thread of another vault is there, or to write into it', async () => {
  const mine = await makePersona(kith, 'Librarian')
  const { id: threadId } = await kith.get<{ id: string }>('/api/threads', { token: kith.owner.token, body: {} })
  const { secret } = await makeKey(kith, { personas: { kind: 'one', personaId: mine } })
  const said = await kith.ask(`/api/agents/${mine}/stream`, { token: secret, body: { threadId, messages: 'Hello' } })
  expect(said.status).toBeGreaterThanOrEqual(400)
  expect(await kith.get(`/api/threads/${threadId}/messages`, { token: kith.owner.token })).toMatchObject({
    messages: [],
  })
})

it('that may only read writes nothing, whatever the route', async () => {
  const { secret } = await makeKey(kith, { mayWrite: false })
  expect((await kith.ask('/api/threads', { token: secret })).status).toBe(200)
  for (const [path, body] of [
    ['/api/threads', {}],
    ['/api/memories', { content: 'x' }],
    ['/api/agents/custom/stream', { messages: 'x' }],
  ] as const) {
    expect(await problemOf(await kith.ask(path, { token: secret, body }))).toEqual({ status: 403, code: 'READ_ONLY' })
  }
})

it('is refused by the database itself where it may only read', async () => {
  const narrowed = await kith.database.narrowed({ readOnly: true })
  await expect(narrowed('ai_save_thread', { thread_id: crypto.randomUUID() })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

it('is over at once when it is taken back, and when its time has come', async () => {
  const { id, secret } = await makeKey(kith)
  await kith.api.revokeKey(id)
  expect(await problemOf(await kith.ask('/api/threads', { token: secret }))).toEqual({
    status: 401,
    code: 'KEY_REFUSED',
  })
  const old = await makeKey(kith, { expiresAt: new Date(Date.now() - 1_000).toISOString() })
  expect(await problemOf(await kith.ask('/api/threads', { token: old.secret }))).toEqual({
    status: 401,
    code: 'KEY_EXPIRED',
  })
})

it('works while its owner is signed in to its profile, and no longer', async () => {
  const { secret } = await makeKey(kith)
  const away = { status: 503, code: 'OWNER_AWAY' }
  kith.open(null)
  expect(await problemOf(await kith.ask('/api/threads', { token: secret }))).toEqual(away)
  const { database } = kith.kith
  kith.open({ ...kith.kith, database: { ...database, userId: crypto.randomUUID() } })
  expect(await problemOf(await kith.ask('/api/threads', { token: secret }))).toEqual(away)
  kith.open({ ...kith.kith, database: { ...database, profileId: crypto.randomUUID() } })
  expect(await problemOf(await kith.ask('/api/threads', { token: secret }))).toEqual(away)
  kith.open(kith.kith)
  expect((await kith.ask('/api/threads', { token: secret })).status).toBe(200)
})

it('leaves a line for its owner: who, when, which route, how it went, and nothing of what was said', async () => {
  const { secret } = await makeKey(kith, { name: 'Backup script' })
  await kith.api.clearAccesses()
  await kith.ask('/api/search?q=somethingprivate', { token: secret })
  await kith.ask('/api/threads', { token: 'kith_wrong' })
  const [refused, searched] = await kith.api.accesses()
  expect(searched).toEqual({
    at: expect.stringMatching(/Z$/),
    keyName: 'Backup script',
    userId: null,
    method: 'GET',
    route: '/api/search',
    status: 200,
    took: expect.any(Number),
  })
  expect(refused).toMatchObject({ keyName: null, userId: null, status: 401, route: '/api/threads' })
  expect(JSON.stringify(await kith.api.accesses())).not.toContain('somethingprivate')
})

it('shows no account of this computer what another one has done, and clears nothing of it', async () => {
  const { secret } = await makeKey(kith, { name: 'Diary' })
  await kith.api.clearAccesses()
  await kith.ask('/api/threads', { token: secret })
  await kith.ask('/api/threads', { token: kith.owner.token })
  await kith.ask('/api/threads', { token: 'kith_wrong' })
  const other = await kith.signUp()
  await kith.ask('/api/memories', { token: other.token })

  const { database } = kith.kith
  kith.open({ ...kith.kith, database: { ...database, userId: other.userId } })
  const theirs = { keyName: null, userId: other.userId, route: '/api/memories' }
  const nobodys = { keyName: null, userId: null, status: 401 }
  expect(await kith.api.accesses()).toMatchObject([theirs, nobodys])
  await kith.api.clearAccesses()
  expect(await kith.api.accesses()).toEqual([])
  // The same account in another profile is another one.
  kith.open({ ...kith.kith, database: { ...database, profileId: crypto.randomUUID() } })
  expect(await kith.api.accesses()).toEqual([])
  kith.open(null)
  expect(await kith.api.accesses()).toEqual([])
  kith.open(kith.kith)
  expect(await kith.api.accesses()).toMatchObject([{ userId: kith.owner.userId }, { keyName: 'Diary' }])
})

it('goes with its profile, and with its account', async () => {
  const { database } = kith.kith
  const owner = { profileId: database.profileId, userId: database.userId }
  const other = { profileId: owner.profileId, userId: (await kith.signUp()).userId }
  const elsewhere = { profileId: crypto.randomUUID(), userId: owner.userId }
  const keyOf = async (whose: typeof owner) => {
    kith.open({ ...kith.kith, database: { ...database, ...whose } })
    return (await makeKey(kith)).secret
  }
  const secrets = [await keyOf(owner), await keyOf(other), await keyOf(elsewhere)]
  kith.open(kith.kith)
  const codes = () =>
    Promise.all(
      secrets.map(async (token) => {
        const answer = await kith.ask('/api/threads', { token })
        return answer.ok ? 'good' : (await problemOf(answer)).code
      }),
    )
  expect(await codes()).toEqual(['good', 'OWNER_AWAY', 'OWNER_AWAY'])
  await kith.api.forgetKeys(other)
  expect(await codes()).toEqual(['good', 'KEY_REFUSED', 'OWNER_AWAY'])
  await kith.api.forgetKeys({ profileId: elsewhere.profileId })
  expect(await codes()).toEqual(['good', 'KEY_REFUSED', 'KEY_REFUSED'])
})
