import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, openProject, signedIn, URL } from '../testing/project'
import type { Project } from '../testing/project'
import { MAX_ROWS } from './result-shape'

type Client = ReturnType<Project['client']>

let project: Project
let client: Client
let userId: string

beforeAll(async () => {
  project = await openProject(schema)
  ;({ client, userId } = await signedIn(project, 'ada@example.com'))
})
afterAll(() => project.db.close())

const schema = `
  create table notes (
    id bigint primary key, user_id uuid not null default auth.uid(), body text check (body <> ''), vec vector(2)
  );
  alter table notes enable row level security;
  create policy own on notes to authenticated using (user_id = auth.uid()) with check (user_id = auth.uid());

  create function whoami() returns jsonb language sql stable as $$
    select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'user', current_user,
      'method', current_setting('request.method'), 'path', current_setting('request.path'),
      'header', current_setting('request.headers')::jsonb ->> 'x-kith-actor', 'search', current_setting('search_path')) $$;
  create function add(a int, b int default 10) returns int language sql immutable as $$ select a + b $$;
  create function pick(a int) returns text language sql as $$ select 'number' $$;
  create function pick(a int, b int) returns text language sql as $$ select 'two numbers' $$;
  create function pick(words text[]) returns text language sql as $$ select 'words' $$;
  create function twin(a int) returns text language sql as $$ select 'int' $$;
  create function twin(a text) returns text language sql as $$ select 'text' $$;
  create function whole(jsonb) returns jsonb language sql as $$ select $1 $$;
  create function total(variadic xs int[]) returns int language sql as $$ select sum(x)::int from unnest(xs) x $$;
  create function nothing() returns void language sql as $$ select $$;
  create function null_row() returns notes language sql as $$ select null::notes $$;
  create function out_params(a int, out twice int, out thrice int) language sql as $$ select a * 2, a * 3 $$;
  create function record_row() returns record language sql as $$ select 1 as a, 'x'::text as b $$;
  create function numbers(n int) returns setof int language sql as $$ select generate_series(1, n) $$;
  create function exact() returns table (big bigint, num numeric, f float8, at timestamptz, vec vector, bits bit(3))
    language sql as $$ select 9007199254740993, 12345678901234567890.123456789, 0.1::float8 + 0.2,
      '2026-01-02T03:04:05.678901Z'::timestamptz, '[1,2]'::vector, '101'::bit(3) $$;
  create function bits_back(b bit varying) returns text language sql as $$ select b::text $$;
  create function save_note(id bigint, body text) returns setof notes language sql as $$
    insert into notes (id, body) values (save_note.id, save_note.body) returning * $$;
  create function list_notes() returns setof notes language sql stable as $$ select * from notes $$;
  create function save_two() returns setof notes language sql as $$
    insert into notes (id, body) values (801, 'a'), (802, 'b') returning * $$;
  create function slow_note(id bigint, seconds float8) returns void language plpgsql as $$
    begin insert into notes (id, body) values (slow_note.id, 'slow'); perform pg_sleep(seconds); end $$;
  create function raise_it(state text, hint text default null, detail text default null) returns void language plpgsql as $$
    begin raise exception using errcode = state, message = 'said', hint = coalesce(raise_it.hint, ''), detail = coalesce(raise_it.detail, ''); end $$;
  create function read_by_writing() returns text language sql stable as $$ select body from save_note(92, 'x') $$;
  create function answer_with(status text, headers text) returns int language sql as $$
    select set_config('response.status', status, false), set_config('response.headers', headers, false); select 1 $$;
  create function trespass(how text) returns text language plpgsql as $$
    begin execute how; return current_user; end $$;
  create function secret() returns text language sql as $$ select 'secret' $$;
  revoke execute on function secret() from public, anon, authenticated;
`

