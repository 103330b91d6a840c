-- Delete can be undone and is purged later; forget is final. ai_forget_preview shows what would be erased and keeps it
-- under a token; ai_forget erases exactly that, in one transaction, or nothing, and proves it.

create table public.ai_forget_previews (
  token uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  target jsonb not null,
  thread_ids uuid[] not null,
  message_ids uuid[] not null,
  memory_ids uuid[] not null,
  persona_ids uuid[] not null,
  version_keys text[] not null,
  metadata_ids uuid[] not null,
  title_ids uuid[] not null,
  snapshot_keys text[] not null,
  run_ids uuid[] not null,
  receipt_ids uuid[] not null,
  file_ids uuid[] not null,
  notes jsonb not null,
  fingerprint text not null,
  proof jsonb,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.ai_forget_previews is
  'What the owner was shown before forgetting something: exactly this is erased, or nothing. For an hour. Once it is erased, only the proof is left, so that a call that is repeated answers the same.';
comment on column public.ai_forget_previews.token is 'What ai_forget is called with.';
comment on column public.ai_forget_previews.user_id is 'The owner.';
comment on column public.ai_forget_previews.target is 'What was chosen.';
comment on column public.ai_forget_previews.thread_ids is 'Threads that are erased.';
comment on column public.ai_forget_previews.message_ids is 'Messages that are erased, those of the threads included.';
comment on column public.ai_forget_previews.memory_ids is 'Memories and proposals that are erased.';
comment on column public.ai_forget_previews.persona_ids is 'Personas that are erased.';
comment on column public.ai_forget_previews.version_keys is 'memory_id/version: earlier states that are erased of memories that stay.';
comment on column public.ai_forget_previews.metadata_ids is 'Metadata that is erased of things that stay.';
comment on column public.ai_forget_previews.title_ids is 'Threads that stay and lose their title.';
comment on column public.ai_forget_previews.snapshot_keys is 'workflow_name/run_key: snapshots that are erased.';
comment on column public.ai_forget_previews.run_ids is 'Runs that stay and lose their settings, the reason of their failure, or their snapshot and with it the way on.';
comment on column public.ai_forget_previews.receipt_ids is 'Items of receipts that stay and are blacked out.';
comment on column public.ai_forget_previews.file_ids is 'Files that are erased.';
comment on column public.ai_forget_previews.notes is 'Notes that lose sentences: [{memory_id, persona_id, before, hits, after, removed}].';
comment on column public.ai_forget_previews.fingerprint is 'Of all of it: whether it is still the same.';
comment on column public.ai_forget_previews.proof is 'What ai_forget answered.';
comment on column public.ai_forget_previews.created_at is 'When the owner looked.';
create index ai_forget_previews_by_user on public.ai_forget_previews (user_id);
alter table public.ai_forget_previews enable row level security;
alter table public.ai_forget_previews force row level security;
create policy own on public.ai_forget_previews for select to authenticated using (user_id = (select auth.uid()));
create policy whole_owner on public.ai_forget_previews as restrictive for select to authenticated
  using ((select kith.may_write()) and (select kith.actor()) = 'owner' and (select kith.vault()) = '*');
revoke all on public.ai_forget_previews from anon, authenticated;
-- Written by definer functions: a set of ids that could be written by hand would not be what the owner was shown.
grant select on public.ai_forget_previews to authenticated;

-- Counting ------------------------------------------------------------------------------------------------------------

create type kith.table_count as (table_name text, row_count bigint, vector_count bigint, found_count bigint);
comment on type kith.table_count is 'Rows of one owner in a table, how many have a vector, and in how many something was found.';

-- Definer: it also looks where no caller may.
create function kith.census(sought kith.sought) returns setof kith.table_count
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  counted record;
  vectors text;
  terms text;
  found_in text;
  own text;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  for counted in
    select
      class.oid, namespace.nspname, class.relname,
      array_agg(attribute.attname::text) as columns,
      array_agg(format('%I', attribute.attname)) filter (
        where attribute.atttypid = any ('{text,varchar,bpchar,name,json,text[]}'::regtype[])
      ) as texts,
      array_agg(format('%I', attribute.attname)) filter (where attribute.atttypid = 'pg_catalog.jsonb'::regtype) as objects,
      array_agg(attribute.attname::text) filter (where attribute.atttypid = 'pg_catalog.tsvector'::regtype) as terms,
      array_agg(attribute.attname::text) filter (where attribute.atttypid = 'extensions.vector'::regtype) as vectors
    from pg_catalog.pg_class as class
    join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = class.oid
    where namespace.nspname in ('public', 'kith') and class.relkind in ('r', 'p')
      and attribute.attnum > 0 and not attribute.attisdropped
    group by class.oid, namespace.nspname, class.relname
    having 'user_id' = any (array_agg(attribute.attname::text))
    order by namespace.nspname desc, class.relname
  loop
    own := case
      when counted.relname = 'ai_receipts' then 'run_id in (select run_id from public.ai_runs where user_id = $1) and '
      when counted.relname = 'ai_memory_versions' then 'memory_id in (select memory_id from public.ai_memory where user_id = $1) and '
      when counted.relname = 'ai_file_chunks' then 'file_id in (select file_id from public.ai_files where user_id = $1) and '
      when 'resource_key' = any (counted.columns) then 'resource_key >= $1::text || '':'' and resource_key < $1::text || '';'' and '
      else ''
    end || 'user_id = $1';
    select string_agg(format('%I is not null', name), ' or ') into vectors from unnest(counted.vectors) as name;
    select string_agg(format('%I @@ $2', name), ' or ') into terms from unnest(counted.terms) as name;
    -- First as everything stands there, which is quick, then as it is meant.
    found_in := format(
      'lower(concat_ws('' '', %1$s)) like %3$s ($3) and lower(concat_ws('' '', %2$s)) ~ %3$s ($4)',
      array_to_string('null'::text || counted.texts || counted.objects, ', '),
      array_to_string('null'::text || counted.texts || array(select format('kith.words_in(%s)', name) from unnest(counted.objects) as name), ', '),
      case when sought.every then 'all' else 'any' end
    ) || case when terms is null then '' else ' or coalesce(' || terms || ', false)' end;
    return query execute format(
      'select %L::text, count(*), %s, %s from %I.%I where %s',
      counted.relname,
      case when vectors is null then 'null::bigint' else format('count(*) filter (where %s)', vectors) end,
      case when sought.patterns is null then '0::bigint' else format('count(*) filter (where %s)', found_in) end,
      counted.nspname, counted.relname, own
    ) using owner, sought.query, sought.patterns, sought.expressions;
  end loop;
end
$$;
comment on function kith.census(kith.sought) is
  'The caller''s rows in every table there is, and how many have these words in a column of text, JSON or search terms.';

-- Preview -------------------------------------------------------------------------------------------------------------

create type public.ai_forget_count as (table_name text, row_count bigint, vector_count bigint);
comment on type public.ai_forget_count is 'How many rows of a table are erased, and how many of them have a vector (null where there is none).';
create type public.ai_forgotten_memory as (
  memory_id uuid, persona_id uuid, memory_type text, status text, content text, reason text
);
comment on type public.ai_forgotten_memory is
  'A memory that is erased. reason: asked; source (learned from it); observation (of its thread); merged (into what is erased); quotes.';
create type public.ai_forgotten_notes as (memory_id uuid, persona_id uuid, before text, after text, removed text[]);
comment on type public.ai_forgotten_notes is 'Notes that lose sentences: as they are, as they will be, and these sentences.';
create type public.ai_forgotten_title as (thread_id uuid, title text);
comment on type public.ai_forgotten_title is 'A thread that stays and loses its title.';
create type public.ai_forget_radius as (
  token uuid,
  expires_at timestamptz,
  counts public.ai_forget_count[],
  memories public.ai_forgotten_memory[],
  notes public.ai_forgotten_notes[],
  titles public.ai_forgotten_title[],
  redacted_receipt_count integer,
  ended_run_count integer,
  used_in_message_ids uuid[],
  quoting_message_ids uuid[],
  quoting_persona_ids uuid[],
  granted_copy_count integer,
  words text[]
);
comment on type public.ai_forget_radius is
  'What ai_forget will do with this token. memories: the first 500; used_in_message_ids: answers that stay and were made with it; quoting_message_ids and quoting_persona_ids: what stays and says it, too, or is where an erased memory came from; granted_copy_count: memories of other personas among the erased; words: by which the proof will look, those of the search or such as are nowhere else.';

create function kith.preview_forget(target jsonb) returns setof public.ai_forget_radius
language plpgsql volatile security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  plan kith.forget_plan;
  counts public.ai_forget_count[];
  copies integer;
  stored public.ai_forget_previews;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' or not kith.may_write() then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  plan := kith.plan_forget(target);
  perform kith.drop_old_previews();
  insert into public.ai_forget_previews (
    user_id, target, thread_ids, message_ids, memory_ids, persona_ids, version_keys, metadata_ids, title_ids,
    snapshot_keys, run_ids, receipt_ids, file_ids, notes, fingerprint
  )
  values (
    owner, target, plan.threads, plan.messages, plan.memories, plan.personas, plan.versions, plan.metadata, plan.titles,
    plan.snapshots, plan.ended_runs || plan.scrubbed_runs, plan.receipts || plan.stripped_receipts, plan.files,
    plan.notes, kith.fingerprint(plan)
  )
  returning * into stored;

  if (target ->> 'account')::boolean then
    counts := array(
      select row(counted.table_name, counted.row_count, counted.vector_count)::public.ai_forget_count
      from kith.census(null) as counted where counted.table_name <> 'ai_forget_previews'
    );
  else
    counts := array(
      with run as materialized (
        select run_id from public.ai_runs as run
        where run.thread_id = any (plan.threads) or run.message_id = any (plan.messages)
      )
      select row(counted.table_name, counted.row_count, counted.vector_count)::public.ai_forget_count
      from (
        select 'ai_personas' as table_name, cardinality(plan.personas)::bigint as row_count, null::bigint as vector_count
        union all select 'ai_threads', cardinality(plan.threads), null
        union all
        select 'ai_messages', count(*), count(*) filter (where message.message_embedding is not null)
        from public.ai_messages as message where message.message_id = any (plan.messages)
        union all
        select 'ai_message_search', count(*), null
        from public.ai_message_search as row where row.message_id = any (plan.messages)
        union all
        select 'message_codes', count(*), null
        from kith.message_codes as row where row.message_id = any (plan.messages)
        union all
        select 'ai_memory', count(*), count(*) filter (where memory.content_embedding is not null)
        from public.ai_memory as memory where memory.memory_id = any (plan.memories)
        union all
        select 'ai_memory_search', count(*), null
        from public.ai_memory_search as row where row.memory_id = any (plan.memories)
        union all
        select 'ai_memory_versions', count(*) + cardinality(plan.versions), null
        from public.ai_memory_versions as version where version.memory_id = any (plan.memories)
        union all
        select 'ai_metadata', count(*) + cardinality(plan.metadata), null
        from public.ai_metadata as entry
        where entry.thread_id = any (plan.threads) or entry.message_id = any (plan.messages)
          or entry.memory_id = any (plan.memories) or entry.persona_ref = any (plan.personas)
        union all select 'ai_runs', count(*), null from run
        union all
        select 'ai_receipts', count(*), null from public.ai_receipts as receipt join run using (run_id)
        union all select 'ai_run_snapshots', cardinality(plan.snapshots), null
        union all
        select 'ai_grants', count(*), null from public.ai_grants as granted
        where granted.user_id = owner and (
          granted.memory_id = any (plan.memories) or granted.from_persona = any (plan.personas)
          or granted.to_persona = any (plan.personas)
        )
        union all select 'ai_files', cardinality(plan.files), null
        union all
        select 'ai_file_chunks', count(*), null
        from public.ai_file_chunks as chunk where chunk.file_id = any (plan.files)
      ) as counted
      where counted.row_count > 0
    );
  end if;
  select count(*) into copies
  from public.ai_memory as memory
  where memory.memory_id = any (plan.memories) and plan.reasons ->> memory.memory_id::text = 'quotes'
    and memory.resource_key not in (
      select near.resource_key from public.ai_messages as near where near.message_id = any (plan.messages)
      union
      select near.resource_key from public.ai_memory as near
      where near.memory_id = any (plan.memories) and plan.reasons ->> near.memory_id::text <> 'quotes'
    );

  return query
    select
      stored.token, stored.created_at + interval '1 hour', counts,
      array(
        select row(
          memory.memory_id, memory.persona_id, memory.memory_type, memory.status, memory.content,
          coalesce(plan.reasons ->> memory.memory_id::text, 'asked')
        )::public.ai_forgotten_memory
        from public.ai_memory as memory
        where memory.memory_id = any (plan.memories)
        order by position(plan.reasons ->> memory.memory_id::text in 'asked source observation merged quotes'),
          memory.created_at desc, memory.memory_id
        limit 500
      ),
      array(
        select row(line.memory_id, line.persona_id, line.before, line.after, line.removed)::public.ai_forgotten_notes
        from jsonb_to_recordset(plan.notes) as line (
          memory_id uuid, persona_id uuid, before text, after text, removed text[]
        )
      ),
      array(
        select row(thread.thread_id, thread.title)::public.ai_forgotten_title
        from public.ai_threads as thread where thread.thread_id = any (plan.titles)
        order by thread.last_message_at desc
      ),
      cardinality(plan.receipts || plan.stripped_receipts), cardinality(plan.ended_runs), plan.used_in,
      plan.quoting_messages, plan.quoting_personas, copies, plan.words;
end
$$;
comment on function kith.preview_forget(jsonb) is 'Keeps what would be erased, under a new token, and describes it.';

create function public.ai_forget_preview(
  message_ids uuid[] default null,
  memory_ids uuid[] default null,
  thread_id uuid default null,
  persona_id uuid default null,
  query text default null,
  account boolean default false
) returns setof public.ai_forget_radius
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  target jsonb;
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  target := jsonb_strip_nulls(jsonb_build_object(
    'message_ids', to_jsonb(nullif(ai_forget_preview.message_ids, '{}')),
    'memory_ids', to_jsonb(nullif(ai_forget_preview.memory_ids, '{}')),
    'thread_id', ai_forget_preview.thread_id, 'persona_id', ai_forget_preview.persona_id,
    'query', ai_forget_preview.query, 'account', nullif(ai_forget_preview.account, false)
  ));
  if target = '{}' then
    raise exception 'Say what is to be forgotten: messages, memories, a thread, a persona, what matches a query, or the account.'
      using errcode = '22023';
  end if;
  if ai_forget_preview.query is not null
    and num_nonnulls(ai_forget_preview.persona_id, ai_forget_preview.thread_id) > 0 then
    raise exception 'A search looks everywhere. Forget a persona or a thread by itself.' using errcode = '22023';
  end if;
  if coalesce(cardinality(ai_forget_preview.message_ids), 0) > 10000 or coalesce(cardinality(ai_forget_preview.memory_ids), 0) > 10000 then
    raise exception 'At most 10,000 messages and 10,000 memories can be chosen one by one.' using errcode = '22023';
  end if;
  if length(ai_forget_preview.query) > 1000 then
    raise exception 'Say in 1 to 20 words what is to be forgotten.' using errcode = '22023';
  end if;
  return query select radius.* from kith.preview_forget(target) as radius;
end
$$;
comment on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) is
  'Finds everything that would be erased if this were forgotten, keeps exactly that set for an hour, and describes it; erases nothing. What is given is added up: messages, memories, a thread, a persona with all it has, everything that has all words of a query, or the whole account (then the rest says nothing). Only the owner, with all personas in view.';
