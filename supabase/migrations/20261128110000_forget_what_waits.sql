-- What waits to be said is forgotten, too: with its thread or persona, and by a search that finds its words. It is nobody's
-- source and quotes nobody: only its own words count.

alter table public.ai_forget_previews add column waiting_ids uuid[] not null default '{}';
comment on column public.ai_forget_previews.waiting_ids is 'Messages that wait to be said and are erased.';

alter type kith.forget_plan add attribute waiting uuid[];
alter type public.ai_forget_radius add attribute waiting_message_ids uuid[];

comment on type public.ai_forget_radius is
  'What ai_forget will do with this token. memories: the first 500; message_ids: the latest 500 of the messages that go; waiting_message_ids: those that wait to be said and go; used_in_message_ids: answers that stay and were made with it; quoting_message_ids and quoting_persona_ids: what stays and says it, too, or is where an erased memory came from; alike_message_ids and alike_memory_ids: what has the words of a search only in other forms and stays, the latest 100; granted_copy_count: memories of other personas among the erased; words: by which the proof will look, those of the search or such as are nowhere else.';

create or replace function kith.stays(relation regclass) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return case (select class.relname from pg_catalog.pg_class as class where class.oid = relation)
    when 'ai_messages' then 'row.message_id <> all (($3).messages)'
    -- How they begin and go on is in their messages.
    when 'ai_threads' then
      'row.thread_id <> all (($3).threads || ($3).titles) and (octet_length(row.title) <> length(row.title)'
      ' or lower(row.title collate "C") like any (($2).patterns))'
    when 'ai_waiting_messages' then 'row.message_id <> all (($3).waiting)'
    when 'ai_memory' then 'row.memory_id <> all (($3).memories)'
    when 'ai_memory_versions' then
      'row.memory_id <> all (($3).memories) and row.memory_id || ''/'' || row.version <> all (($3).versions)'
    when 'ai_metadata' then
      'coalesce(row.thread_id, $1) <> all (($3).threads) and coalesce(row.message_id, $1) <> all (($3).messages)'
      ' and coalesce(row.memory_id, $1) <> all (($3).memories) and coalesce(row.persona_ref, $1) <> all (($3).personas)'
      ' and row.metadata_id <> all (($3).metadata)'
    when 'ai_personas' then 'row.id <> all (($3).personas)'
    when 'ai_files' then 'row.file_id <> all (($3).files || ($3).renamed_files)'
    when 'ai_runs' then
      'row.thread_id <> all (($3).threads) and row.message_id <> all (($3).messages)'
      ' and row.run_id <> all (($3).scrubbed_runs)'
    when 'ai_receipts' then
      'row.receipt_id <> all (($3).receipts || ($3).stripped_receipts) and not exists ('
      'select from public.ai_runs as run where run.run_id = row.run_id'
      ' and (run.thread_id = any (($3).threads) or run.message_id = any (($3).messages)))'
    when 'ai_run_snapshots' then 'row.workflow_name || ''/'' || row.run_key <> all (($3).snapshots)'
  end;
end
$$;

