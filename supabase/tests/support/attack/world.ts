// Two people, and one of them twice: Ana with something of everything for a persona at work and for one at home, and Ben
// with a little. What is Ana's at work can be recognised wherever it turns up.
import { randomUUID } from 'node:crypto'
import type { Engine, Person, Sql } from '../engines'

/** What one persona has; the names are those of the arguments and columns that hold such an id. */
export interface Vault {
  owner: Person
  /** In every text of this vault and in no other. */
  word: string
  persona_id: string
  /** Another persona, which is told something. */
  friend_id: string
  thread_id: string
  /** The owner's words. */
  message_id: string
  /** A finished answer. */
  answer_id: string
  run_id: string
  /** An answer being written, in a thread of its own. */
  streaming_thread_id: string
  streaming_id: string
  running_id: string
  /** What its owner says next, when that answer is there. */
  waiting_id: string
  /** An answer that was stopped, in a thread of its own. */
  stopped_thread_id: string
  stopped_id: string
  memory_id: string
  proposal_id: string
  notes_id: string
  /** Says the same as another, and was merged into it. */
  merged_id: string
  metadata_id: string
  grant_id: string
  receipt_id: string
  file_id: string
  /** Of a preview of what forgetting `message_id` would take away. */
  token: string
  resource_key: string
  run_key: string
  device: string
  sha256: string
}

export interface World {
  engine: Engine
  ana: Person
  ben: Person
  work: Vault
  home: Vault
  bens: Vault
}

/**
 * What an engine needs besides the migrations: a look at every row of every table from inside a transaction. One query
 * that is planned once: it is asked some thousand times.
 */
export const watching = `
  create schema attack;
  grant usage on schema attack to anon, authenticated;
  do $do$
  declare
    looks text;
  begin
    select string_agg(format('select %L::text, jsonb_build_object(%s)::text from %s', place, columns, place), ' union all ')
      into looks
    from (
      select format('%I.%I', nspname, relname) as place, string_agg(
        -- Long, and unreadable: as good as its hash.
        case
          when format_type(atttypid, null) ~ '^(extensions.)?vector'
            then format('%L, md5(extensions.vector_send(%I))', attname, attname)
          when format_type(atttypid, null) ~ 'tsvector|bit|bytea' then format('%L, md5(%I::text)', attname, attname)
          else format('%L, %I', attname, attname)
        end,
        ', ' order by attnum
      ) as columns
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace join pg_attribute on attrelid = pg_class.oid
      where nspname in ('public', 'kith') and relkind in ('r', 'p') and attnum > 0 and not attisdropped
      group by 1
    ) as tables;
    execute format(
      'create function attack.everything() returns table (place text, content text)
       language plpgsql security definer set search_path = '''' as $body$
       #variable_conflict use_column
       begin
         return query %s order by 1, 2;
       end $body$', looks
    );
  end $do$;
  grant execute on function attack.everything() to anon, authenticated;`

export async function buildWorld(engine: Engine): Promise<World> {
  const [ana, ben] = await Promise.all([engine.signIn('Ana'), engine.signIn('Ben')])
  const work = await fill(engine, ana, 'zebrafish')
  const home = await fill(engine, ana, 'marigold')
  const bens = await fill(engine, ben, 'harmonica')
  // One account, one setting, one key.
  for (const { userId } of [ana, ben]) {
    await engine.sql(`insert into public.ai_search_settings (user_id, config) values ($1, 'simple')`, [userId])
  }
  return { engine, ana, ben, work, home, bens }
}

/** Every id and every word by which something of a vault can be known. */
export function tracesOf(vault: Vault): string[] {
  return Object.entries(vault).flatMap(([name, trace]) => (name === 'owner' ? [] : [trace as string]))
}

/** The same shape, and nothing behind it. */
export function nothingLike(vault: Vault): Vault {
  const ids = Object.keys(vault).map((name) => [name, randomUUID()] as const)
  const made = Object.fromEntries(ids) as unknown as Vault
  return {
    ...made,
    owner: vault.owner,
    word: 'unheard',
    resource_key: `${vault.owner.userId}:${made.persona_id}`,
    run_key: 'unheard run',
    device: 'device of unheard',
    sha256: randomUUID().replaceAll('-', '').repeat(2),
  }
}

async function fill(engine: Engine, owner: Person, word: string): Promise<Vault> {
  const id = () => randomUUID()
  const vault: Vault = {
    owner,
    word,
    persona_id: id(),
    friend_id: id(),
    thread_id: id(),
    message_id: id(),
    answer_id: id(),
    run_id: id(),
    streaming_thread_id: id(),
    streaming_id: id(),
    running_id: id(),
    waiting_id: id(),
    stopped_thread_id: id(),
    stopped_id: id(),
    memory_id: id(),
    proposal_id: id(),
    notes_id: id(),
    merged_id: id(),
    metadata_id: id(),
    grant_id: id(),
    receipt_id: id(),
    file_id: id(),
    token: '',
    resource_key: '',
    run_key: `${word} run`,
    device: `device of ${word}`,
    sha256: id().replaceAll('-', '').repeat(2),
  }
  vault.resource_key = `${owner.userId}:${vault.persona_id}`
  await owner.transaction((sql) => writeEverything(sql, vault))
  const [preview] = await owner.sql<{ token: string }>(
    'select token from public.ai_forget_preview(message_ids => array[$1::uuid])',
    [vault.message_id],
  )
  vault.token = preview?.token ?? ''
  await engine.sql(
    `insert into kith.refusals (user_id, resource_key, hash) values ($1, $2, sha256(convert_to($3, 'UTF8')))`,
    [owner.userId, vault.resource_key, word],
  )
  await engine.sql('insert into kith.refusal_keys (user_id) values ($1) on conflict do nothing', [owner.userId])
  return vault
}