revoke execute on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) from public, anon;
grant execute on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) to authenticated;

-- Erase ---------------------------------------------------------------------------------------------------------------

create type kith.lifted_message as (message_id uuid, anchor uuid, steps integer, is_orphan boolean);
comment on type kith.lifted_message is
  'A message below such that are erased: the nearest that stays above it, and how many steps it moves up. is_orphan: its parent is erased.';

create function kith.erase_messages(messages uuid[]) returns void
language plpgsql volatile
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  lifted kith.lifted_message[];
  moved record;
begin
  lifted := array(
    with recursive going as materialized (
      select message.message_id, message.thread_id from public.ai_messages as message
      where message.message_id = any (messages) and message.user_id = auth.uid()
    ),
    -- A thread of which nothing stays needs no order.
    changed as materialized (
      select going.thread_id from going join public.ai_threads as thread using (thread_id)
      group by going.thread_id, thread.message_count having count(*) < thread.message_count
    ),
    tree as (
      select root.message_id, null::uuid as anchor, 0 as steps, false as is_orphan
      from public.ai_messages as root
      where root.thread_id in (select changed.thread_id from changed) and root.user_id = auth.uid()
        and root.parent_message_id is null
      union all
      select
        child.message_id,
        case when gone.message_id is null then tree.message_id else tree.anchor end,
        tree.steps + (gone.message_id is not null)::integer,
        gone.message_id is not null
      from tree
      join public.ai_messages as child on child.parent_message_id = tree.message_id
      left join going as gone on gone.message_id = tree.message_id
    )
    select row(tree.message_id, tree.anchor, tree.steps, tree.is_orphan)::kith.lifted_message
    from tree
    where tree.steps > 0 and not exists (select from going where going.message_id = tree.message_id)
  );
  update public.ai_messages as message set parent_message_id = move.anchor
  from unnest(lifted) as move
  where message.message_id = move.message_id and move.is_orphan;
  delete from public.ai_messages as message where message.message_id = any (messages) and message.user_id = auth.uid();
  -- From the top, so that on the path every place is free when the next one moves up.
  for moved in
    select move.message_id, move.steps
    from unnest(lifted) as move join public.ai_messages as message using (message_id)
    order by message.thread_id, message.depth
  loop
    update public.ai_messages as message set depth = message.depth - moved.steps
    where message.message_id = moved.message_id;
  end loop;
