import { afterEach, beforeEach, expect, test } from 'vitest'
import { newSigningKey } from '../keys'
import { migrationFiles } from '../migration-files'
import { KEY, openProject, signedIn, URL } from '../testing/project'
import type { Project } from '../testing/project'

let project: Project
beforeEach(async () => {
  project = await openProject(schema)
})
afterEach(() => project.db.close())

const schema = `create function whoami() returns uuid language sql stable as $$ select auth.uid() $$`

test('makes the account of this computer at the first start and finds the same one ever after', async () => {
  const first = await signInLocally({ name: 'ada' })
  expect(first.user).toMatchObject({ user_metadata: { name: 'ada' }, is_anonymous: false })
  expect(first.user.email).toBe(`${first.user.id}@local.invalid`)
  expect((await signInLocally({ name: 'somebody else' })).user.id).toBe(first.user.id)
  expect((await signInLocally({ account: first.user.id })).user.id).toBe(first.user.id)
  expect(await listAccounts()).toEqual([
    { id: first.user.id, name: 'ada', has_password: false, last_sign_in_at: expect.any(String) },
  ])
})

test('makes one account when two first starts happen at once', async () => {
  const both = await Promise.all([signInLocally({ name: 'ada' }), signInLocally({ name: 'ada' })])
  expect(both[0]?.user.id).toBe(both[1]?.user.id)
})

test('gives a session the client takes', async () => {
  const { access_token, refresh_token, user } = await signInLocally({ name: 'ada' })
  const client = project.client()
  expect((await client.auth.setSession({ access_token, refresh_token })).error).toBeNull()
  expect((await client.rpc('whoami')).data).toBe(user.id)
  expect((await client.auth.refreshSession()).data.user?.id).toBe(user.id)
})

test('forgets the sessions of starts that did not end in order, and none that is in use', async () => {
  const { user } = await signInLocally({ name: 'ada' })
  await signInLocally({ name: 'ada' })
  await project.db.exec(`
    update auth.sessions set created_at = now() - interval '3 hours';
    update auth.sessions set refreshed_at = (now() - interval '50 minutes') at time zone 'utc'
    where id = (select min(id::text)::uuid from auth.sessions)`)
  await signInLocally({ name: 'ada' })
  const { rows } = await project.db.query(
    `select s.refreshed_at is not null as renewed, count(t.id)::int as tokens
     from auth.sessions s left join auth.refresh_tokens t on t.session_id = s.id
     where s.user_id = $1 group by s.id order by 1`,
    [user.id],
  )
  expect(rows).toEqual([
    { renewed: false, tokens: 1 },
    { renewed: true, tokens: 1 },
  ])
})

test('keeps the account when every session and the signing key are lost', async () => {
  const { user } = await signInLocally({ name: 'ada' })
  await project.db.exec('delete from auth.sessions')
  const restarted = await openProject(schema, { db: project.db, key: await newSigningKey() })
  expect((await signInLocally({ name: 'ada' }, restarted)).user.id).toBe(user.id)
})

test('asks which of several accounts is meant', async () => {
  const { user } = await signInLocally({ name: 'ada' })
  const other = (await post('/local/accounts', { name: 'bob' })) as { id: string }
  expect(await post('/token?grant_type=local', { name: 'ada' })).toMatchObject({ code: 'local_account_ambiguous' })
  expect((await signInLocally({ account: other.id })).user.id).toBe(other.id)
  expect((await listAccounts()).map(({ id }) => id)).toEqual([user.id, other.id])
})

test('asks for the password of an account that has one, and for none otherwise', async () => {
  const { access_token, refresh_token, user } = await signInLocally({ name: 'ada' })
  const client = project.client()
  await client.auth.setSession({ access_token, refresh_token })
  expect((await client.auth.updateUser({ email: 'ada@example.com', password: 'correct horse' })).error).toBeNull()
  expect(await listAccounts()).toEqual([
    { id: user.id, name: 'ada', has_password: true, last_sign_in_at: expect.any(String) },
  ])
  expect(await post('/token?grant_type=local', { account: user.id })).toMatchObject({ code: 'invalid_credentials' })
  expect((await signInLocally({ account: user.id, password: 'correct horse' })).user.id).toBe(user.id)
  const { data } = await project
    .client()
    .auth.signInWithPassword({ email: 'ada@example.com', password: 'correct horse' })
  expect(data.user?.id).toBe(user.id)
})

test('opens no account that is not of this computer, and makes none without a name', async () => {
  const { userId } = await signedIn(project, 'ada@example.com')
  expect(await post('/token?grant_type=local', { account: userId })).toMatchObject({ code: 'invalid_credentials' })
  expect(await post('/token?grant_type=local', { account: 'nonsense' })).toMatchObject({ code: 'invalid_credentials' })
  expect(await post('/token?grant_type=local', {})).toMatchObject({ code: 'validation_failed' })
  expect(await post('/local/accounts', { name: '  ' })).toMatchObject({ code: 'validation_failed' })
  expect(await listAccounts()).toEqual([])
})