async function writeEverything(sql: Sql, vault: Vault): Promise<void> {
  const { word } = vault
  const text = (said: string) => JSON.stringify({ format: 2, parts: [{ type: 'text', text: said }] })
  const vector = `[${Array.from({ length: 1536 }, (_, index) => Math.sin(index + word.length)).join(',')}]`

  await sql(
    `insert into public.ai_personas (id, name, instructions, settings) values ($1, $2, $3, jsonb_build_object('model', $2::text))`,
    [vault.persona_id, `Persona ${word}`, `Speak of ${word}.`],
  )
  await sql('insert into public.ai_personas (id, name) values ($1, $2)', [vault.friend_id, `Friend of ${word}`])
  for (const thread of [vault.thread_id, vault.streaming_thread_id, vault.stopped_thread_id]) {
    await sql(`insert into public.ai_threads (thread_id, persona_id, title) values ($1, $2, $3)`, [
      thread,
      vault.persona_id,
      `About ${word}`,
    ])
  }
  const message = `insert into public.ai_messages (message_id, thread_id, role, content, status, message_embedding)
    values ($1, $2, $3, $4::jsonb, $5, $6::text::extensions.vector)`
  await sql(message, [vault.message_id, vault.thread_id, 'user', text(`Where is my ${word}?`), 'complete', vector])
  await sql(message, [vault.answer_id, vault.thread_id, 'assistant', text(`The ${word} is here.`), 'complete', vector])
  await sql(message, [
    vault.streaming_id,
    vault.streaming_thread_id,
    'assistant',
    text(`The ${word}`),
    'streaming',
    null,
  ])

  await sql(message, [vault.stopped_id, vault.stopped_thread_id, 'assistant', text(`A ${word}`), 'stopped', null])
  const waiting = `insert into public.ai_waiting_messages (message_id, thread_id, content, waits_for)
    values ($1, $2, $3::jsonb, $4)`
  await sql(waiting, [
    vault.waiting_id,
    vault.streaming_thread_id,
    text(`And where is the other ${word}?`),
    vault.streaming_id,
  ])

  const run = `insert into public.ai_runs (run_id, thread_id, message_id, status, model, device, settings)
    values ($1, $2, $3, $4, jsonb_build_object('name', $5::text), $6, '{}')`
  await sql(run, [vault.run_id, vault.thread_id, vault.answer_id, 'complete', word, vault.device])
  await sql(run, [
    vault.running_id,
    vault.streaming_thread_id,
    vault.streaming_id,
    'running',
    word,
    `device of ${word}`,
  ])
  await sql(
    `insert into public.ai_run_snapshots (workflow_name, run_key, resource_key, thread_id, status, snapshot)
     values ('answer', $1, $2, $3, 'suspended', jsonb_build_object('said', $4::text))`,
    [vault.run_key, vault.resource_key, vault.thread_id, word],
  )

  const memory = `insert into public.ai_memory
    (memory_id, persona_id, memory_type, content, status, source_thread_id, source_message_id, content_embedding)
    values ($1, $2, $3, $4, $5, $6, $7, $8::text::extensions.vector)`
  const source = [vault.thread_id, vault.message_id]
  const { persona_id } = vault
  await sql(memory, [vault.memory_id, persona_id, 'fact', `Has a ${word}.`, 'active', ...source, vector])
  await sql(memory, [vault.proposal_id, persona_id, 'fact', `Likes the ${word}.`, 'proposed', ...source, null])
  await sql(memory, [vault.notes_id, persona_id, 'working', `- ${word}`, 'active', null, null, null])
  await sql(memory, [vault.merged_id, persona_id, 'fact', `Owns a ${word}.`, 'archived', ...source, null])
  await sql(`update public.ai_memory set merged_into = $2 where memory_id = $1`, [vault.merged_id, vault.memory_id])
  // Its first version goes into the history.
  await sql(`update public.ai_memory set content = $2 where memory_id = $1`, [vault.memory_id, `Has a blue ${word}.`])

  const targets = { thread_id: vault.thread_id, message_id: vault.message_id, memory_id: vault.memory_id }
  for (const [column, id] of Object.entries({ ...targets, persona_ref: persona_id })) {
    await sql(
      `insert into public.ai_metadata (metadata_id, ${column}, key, value) values ($1, $2, $3, to_jsonb($3::text))`,
      [column === 'thread_id' ? vault.metadata_id : randomUUID(), id, `key of ${word}`],
    )
  }
  await sql(`insert into public.ai_grants (grant_id, from_persona, to_persona, memory_id) values ($1, $2, null, $3)`, [
    vault.grant_id,
    persona_id,
    vault.memory_id,
  ])
  await sql(`insert into public.ai_grants (from_persona, to_persona, memory_type) values ($1, $2, 'event')`, [
    persona_id,
    vault.friend_id,
  ])
  await sql(
    `insert into public.ai_receipts (receipt_id, run_id, kind, item_id, item_version, used, parts)
     values ($1, $2, 'memory', $3, 1, true, jsonb_build_object('word', $4::text))`,
    [vault.receipt_id, vault.run_id, vault.memory_id, word],
  )
  await sql(
    `insert into public.ai_files (file_id, persona_id, sha256, media_type, name, size)
     values ($1, $2, decode($3, 'hex'), 'text/plain', $4, 5)`,
    [vault.file_id, persona_id, vault.sha256, `${word}.txt`],
  )
  await sql(`insert into public.ai_file_chunks (file_id, n, bytes) values ($1, 0, 'bytes')`, [vault.file_id])
  await sql(`update public.ai_files set complete = true where file_id = $1`, [vault.file_id])
}