end
$$;
comment on function kith.erase_messages(uuid[]) is
  'Removes messages for good. What followed them follows what they followed, and everything below moves up.';

create type public.ai_forget_proof as (
  table_name text,
  rows_before bigint,
  rows_after bigint,
  vectors_before bigint,
  vectors_after bigint,
  found bigint
);
comment on type public.ai_forget_proof is
  'The owner''s rows in a table before and after, those with a vector (null where there is none), and in how many rows the words of the preview are still found, in any column of text, JSON or search terms.';

-- Definer: it erases where nobody may: in histories, receipts, the vocabulary.
create function kith.forget(token uuid, keep_note_lines text[]) returns setof public.ai_forget_proof
language plpgsql volatile security definer
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_account boolean;
  stored public.ai_forget_previews;
  plan kith.forget_plan;
  sought kith.sought;
  before kith.table_count[];
  after public.ai_forget_proof[];
  notes record;
  shortened kith.forgotten_lines;
  owned record;
begin
  if owner is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' or not kith.may_write() then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
  select preview.* into stored from public.ai_forget_previews as preview
  where preview.token = forget.token and preview.user_id = owner
  for update;
  if not found or stored.proof is null and stored.created_at < clock_timestamp() - interval '1 hour' then
    raise exception 'This preview has expired. Look again at what would be forgotten.' using errcode = 'PT409';
  end if;
  if stored.proof is not null then
    return query select * from jsonb_populate_recordset(null::public.ai_forget_proof, stored.proof);
    return;
  end if;
  is_account := coalesce((stored.target ->> 'account')::boolean, false);

  -- Whoever writes to any of it waits here, or has finished and is seen below.
  perform from public.ai_personas as persona
  where persona.id = any (stored.persona_ids) and persona.user_id = owner
  order by persona.id for update;
  perform from public.ai_threads as thread
  where thread.user_id = owner and (
    thread.thread_id = any (stored.thread_ids)
    or thread.thread_id in (
      select message.thread_id from public.ai_messages as message where message.message_id = any (stored.message_ids)
    )
  )
  order by thread.thread_id for update;
  if not is_account then
    perform from public.ai_messages as message
    where message.message_id = any (stored.message_ids) and message.user_id = owner
    order by message.message_id for update;
    perform from public.ai_memory as memory
    where memory.memory_id = any (stored.memory_ids || array(
      select note.memory_id from jsonb_to_recordset(stored.notes) as note (memory_id uuid)
    )) and memory.user_id = owner
    order by memory.memory_id for update;
  end if;
  plan := kith.plan_forget(stored.target);
  if kith.fingerprint(plan) <> stored.fingerprint then
    raise exception 'What would be forgotten has changed. Look at it again.' using errcode = 'PT409';
  end if;
  before := array(select counted from kith.census(null) as counted);

  if is_account then
    -- First what would be looked at again with every message that goes.
    delete from kith.words where user_id = owner;
    delete from public.ai_message_search where user_id = owner and message_id = any (plan.messages);
    delete from public.ai_memory_search where user_id = owner;
    delete from public.ai_receipts as receipt using public.ai_runs as run
    where receipt.run_id = run.run_id and run.user_id = owner;
    delete from public.ai_run_snapshots where user_id = owner;
    delete from public.ai_runs where user_id = owner;
    delete from public.ai_metadata where user_id = owner;
    delete from public.ai_grants where user_id = owner;
    delete from public.ai_memory where user_id = owner;
    delete from public.ai_messages where message_id = any (plan.messages) and user_id = owner;
    delete from public.ai_threads where thread_id = any (plan.threads) and user_id = owner;
    delete from public.ai_files where user_id = owner;
    delete from public.ai_personas where user_id = owner;
    for owned in
      select attribute.attrelid::regclass as place
      from pg_catalog.pg_attribute as attribute
      join pg_catalog.pg_class as class on class.oid = attribute.attrelid
      where class.relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and class.relkind in ('r', 'p')
        and attribute.attname = 'user_id' and not attribute.attisdropped
    loop
      execute format('delete from %s where user_id = $1', owned.place) using owner;
    end loop;
  else
    -- What was said is known again, and cannot be read.
    perform kith.refuse_saying(said.resource_key, said.content)
    from (
      select memory.resource_key, memory.content
      from public.ai_memory as memory
      where memory.memory_id = any (plan.memories) and not (memory.memory_type = 'working' and memory.status = 'active')
        and (memory.persona_id is null or memory.persona_id <> all (plan.personas))
      union
      select memory.resource_key, version.content
      from public.ai_memory_versions as version
      join public.ai_memory as memory using (memory_id)
      where (memory.memory_id = any (plan.memories) or version.memory_id || '/' || version.version = any (plan.versions))
        and memory.user_id = owner and not (memory.memory_type = 'working' and memory.status = 'active')
        and (memory.persona_id is null or memory.persona_id <> all (plan.personas))
    ) as said;

    delete from public.ai_memory_versions as version
    using unnest(plan.versions) as key
    where version.memory_id = split_part(key, '/', 1)::uuid and version.version = split_part(key, '/', 2)::integer;
    for notes in
      select given.memory_id, given.before, given.hits
      from jsonb_to_recordset(plan.notes) as given (memory_id uuid, before text, hits text[])
    loop
      shortened := kith.without_sentences(notes.before, notes.hits, forget.keep_note_lines);
      continue when shortened.removed = '{}';
      perform kith.refuse_saying(memory.resource_key, line)
      from public.ai_memory as memory, unnest(shortened.removed) as line
      where memory.memory_id = notes.memory_id;
      update public.ai_memory as memory set content = shortened.content where memory.memory_id = notes.memory_id;
      -- The trigger has just kept what is to be forgotten.
      delete from public.ai_memory_versions as version using public.ai_memory as memory
      where version.memory_id = notes.memory_id and memory.memory_id = notes.memory_id
        and version.version = memory.version - 1;
    end loop;

    update public.ai_messages as message set status = 'stopped'
    from public.ai_runs as run
    where run.run_id = any (plan.ended_runs) and message.message_id = run.message_id and message.status = 'streaming';
    update public.ai_runs as run set status = 'stopped', finished_at = clock_timestamp()
    where run.run_id = any (plan.ended_runs);
    update public.ai_runs as run
    set settings = null, failure = jsonb_build_object('code', run.failure -> 'code', 'data', '{}'::jsonb)
    where run.run_id = any (plan.scrubbed_runs) and run.failure is not null;
    update public.ai_runs as run set settings = null
    where run.run_id = any (plan.scrubbed_runs) and run.settings is not null;
    delete from public.ai_run_snapshots as snapshot
    where snapshot.user_id = owner and snapshot.workflow_name || '/' || snapshot.run_key = any (plan.snapshots);
    update public.ai_receipts as receipt
    set item_version = null, score = null, parts = null, tokens = null, reason = 'forgotten'
    where receipt.receipt_id = any (plan.receipts);
    update public.ai_receipts as receipt
    set parts = null,
      reason = case when lower(receipt.reason) ~ all ((plan.sought).expressions) then null else receipt.reason end
    where receipt.receipt_id = any (plan.stripped_receipts);
    delete from public.ai_metadata as entry where entry.metadata_id = any (plan.metadata);
    update public.ai_threads as thread set title = null where thread.thread_id = any (plan.titles);
    update public.ai_files as file set name = '' where file.file_id = any (plan.renamed_files);

    perform kith.erase_messages(plan.messages);
    delete from public.ai_memory as memory where memory.memory_id = any (plan.memories) and memory.user_id = owner;
    delete from public.ai_threads as thread where thread.thread_id = any (plan.threads) and thread.user_id = owner;
    delete from public.ai_files as file where file.file_id = any (plan.files) and file.user_id = owner;
    delete from public.ai_personas as persona where persona.id = any (plan.personas) and persona.user_id = owner;
    delete from kith.refusals as refusal
    where refusal.user_id = owner and split_part(refusal.resource_key, ':', 2) = any (plan.personas::text[]);
    -- Previews hold what they show.
    delete from public.ai_forget_previews as preview
    where preview.user_id = owner and preview.token <> forget.token and preview.proof is null;
    update public.ai_forget_previews as preview
    set target = '{}', thread_ids = '{}', message_ids = '{}', memory_ids = '{}', persona_ids = '{}', version_keys = '{}',
      metadata_ids = '{}', title_ids = '{}', snapshot_keys = '{}', run_ids = '{}', receipt_ids = '{}', file_ids = '{}',
      notes = '[]'
    where preview.token = forget.token;
  end if;

  sought := coalesce(
    plan.sought,
    case when cardinality(plan.words) > 0
      then kith.seek(plan.words, false, ('pg_catalog.' || kith.search_config(owner))::regconfig) end
  );
  after := array(
    select row(
      now_there.table_name, earlier.row_count, now_there.row_count, earlier.vector_count, now_there.vector_count,
      now_there.found_count
    )::public.ai_forget_proof
    from kith.census(sought) as now_there
    left join unnest(before) as earlier using (table_name)
  );
  update public.ai_forget_previews as preview set proof = to_jsonb(after) where preview.token = forget.token;
  return query select proven.* from unnest(after) as proven;
end
$$;
comment on function kith.forget(uuid, text[]) is 'Erases what the preview showed, if that is still all there is, and counts what is left.';

create function public.ai_forget(token uuid, keep_note_lines text[] default null) returns setof public.ai_forget_proof
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  return query select proven.* from kith.forget(ai_forget.token, ai_forget.keep_note_lines) as proven;
end
$$;
comment on function public.ai_forget(uuid, text[]) is
  'Erases for good, in one transaction, what ai_forget_preview showed under this token; 409 when that has changed since or is older than an hour. keep_note_lines: sentences the preview would remove from notes and that stay. Of an account everything goes that is Kith''s; signing in is not. Returns the proof; repeating the call returns it again. What is left in backups and in pages not yet vacuumed is not the database''s to know.';
revoke execute on function public.ai_forget(uuid, text[]) from public, anon;
grant execute on function public.ai_forget(uuid, text[]) to authenticated;

revoke execute on function
  kith.census(kith.sought), kith.preview_forget(jsonb), kith.erase_messages(uuid[]), kith.forget(uuid, text[]) from public;
grant execute on function kith.preview_forget(jsonb), kith.erase_messages(uuid[]), kith.forget(uuid, text[]) to authenticated;