test('has its password set, changed and taken away by whoever knows it', async () => {
  const { user } = await signInLocally({ name: 'ada' })
  const change = (body: object) => post('/local/password', { account: user.id, ...body })
  expect(await change({ new_password: 'short' })).toMatchObject({ code: 'weak_password' })
  expect(await change({ new_password: 'correct horse' })).toBeNull()
  expect(await change({ new_password: 'another horse' })).toMatchObject({ code: 'invalid_credentials' })
  expect(await change({ password: 'correct horse', new_password: 'another horse' })).toBeNull()
  expect(await post('/local/check', { account: user.id, password: 'correct horse' })).toMatchObject({
    code: 'invalid_credentials',
  })
  expect(await post('/local/check', { account: user.id, password: 'another horse' })).toBeNull()
  expect(await change({ password: 'another horse', new_password: null })).toBeNull()
  expect((await listAccounts())[0]).toMatchObject({ has_password: false })
})

test('is deleted by whoever can open it, and leaves the others alone', async () => {
  const { user } = await signInLocally({ name: 'ada' })
  const other = (await post('/local/accounts', { name: 'bob', password: 'correct horse' })) as { id: string }
  expect(other).toMatchObject({ has_password: true })
  expect(await post('/local/remove', { account: other.id })).toMatchObject({ code: 'invalid_credentials' })
  expect(await post('/local/remove', { account: other.id, password: 'correct horse' })).toBeNull()
  expect(await post('/local/remove', { account: other.id, password: 'correct horse' })).toMatchObject({
    code: 'invalid_credentials',
  })
  expect((await listAccounts()).map(({ id }) => id)).toEqual([user.id])
  const { rows } = await project.db.query('select 1 from auth.identities where user_id = $1', [other.id])
  expect(rows).toEqual([])
})

test('lists the open sessions of whoever asks, and of nobody else', async () => {
  const first = await signInLocally({ name: 'ada' })
  const second = await signInLocally({ name: 'ada' })
  const answer = await project.fetch(`${URL}/auth/v1/local/sessions`, {
    headers: { apikey: KEY, authorization: `Bearer ${second.access_token}` },
  })
  const listed = (await answer.json()) as { id: string; is_current: boolean }[]
  expect(listed).toHaveLength(2)
  expect(listed.filter((session) => session.is_current)).toHaveLength(1)
  expect(listed[0]).toMatchObject({ method: 'local', created_at: expect.stringMatching(/Z$/) })
  expect(first.user.id).toBe(second.user.id)
  expect((await project.fetch(`${URL}/auth/v1/local/sessions`, { headers: { apikey: KEY } })).status).toBe(401)
})

test('does not exist for any door but the port', async () => {
  await signInLocally({ name: 'ada' })
  const door = await openProject(schema, { db: project.db, allowLocalAccounts: false })
  for (const path of [
    '/token?grant_type=local',
    '/local/accounts',
    '/local/check',
    '/local/password',
    '/local/remove',
  ]) {
    expect((await send(path, { name: 'ada' }, door)).status).toBe(404)
  }
  expect((await door.fetch(`${URL}/auth/v1/local/accounts`, { headers: { apikey: KEY } })).status).toBe(404)
})

interface Session {
  access_token: string
  refresh_token: string
  user: { id: string; email: string; user_metadata: object }
}

async function signInLocally(body: object, at = project): Promise<Session> {
  return (await (await send('/token?grant_type=local', body, at)).json()) as Session
}

async function post(path: string, body: object, at = project): Promise<unknown> {
  const text = await (await send(path, body, at)).text()
  return text === '' ? null : JSON.parse(text)
}

function send(path: string, body: object, at: Project): Promise<Response> {
  return at.fetch(`${URL}/auth/v1${path}`, { method: 'POST', headers: { apikey: KEY }, body: JSON.stringify(body) })
}

async function listAccounts(): Promise<{ id: string }[]> {
  const response = await project.fetch(`${URL}/auth/v1/local/accounts`, { headers: { apikey: KEY } })
  return (await response.json()) as { id: string }[]
}

test('counts what goes with an account, in the tables there are', async () => {
  const whole = await openProject(migrationFiles)
  const { user } = await signInLocally({ name: 'ada' }, whole)
  await whole.db.query(`insert into public.ai_threads (user_id, title) values ($1, 'One')`, [user.id])
  expect(await post('/local/contents', { account: user.id }, whole)).toEqual({
    personas: 0,
    threads: 1,
    messages: 0,
    memories: 0,
    files: 0,
  })
  await whole.db.close()
})
