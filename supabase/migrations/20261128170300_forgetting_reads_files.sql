-- What a file says is searched, too. A text file that has the words of a search as typed is erased, wherever it is shown:
-- the message that shows it stays, as one whose file is gone. The proof reads the bytes as the plan does.

create function kith.file_text(file_id uuid) returns text
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  bytes bytea;
begin
  -- Pictures, packed files and the like have zeros near their beginning and are not read any further.
  if exists (
    select from public.ai_file_chunks as chunk
    where chunk.file_id = file_text.file_id and chunk.n = 0 and chunk.user_id = auth.uid()
      and position('\x00'::bytea in substring(chunk.bytes from 1 for 4096)) > 0
  ) then
    return null;
  end if;
  -- A word may stand across the end of a part.
  select string_agg(chunk.bytes, ''::bytea order by chunk.n) into bytes
  from public.ai_file_chunks as chunk
  where chunk.file_id = file_text.file_id and chunk.user_id = auth.uid();
  begin
    return convert_from(bytes, 'UTF8');
  exception when character_not_in_repertoire or untranslatable_character then
    null;
  end;
  begin
    return convert_from(bytes, 'LATIN1');
  exception when character_not_in_repertoire or untranslatable_character then
    return null;
  end;
end
$$;
comment on function kith.file_text(uuid) is
  'What a file of the caller says, if it is a text: in UTF-8, or else in Latin-1. Null: its bytes are no text.';
revoke execute on function kith.file_text(uuid) from public;

create or replace function kith.place_of(relation regclass) returns kith.place
language plpgsql stable
set search_path = ''
as $$
declare
  name text := (select class.relname from pg_catalog.pg_class as class where class.oid = relation);
  -- Columns of our own words, not of anybody's: kinds and states, names of rows, models and their bills.
  ours constant text[] := '{role,status,kind,config,accent,importance,memory_type,changed_by,model,embedding_model,usage,'
    'cost,device,media_type,workflow_name,run_key,resource_key,from_key,to_key,version_keys,snapshot_keys,fingerprint,'
    'proof}';
  columns text[];
  texts text[];
  objects text[];
  place kith.place;
begin
  select
    array_agg(attribute.attname::text),
    array_agg(format('row.%I', attribute.attname) order by attribute.attnum) filter (
      where attribute.attname <> all (ours)
        and attribute.atttypid = any ('{text,varchar,bpchar,name,json,text[]}'::regtype[])
    ),
    array_agg(format('row.%I', attribute.attname) order by attribute.attnum) filter (
      where attribute.attname <> all (ours) and attribute.atttypid = 'pg_catalog.jsonb'::regtype
    )
  into columns, texts, objects
  from pg_catalog.pg_attribute as attribute
  where attribute.attrelid = relation and attribute.attnum > 0 and not attribute.attisdropped;

  place.own := case
    when name = 'ai_receipts' then 'row.run_id in (select run_id from public.ai_runs where user_id = $1) and '
    when name = 'ai_memory_versions' then
      'row.memory_id in (select memory_id from public.ai_memory where user_id = $1) and '
    when name = 'ai_file_chunks' then 'row.file_id in (select file_id from public.ai_files where user_id = $1) and '
    -- Once it is forgotten, only the proof is left of a preview.
    when name = 'ai_forget_previews' then 'row.target <> ''{}'' and '
    when 'resource_key' = any (columns) then
      'row.resource_key >= $1::text || '':'' and row.resource_key < $1::text || '';'' and '
    else ''
  end || 'row.user_id = $1';
  place.key := (
    select string_agg(format('row.%I', attribute.attname), ' || ''/'' || ' order by part.n)
    from pg_catalog.pg_index as index
    cross join lateral unnest(index.indkey::smallint[]) with ordinality as part (attnum, n)
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = relation and attribute.attnum = part.attnum
    where index.indrelid = relation and index.indisprimary
      and (index.indnkeyatts = 1 or attribute.attname <> all ('{user_id,resource_key}'))
  );
  if texts is null and objects is null then
    return place;
  end if;
  place.stored := format('concat_ws('' '', %s)', array_to_string(
    texts || objects || case when name = 'ai_files' then '{kith.file_text(row.file_id)}'::text[] end, ', '
  ));
  place.said := case
    when name = 'ai_files' then 'array[row.name, kith.file_text(row.file_id)]'
    -- How a thread begins and goes on is cut to this length, perhaps in the middle of a word.
    when name = 'ai_threads' then
      'array[row.title, regexp_replace(row.opening, case when length(row.opening) = 120 then ''\w+$'' else ''^$'' end, ''''),'
      ' regexp_replace(row.preview, case when length(row.preview) = 160 then ''\w+$'' else ''^$'' end, '''')]'
    -- Of notes only sentences go, so what has all the words is one of their lines.
    when name in ('ai_memory', 'ai_memory_versions') then
      'case when row.memory_type = ''working'' and row.status = ''active'''
      ' then string_to_array(row.content, E''\n'') || kith.strings_and_keys_of(row.content_json)'
      ' else array[concat_ws(E''\n'', row.content, kith.strings_and_keys_of(row.content_json))] end'
    -- Keys that begin with "mastra." are written by the store.
    when name = 'ai_metadata' then
      'array[concat_ws(E''\n'', case when not starts_with(row.key, ''mastra.'') then row.key end,'
      ' kith.strings_and_keys_of(row.value))]'
    when name = 'ai_receipts' then
      'array[concat_ws(E''\n'', kith.strings_of(row.parts), nullif(row.reason, ''forgotten''))]'
    when name = 'ai_runs' then
      'array[concat_ws(E''\n'', kith.strings_of(kith.without_structure(row.settings)),'
      ' kith.strings_of(kith.without_structure('
      'case when jsonb_typeof(row.failure) = ''object'' then row.failure - ''code'' else row.failure end)))]'
    else format('array[concat_ws(E''\n'', %s)]', array_to_string(
      texts || array(select format('kith.strings_of(kith.without_structure(%s))', object) from unnest(objects) as object),
      ', '
    ))
  end;
  return place;