create or replace function kith.plan_account(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  first_key text := owner::text || ':';
  last_key text := owner::text || ';';
begin
  plan.threads := array(
    select thread.thread_id from public.ai_threads as thread
    where thread.user_id = owner and thread.resource_key >= first_key and thread.resource_key < last_key order by 1
  );
  plan.messages := array(
    select message.message_id from public.ai_messages as message
    where message.user_id = owner and message.resource_key >= first_key and message.resource_key < last_key order by 1
  );
  plan.waiting := array(
    select waiting.message_id from public.ai_waiting_messages as waiting where waiting.user_id = owner order by 1
  );
  plan.memories := array(select memory.memory_id from public.ai_memory as memory where memory.user_id = owner order by 1);
  plan.personas := array(select persona.id from public.ai_personas as persona where persona.user_id = owner order by 1);
  plan.files := array(select file.file_id from public.ai_files as file where file.user_id = owner order by 1);
  return plan;
end
$$;

create or replace function kith.plan_chosen(plan kith.forget_plan, target jsonb) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  asked uuid[];
begin
  if target ->> 'query' is not null then
    plan.words := coalesce(kith.words_to_forget(target ->> 'query', dictionary), '{}');
    if cardinality(plan.words) not between 1 and 20 then
      raise exception 'Say in 1 to 20 words what is to be forgotten.' using errcode = '22023';
    end if;
    plan.wanted := kith.want_words(plan.words, true, dictionary);
  end if;
  plan.personas := array(
    select persona.id from public.ai_personas as persona
    where persona.id = (target ->> 'persona_id')::uuid and persona.user_id = owner
  );
  if target ? 'persona_id' and plan.personas = '{}' then
    perform kith.refuse_missing('persona');
  end if;
  plan.threads := array(
    select thread.thread_id from public.ai_threads as thread
    where thread.thread_id = (target ->> 'thread_id')::uuid and thread.user_id = owner
    union
    select thread.thread_id from public.ai_threads as thread
    where thread.persona_id = any (plan.personas) and thread.user_id = owner
    order by 1
  );
  if target ? 'thread_id' and (target ->> 'thread_id')::uuid <> all (plan.threads) then
    perform kith.refuse_missing('thread');
  end if;
  asked := array(select id::uuid from jsonb_array_elements_text(coalesce(target -> 'message_ids', '[]')) as id);
  plan.messages := array(
    select message.message_id from public.ai_messages as message
    where message.message_id = any (asked) and message.user_id = owner
    union
    select message.message_id from public.ai_messages as message
    where message.thread_id = any (plan.threads) and message.user_id = owner
    order by 1
  );
  if cardinality(asked) > 0 and not asked && plan.messages then
    perform kith.refuse_missing('message');
  end if;
  if (plan.wanted).words is not null then
    plan := kith.find_messages_having(plan, plan.wanted);
  end if;
  plan.waiting := array(
    select waiting.message_id from public.ai_waiting_messages as waiting
    where waiting.thread_id = any (plan.threads) and waiting.user_id = owner order by 1
  );
  if (plan.wanted).words is not null then
    plan.waiting := array(
      select unnest(plan.waiting)
      union
      select found.id::uuid from kith.rows_having('public.ai_waiting_messages', plan.wanted) as found
      order by 1
    );
  end if;
  plan.touched := array(
    select distinct message.thread_id from public.ai_messages as message
    where message.message_id = any (plan.messages) and message.thread_id <> all (plan.threads)
    order by 1
  );
  return plan;
end
$$;

comment on function kith.plan_chosen(kith.forget_plan, jsonb) is
  'Adds the messages, those that wait included, threads and personas that were chosen, or that have the words of the search.';

create or replace function kith.rare_words(plan kith.forget_plan) returns text[]
language plpgsql stable
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  places constant regclass[] := '{public.ai_messages,public.ai_waiting_messages,public.ai_memory,public.ai_memory_versions,'
    'public.ai_threads,public.ai_metadata,public.ai_personas,public.ai_files,public.ai_runs,public.ai_receipts,public.ai_run_snapshots}';
  words text[];
  wanted kith.wanted_words;
  place regclass;
  condition text;
  said text;
begin
  words := array(
    select rare.word
    from (
      select telling.word, plainto_tsquery(dictionary, telling.word) as query
      from unnest(plan.telling_words) with ordinality as telling (word, n) order by telling.n
    ) as rare
    where numnode(rare.query) > 0 and not exists (
      select from (
        select row.message_id from public.ai_message_search as row
        where row.user_id = owner and row.terms @@ rare.query offset 0
      ) as hit
      where hit.message_id <> all (plan.messages)
    )
    limit 5
  );
  -- What stays, by the rule by which the proof will look.
  foreach place in array places loop
    exit when words = '{}';
    wanted := kith.want_words(words, false, dictionary);
    condition := kith.stays(place) || case
      when place = 'public.ai_messages'::regclass then ' and row.message_id in (select kith.found_beside_index($1, ($2).lexemes))'
      when place = 'public.ai_memory'::regclass then
        ' and row.memory_id not in (select note.memory_id from jsonb_to_recordset(($3).notes) as note (memory_id uuid))'
      else ''
    end;
    for said in
      select found.content from kith.rows_having(place, wanted, condition, plan) as found
      union all
      select note.after from jsonb_to_recordset(plan.notes) as note (after text) where place = 'public.ai_memory'::regclass
    loop
      words := array(
        select listed.word
        from unnest(wanted.words, wanted.expressions) as listed (word, expression)
        where listed.word = any (words) and kith.folded(said) !~ listed.expression
      );
    end loop;
  end loop;
  return words;
end
$$;

create or replace function kith.fingerprint(plan kith.forget_plan) returns text
language plpgsql stable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
begin
  return md5(concat_ws(
    '|', plan.threads, plan.messages, plan.memories, plan.personas, plan.versions, plan.metadata, plan.titles,
    plan.snapshots, plan.ended_runs, plan.scrubbed_runs, plan.receipts, plan.stripped_receipts, plan.files,
    plan.renamed_files, plan.waiting, plan.notes, plan.quoting_messages, plan.quoting_personas,
    -- What it all says is part of what was agreed to.
    (
      select sum(hashtextextended(message.message_id::text, jsonb_hash_extended(message.content, 0)))
      from public.ai_messages as message where message.message_id = any (plan.messages)
    ),
    (
      select sum(hashtextextended(waiting.message_id::text, jsonb_hash_extended(waiting.content, 0)))
      from public.ai_waiting_messages as waiting where waiting.message_id = any (plan.waiting)
    ),
    (
      select string_agg(memory.memory_id || '/' || memory.version, ',' order by memory.memory_id)
      from public.ai_memory as memory where memory.memory_id = any (plan.memories)
    ),
    (
      select string_agg(concat_ws('/', thread.thread_id, thread.title), ',' order by thread.thread_id)
      from public.ai_threads as thread where thread.thread_id = any (plan.threads || plan.titles)
    ),
    (
      select string_agg(concat_ws('/', persona.id, persona.name, persona.instructions), ',' order by persona.id)
      from public.ai_personas as persona where persona.id = any (plan.personas)
    ),
    (
      select sum(hashtextextended(entry.metadata_id::text, jsonb_hash_extended(entry.value, 0)))
      from public.ai_metadata as entry where entry.metadata_id = any (plan.metadata)
    )
  ));
end
$$;

create or replace function kith.preview_forget(target jsonb) returns setof public.ai_forget_radius
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
    snapshot_keys, run_ids, receipt_ids, file_ids, waiting_ids, notes, fingerprint
  )
  values (
    owner, target, plan.threads, plan.messages, plan.memories, plan.personas, plan.versions, plan.metadata, plan.titles,
    plan.snapshots, plan.ended_runs || plan.scrubbed_runs, plan.receipts || plan.stripped_receipts, plan.files,
    plan.waiting, plan.notes, kith.fingerprint(plan)
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
        select 'message_openings', count(*), null
        from kith.message_openings as row where row.message_id = any (plan.messages)
        union all
        select 'unindexed_messages', count(*), null
        from kith.unindexed_messages as row where row.message_id = any (plan.messages)
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
        union all select 'ai_waiting_messages', cardinality(plan.waiting), null
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
      plan.quoting_messages, plan.quoting_personas, copies, plan.words,
      array(
        select message.message_id from public.ai_messages as message
        where message.message_id = any (plan.messages)
        order by message.created_at desc, message.seq desc limit 500
      ),
      plan.alike_messages, plan.alike_memories, plan.waiting[1:500];
end
$$;

create or replace function kith.erase_plan(plan kith.forget_plan, keep_note_lines text[]) returns void
language plpgsql volatile
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
begin
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
  perform kith.shorten_notes(plan, keep_note_lines);
  perform kith.erase_runs(plan);
  delete from public.ai_metadata as entry where entry.metadata_id = any (plan.metadata);
  update public.ai_threads as thread set title = null where thread.thread_id = any (plan.titles);
  update public.ai_files as file set name = '' where file.file_id = any (plan.renamed_files);

  perform kith.erase_messages(plan.messages);
  delete from public.ai_waiting_messages as waiting
  where waiting.message_id = any (plan.waiting) and waiting.user_id = owner;
  delete from public.ai_memory as memory where memory.memory_id = any (plan.memories) and memory.user_id = owner;
  delete from public.ai_threads as thread where thread.thread_id = any (plan.threads) and thread.user_id = owner;
  delete from public.ai_files as file where file.file_id = any (plan.files) and file.user_id = owner;
  delete from public.ai_personas as persona where persona.id = any (plan.personas) and persona.user_id = owner;
  delete from kith.refusals as refusal
  where refusal.user_id = owner and split_part(refusal.resource_key, ':', 2) = any (plan.personas::text[]);
  -- Nothing has it any more, as a word.
  delete from kith.words as known
  where known.user_id = owner and known.word = (plan.wanted).words[1] and cardinality((plan.wanted).words) = 1;
end
$$;

create or replace function kith.forget(token uuid, keep_note_lines text[]) returns setof public.ai_forget_proof
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
  wanted kith.wanted_words;
  before kith.table_count[];
  after public.ai_forget_proof[];
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
      -- Once it is said it is looked for among the messages.
      union all
      select waiting.thread_id from public.ai_waiting_messages as waiting
      where waiting.message_id = any (stored.waiting_ids)
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
    perform kith.erase_account(plan, forget.token);
  else
    perform kith.erase_plan(plan, forget.keep_note_lines);
    -- Previews hold what they show.
    delete from public.ai_forget_previews as preview
    where preview.user_id = owner and preview.token <> forget.token and preview.proof is null;
  end if;
  update public.ai_forget_previews as preview
  set target = '{}', thread_ids = '{}', message_ids = '{}', memory_ids = '{}', persona_ids = '{}', version_keys = '{}',
    metadata_ids = '{}', title_ids = '{}', snapshot_keys = '{}', run_ids = '{}', receipt_ids = '{}', file_ids = '{}',
    waiting_ids = '{}', notes = '[]'
  where preview.token = forget.token;

  wanted := plan.wanted;
  if wanted.words is null and cardinality(plan.words) > 0 then
    wanted := kith.want_words(plan.words, false, ('pg_catalog.' || kith.search_config(owner))::regconfig);
  end if;
  after := array(
    select row(
      now_there.table_name, earlier.row_count, now_there.row_count, earlier.vector_count, now_there.vector_count,
      now_there.found_count
    )::public.ai_forget_proof
    from kith.census(wanted) as now_there
    left join unnest(before) as earlier using (table_name)
  );
  update public.ai_forget_previews as preview set proof = to_jsonb(after) where preview.token = forget.token;
  return query select proven.* from unnest(after) as proven;
end
$$;