test('answers every kind of result as PostgREST does', async () => {
  expect((await client.rpc('add', { a: 1 })).data).toBe(11)
  expect((await client.rpc('add', { a: 1, b: 2 })).data).toBe(3)
  expect((await client.rpc('total', { xs: [1, 2, 3] })).data).toBe(6)
  expect((await client.rpc('out_params', { a: 2 })).data).toEqual({ twice: 4, thrice: 6 })
  expect((await client.rpc('null_row')).data).toEqual({ id: null, user_id: null, body: null, vec: null })
  expect((await client.rpc('record_row')).data).toEqual({ a: 1, b: 'x' })
  expect((await client.rpc('numbers', { n: 3 })).data).toEqual([1, 2, 3])
  expect((await client.rpc('whole', { any: { thing: [1] } })).data).toEqual({ any: { thing: [1] } })
  expect((await client.rpc('bits_back', { b: '10110' })).data).toBe('10110')
  expect(await client.rpc('nothing')).toMatchObject({ status: 204, data: null, error: null })
})

test('runs a call as the signed-in user, with claims, path and headers of the request', async () => {
  const { data } = await client.rpc('whoami').setHeader('x-kith-actor', 'assistant')
  expect(data).toEqual({
    uid: userId,
    role: 'authenticated',
    user: 'authenticated',
    method: 'POST',
    path: '/rpc/whoami',
    header: 'assistant',
    search: '"public", "extensions"',
  })
})

test('passes numbers, times and vectors on exactly as PostgreSQL writes them', async () => {
  const response = await post('exact', {})
  expect(await response.text()).toBe(
    '[{"big":9007199254740993,"num":12345678901234567890.123456789,"f":0.30000000000000004,' +
      '"at":"2026-01-02T03:04:05.678901+00:00","vec":"[1,2]","bits":"101"}]',
  )
  const single = await post('exact', {}, { accept: 'application/vnd.pgrst.object+json' })
  expect(await single.text()).toContain('"num":12345678901234567890.123456789')
})

test('chooses an overload by the names of the arguments', async () => {
  expect((await client.rpc('pick', { a: 1 })).data).toBe('number')
  expect((await client.rpc('pick', { a: 1, b: 2 })).data).toBe('two numbers')
  expect((await client.rpc('pick', { words: ['x'] })).data).toBe('words')
  expect(await client.rpc('twin', { a: 1 })).toMatchObject({ status: 300, error: { code: 'PGRST203' } })
  const missing = await client.rpc('pick', { c: 1 })
  expect(missing).toMatchObject({ status: 404, error: { code: 'PGRST202' } })
  expect(missing.error?.message).toBe('Could not find the function public.pick(c) in the schema cache')
})

test('single, maybeSingle, count, limit, range and order shape the rows', async () => {
  for (const id of [11, 12, 13]) await client.rpc('save_note', { id, body: `note ${id}` })
  const all = () => client.rpc('list_notes', {}, { count: 'exact' })
  expect(await all().order('id', { ascending: false }).limit(2)).toMatchObject({
    status: 206,
    count: 3,
    data: [{ id: 13 }, { id: 12 }],
  })
  expect((await all().order('id').range(1, 5)).data).toMatchObject([{ id: 12 }, { id: 13 }])
  expect((await client.rpc('list_notes').select('id').order('id')).data).toEqual([{ id: 11 }, { id: 12 }, { id: 13 }])
  expect((await client.rpc('save_note', { id: 14, body: 'x' }).single()).data).toMatchObject({ id: 14 })
  expect((await client.rpc('list_notes').limit(0).maybeSingle()).data).toBeNull()
  expect(await client.rpc('list_notes').single()).toMatchObject({ status: 406, error: { code: 'PGRST116' } })
  expect(await all().range(40, 50)).toMatchObject({ status: 416, error: { code: 'PGRST103' } })
  expect(await client.rpc('list_notes').eq('id', 1)).toMatchObject({ status: 400, error: { code: 'PGRST100' } })
  expect((await post('list_notes', {}, { prefer: 'count=exact' }, '?limit=1')).headers.get('content-range')).toBe(
    '0-0/4',
  )
})

