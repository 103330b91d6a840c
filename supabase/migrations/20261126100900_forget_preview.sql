-- The preview also says which messages go, and what has the words of a search only in other forms.

alter type public.ai_forget_radius
  add attribute message_ids uuid[],
  add attribute alike_message_ids uuid[],
  add attribute alike_memory_ids uuid[];
comment on type public.ai_forget_radius is
  'What ai_forget will do with this token. memories: the first 500; message_ids: the latest 500 of the messages that go; used_in_message_ids: answers that stay and were made with it; quoting_message_ids and quoting_persona_ids: what stays and says it, too, or is where an erased memory came from; alike_message_ids and alike_memory_ids: what has the words of a search only in other forms and stays, the latest 100; granted_copy_count: memories of other personas among the erased; words: by which the proof will look, those of the search or such as are nowhere else.';

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
      plan.alike_messages, plan.alike_memories;
end
$$;
comment on function kith.preview_forget(jsonb) is 'Keeps what would be erased, under a new token, and describes it.';

comment on function public.ai_forget_preview(uuid[], uuid[], uuid, uuid, text, boolean) is
  'Finds everything that would be erased if this were forgotten, keeps exactly that set for an hour, and describes it; erases nothing. What is given is added up: messages, memories, a thread, a persona with all it has, everything that has all words of a query, or the whole account (then the rest says nothing). A text has a word when it has it as typed: in any case, as a whole word; in scripts without spaces, the same characters one after the other. Only the owner, with all personas in view.';

revoke execute on function kith.preview_forget(jsonb) from public;
grant execute on function kith.preview_forget(jsonb) to authenticated;