end
$$;

create or replace function kith.plan_runs(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.wanted).words is not null;
  saying uuid[];
begin
  plan.files := kith.files_only_in(plan.messages || plan.waiting, plan.memories);
  plan.files := array(
    select unnest(plan.files)
    union
    select file.file_id from public.ai_files as file where file.user_id = owner and file.persona_id = any (plan.personas)
    order by 1
  );
  if is_search then
    -- Of a file that only its name says it, the name goes.
    plan.renamed_files := array(
      select found.id::uuid
      from kith.rows_having('public.ai_files', plan.wanted, 'row.file_id <> all (($3).files)', plan) as found order by 1
    );
    saying := array(
      select id from unnest(plan.renamed_files) as id
      where kith.folded(kith.file_text(id)) ~ all ((plan.wanted).expressions)
    );
    plan.files := array(select unnest(plan.files || saying) order by 1);
    plan.renamed_files := array(select id from unnest(plan.renamed_files) as id where id <> all (saying) order by 1);
  end if;
  plan.receipts := array(
    select receipt.receipt_id
    from public.ai_receipts as receipt
    join public.ai_runs as run using (run_id)
    where receipt.item_id = any (plan.messages || plan.memories || plan.files) and receipt.user_id = owner
      and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
    order by 1
  );
  plan.used_in := array(
    select distinct run.message_id
    from public.ai_receipts as receipt
    join public.ai_runs as run using (run_id)
    where receipt.receipt_id = any (plan.receipts) and receipt.used
    order by 1
  );
  -- A score is made of the words of the question.
  plan.stripped_receipts := array(
    select receipt.receipt_id
    from public.ai_messages as answer
    join public.ai_runs as run using (message_id)
    join public.ai_receipts as receipt using (run_id)
    where answer.parent_message_id = any (plan.messages) and answer.message_id <> all (plan.messages)
      and run.user_id = owner and receipt.parts is not null
    except select unnest(plan.receipts)
    order by 1
  );
  plan.snapshots := array(
    select stored.workflow_name || '/' || stored.run_key
    from public.ai_run_snapshots as stored
    where stored.user_id = owner and (
      stored.thread_id = any (plan.touched || plan.threads)
      or split_part(stored.resource_key, ':', 2) = any (plan.personas::text[])
      or stored.run_key in (
        select receipt.run_id::text from public.ai_receipts as receipt where receipt.receipt_id = any (plan.receipts)
      )
    )
    union
    select id from kith.quoting(
      array(
        select row(stored.workflow_name || '/' || stored.run_key, kith.strings_of(stored.snapshot))::kith.said
        from public.ai_run_snapshots as stored
        where stored.user_id = owner and stored.workflow_name || '/' || stored.run_key = any (plan.near_others)
      ),
      plan.sayings, null
    ) as id
    order by 1
  );
  plan.scrubbed_runs := array(
    select id::uuid from kith.quoting(
      array(
        select row(run.run_id::text, concat_ws(E'\n', kith.strings_of(run.failure), kith.strings_of(run.settings)))::kith.said
        from kith.runs_nearby(plan) as run where run.run_id::text = any (plan.near_others)
      ),
      plan.sayings, plan.short_sayings
    ) as id
    order by 1
  );
  if is_search then
    plan.stripped_receipts := plan.stripped_receipts || array(
      select found.id::uuid
      from kith.rows_having('public.ai_receipts', plan.wanted, kith.stays('public.ai_receipts'), plan) as found order by 1
    );
    plan.snapshots := plan.snapshots || array(
      select found.id
      from kith.rows_having('public.ai_run_snapshots', plan.wanted, kith.stays('public.ai_run_snapshots'), plan) as found
      order by 1
    );
    plan.scrubbed_runs := plan.scrubbed_runs || array(
      select found.id::uuid
      from kith.rows_having('public.ai_runs', plan.wanted, kith.stays('public.ai_runs'), plan) as found order by 1
    );
  end if;
  plan.ended_runs := array(
    select run.run_id from public.ai_runs as run
    where run.user_id = owner and run.status = 'suspended'
      and run.thread_id <> all (plan.threads) and run.message_id <> all (plan.messages)
      and exists (
        select from public.ai_run_snapshots as stored
        where stored.user_id = owner and stored.run_key = run.run_id::text
          and stored.workflow_name || '/' || stored.run_key = any (plan.snapshots)
      )
    order by 1
  );
  return plan;
end
$$;

-- Limits are looked at first: a list of a million ids became a document before it was refused.
create or replace function public.ai_forget_preview(
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
  -- Before anything is made of what is too much.
  if coalesce(cardinality(ai_forget_preview.message_ids), 0) > 10000 or coalesce(cardinality(ai_forget_preview.memory_ids), 0) > 10000 then
    raise exception 'At most 10,000 messages and 10,000 memories can be chosen one by one.' using errcode = '22023';
  end if;
  if length(ai_forget_preview.query) > 1000 then
    raise exception 'Say in 1 to 20 words what is to be forgotten.' using errcode = '22023';
  end if;
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
  return query select radius.* from kith.preview_forget(target) as radius;
end
$$;