test('gives a thousand rows at once and no more, as the hosted project does', async () => {
  expect((await client.rpc('numbers', { n: 1001 })).data).toHaveLength(1000)
  expect((await client.rpc('numbers', { n: 1001 }, { count: 'exact' }).limit(5000)).count).toBe(1001)
  expect((await client.rpc('numbers', { n: 1001 }).range(1000, 2000)).data).toEqual([1001])
  const config = readFileSync(join(import.meta.dirname, '../../../../supabase/config.toml'), 'utf8')
  expect(/^max_rows = (.*)$/m.exec(config)?.[1]).toBe(String(MAX_ROWS))
})

test('answers GET and HEAD with arguments in the query, and writes nothing then', async () => {
  expect((await client.rpc('add', { a: 1, b: 2 }, { get: true })).data).toBe(3)
  expect((await client.rpc('pick', { words: ['x', 'y'] }, { get: true })).data).toBe('words')
  expect(await client.rpc('numbers', { n: 3 }, { head: true, count: 'exact' })).toMatchObject({ data: null, count: 3 })
  const wrote = await client.rpc('save_note', { id: 91, body: 'by GET' }, { get: true })
  expect(wrote).toMatchObject({ status: 405, error: { code: '25006' } })
  expect(await ids()).not.toContain(91)
})

test('lets a function that is declared to read do nothing else', async () => {
  expect(await client.rpc('read_by_writing')).toMatchObject({ status: 405, error: { code: '25006' } })
  expect(await ids()).not.toContain(92)
})

test('gives the status and headers a function sets, for its own answer only', async () => {
  const accepted = await post('answer_with', { status: '202', headers: '[{"x-from-sql": "yes"}]' })
  expect([accepted.status, accepted.headers.get('x-from-sql')]).toEqual([202, 'yes'])
  const next = await post('add', { a: 1 })
  expect([next.status, next.headers.get('x-from-sql')]).toEqual([200, null])
})

test('takes nothing back and keeps nothing when one row was wanted and several came', async () => {
  expect((await client.rpc('save_two').single()).status).toBe(406)
  expect((await client.rpc('list_notes')).data).not.toContainEqual(expect.objectContaining({ id: 801 }))
})

test.each([
  ['PT404', 404],
  ['PT409', 409],
  ['P0001', 400],
  ['P0002', 500],
  ['22023', 400],
  ['23505', 409],
  ['23503', 409],
  ['23514', 400],
  ['25006', 405],
  ['28000', 403],
  ['42501', 403],
  ['42883', 404],
  ['53300', 503],
  ['53400', 503],
  ['54000', 413],
  ['57014', 500],
  ['XX000', 500],
])('answers an error of state %s with status %i, its message, detail and hint', async (state, status) => {
  expect(await client.rpc('raise_it', { state, hint: 'thread', detail: 'more' })).toMatchObject({
    status,
    error: { code: state, message: 'said', hint: 'thread', details: 'more' },
  })
})

test('keeps nothing of a call that fails', async () => {
  await client.rpc('save_note', { id: 31, body: 'kept' })
  expect((await client.rpc('save_note', { id: 31, body: 'again' })).error?.code).toBe('23505')
  expect((await client.rpc('save_note', { id: 32, body: '' })).error?.code).toBe('23514')
  expect((await client.rpc('list_notes').select('body')).data).toContainEqual({ body: 'kept' })
})

test('keeps the rows of one account from another', async () => {
  await client.rpc('save_note', { id: 41, body: 'mine' })
  const other = await signedIn(project, 'bob@example.com')
  expect((await other.client.rpc('list_notes')).data).toEqual([])
})

test('lets anon do nothing it was not granted, and nobody what was revoked', async () => {
  const anon = project.client()
  expect((await anon.rpc('whoami')).data).toMatchObject({ uid: null, role: 'anon', user: 'anon' })
  expect((await anon.rpc('list_notes')).data).toEqual([])
  expect(await anon.rpc('secret')).toMatchObject({ status: 401, error: { code: '42501' } })
  expect(await client.rpc('secret')).toMatchObject({ status: 403, error: { code: '42501' } })
})

