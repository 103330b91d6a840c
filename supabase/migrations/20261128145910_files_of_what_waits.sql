-- The files of a message that waits go with it when it is forgotten.

create or replace function kith.files_only_in(messages uuid[], memories uuid[]) returns uuid[]
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  mention constant text := 'kith-file:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})';
  shown uuid[];
  named_by tsquery;
begin
  if owner is null or kith.vault() is distinct from '*' then
    return '{}';
  end if;
  select array_agg(distinct file.file_id) into shown
  from (
    select message.content::text as content from public.ai_messages as message
    where message.message_id = any (messages) and message.user_id = owner
    union all
    select waiting.content::text from public.ai_waiting_messages as waiting
    where waiting.message_id = any (messages) and waiting.user_id = owner
    union all
    select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
    where memory.memory_id = any (memories) and memory.user_id = owner
  ) as going
  cross join lateral regexp_matches(going.content, mention, 'g') as named (id)
  join public.ai_files as file on file.file_id = named.id[1]::uuid and file.user_id = owner
  where going.content like '%kith-file:%';
  if shown is null then
    return '{}';
  end if;
  -- The groups of its id are words like any other.
  named_by := (
    select string_agg('(' || plainto_tsquery(dictionary, replace(id::text, '-', ' '))::text || ')', ' | ')::tsquery
    from unnest(shown) as id
  );
  return array(
    select alone from unnest(shown) as alone
    except
    select named.id[1]::uuid
    from (
      select message.content::text as content
      from (
        select row.message_id from public.ai_message_search as row where row.user_id = owner and row.terms @@ named_by
        union
        select kith.found_beside_index(owner, (
          select string_agg(kith.word_query('kith-file:' || id)::text, ' | ')::tsquery from unnest(shown) as id
        ))
      ) as likely
      join public.ai_messages as message using (message_id)
      where message.user_id = owner and message.message_id <> all (coalesce(messages, '{}'))
      union all
      select waiting.content::text from public.ai_waiting_messages as waiting
      where waiting.user_id = owner and waiting.message_id <> all (coalesce(messages, '{}'))
      union all
      select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
      where memory.user_id = owner and memory.memory_id <> all (coalesce(memories, '{}'))
      union all
      select persona.settings::text from public.ai_personas as persona where persona.user_id = owner
      union all
      select entry.value::text from public.ai_metadata as entry where entry.user_id = owner
    ) as staying
    cross join lateral regexp_matches(staying.content, mention, 'g') as named (id)
    where staying.content like '%kith-file:%'
    order by 1
  );
end
$$;
comment on function kith.files_only_in(uuid[], uuid[]) is
  'The files that these messages, said or waiting, and memories show, and nothing else of the caller: no other message, memory, persona or metadata.';

create or replace function kith.plan_runs(plan kith.forget_plan) returns kith.forget_plan
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  is_search boolean := (plan.wanted).words is not null;
begin
  plan.files := kith.files_only_in(plan.messages || plan.waiting, plan.memories);
  plan.files := array(
    select unnest(plan.files)
    union
    select file.file_id from public.ai_files as file where file.user_id = owner and file.persona_id = any (plan.personas)
    order by 1
  );
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
    plan.renamed_files := array(
      select found.id::uuid
      from kith.rows_having('public.ai_files', plan.wanted, kith.stays('public.ai_files'), plan) as found order by 1
    );
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