test.each([
  'reset role',
  `select set_config('role', 'postgres', true)`,
  'set role postgres',
  'reset session authorization',
])('gives a function that says "%s" no more power, and the next call none of it', async (how) => {
  const { data, error } = await client.rpc('trespass', { how })
  expect(['authenticator', undefined]).toContain(data ?? undefined)
  if (error) expect(error.code).toBe('42501')
  await client.rpc('trespass', { how: 'set role service_role' })
  expect((await client.rpc('whoami')).data).toMatchObject({ user: 'authenticated', uid: userId })
  expect((await client.auth.getUser()).data.user?.id).toBe(userId)
})

test('refuses a token it did not sign, and one that is not a token', async () => {
  const { data } = await client.auth.getSession()
  const [head, body] = (data.session?.access_token ?? '').split('.')
  for (const token of [`${head}.${body}.AAAA`, 'a.b.c', 'nonsense', `${head}.${body}.`]) {
    const response = await post('whoami', {}, { authorization: `Bearer ${token}` })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('invalid_token')
    expect(await response.json()).toMatchObject({ code: 'PGRST301' })
  }
})

test('speaks JSON only', async () => {
  expect((await post('add', { a: 1 }, { 'content-type': 'application/xml' })).status).toBe(400)
  expect((await post('add', { a: 1 }, { accept: 'image/png' })).status).toBe(415)
  const refused = await post('add', { b: 1 })
  expect(refused.headers.get('content-type')).toBe('application/json; charset=utf-8')
})

test('answers what is not a call of a function in words', async () => {
  expect(await client.from('notes').select()).toMatchObject({ status: 404, error: { code: 'PGRST125' } })
  expect((await post('add', [1])).status).toBe(400)
  expect((await send('POST', 'add', '{')).status).toBe(400)
  expect((await send('PUT', 'add', '{}')).status).toBe(405)
  expect((await project.fetch(`${URL}/rest/v1/rpc/add`, { method: 'POST', body: '{"a":1}' })).status).toBe(401)
})

test('never starts a call that was aborted while it waited', async () => {
  const first = client.rpc('slow_note', { id: 51, seconds: 0.2 }).then((answer) => answer)
  const abort = new AbortController()
  const second = client
    .rpc('save_note', { id: 52, body: 'never' })
    .abortSignal(abort.signal)
    .then((answer) => answer)
  setTimeout(() => abort.abort(), 20)
  expect((await second).error?.message).toContain('AbortError')
  await first
  expect(await ids()).not.toContain(52)
})

test('rolls back a call that was aborted while it ran', async () => {
  const abort = new AbortController()
  const call = client
    .rpc('slow_note', { id: 61, seconds: 0.2 })
    .abortSignal(abort.signal)
    .then((answer) => answer)
  setTimeout(() => abort.abort(), 50)
  expect((await call).error?.message).toContain('AbortError')
  expect(await ids()).not.toContain(61)
})

test('answers calls in the order they were made', async () => {
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      await client.rpc('add', { a: index })
      order.push(index)
    }),
  )
  expect(order).toEqual(order.toSorted((one, other) => one - other))
})

async function ids(): Promise<number[]> {
  const { data } = await client.rpc('list_notes')
  return (data as { id: number }[]).map(({ id }) => id)
}

function post(name: string, body: unknown, headers: Record<string, string> = {}, query = ''): Promise<Response> {
  return send('POST', `${name}${query}`, JSON.stringify(body), headers)
}

async function send(
  method: string,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { data } = await client.auth.getSession()
  return project.fetch(`${URL}/rest/v1/rpc/${path}`, {
    method,
    headers: {
      apikey: KEY,
      authorization: `Bearer ${data.session?.access_token}`,
      'content-type': 'application/json',
      ...headers,
    },
    body,
  })
}
