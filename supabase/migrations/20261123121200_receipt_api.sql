-- Reading receipts: what an answer was made of, what something was used for, and what memory amounts to.

create type public.ai_receipt_item as (
  receipt_id uuid,
  step integer,
  kind text,
  item_id uuid,
  item_version integer,
  used boolean,
  rank integer,
  score real,
  parts jsonb,
  tokens integer,
  reason text,
  state text,
  current_version integer,
  said text,
  role text,
  memory_type text,
  persona_id uuid,
  thread_id uuid,
  thread_title text,
  said_at timestamptz
);
comment on type public.ai_receipt_item is
  'One item of a receipt, with what it says now. state: present; changed (a memory that says something else since); deleted (or not the caller''s to see); forgotten; null for what is no item, such as instructions. said: its text as long as it is there, of a message the first 4,000 characters.';

create type public.ai_receipt_view as (
  run_id uuid,
  message_id uuid,
  thread_id uuid,
  status text,
  model jsonb,
  settings jsonb,
  usage jsonb,
  cost jsonb,
  failure jsonb,
  started_at timestamptz,
  finished_at timestamptz,
  items public.ai_receipt_item[]
);
comment on type public.ai_receipt_view is 'A run with its receipt.';

create function public.ai_receipt_of_message(message_id uuid) returns setof public.ai_receipt_view
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      run.run_id, run.message_id, run.thread_id, run.status, run.model, run.settings, run.usage, run.cost, run.failure,
      run.started_at, run.finished_at,
      array(
        select row(
          receipt.receipt_id, receipt.step, receipt.kind, receipt.item_id, receipt.item_version, receipt.used,
          receipt.rank, receipt.score, receipt.parts, receipt.tokens, receipt.reason,
          case
            when receipt.reason = 'forgotten' then 'forgotten'
            when receipt.item_id is null then null
            when coalesce(message.message_id, memory.memory_id, file.file_id) is null then 'deleted'
            -- Of the notes, what was used is their text, and that is a version like any other.
            when memory.version > receipt.item_version and exists (
              select from public.ai_memory_versions as used_one
              where used_one.memory_id = memory.memory_id and used_one.version = receipt.item_version
                and used_one.content is not distinct from memory.content
            ) then 'present'
            when memory.version > receipt.item_version then 'changed'
            else 'present'
          end,
          memory.version,
          case when message.message_id is not null then left(kith.message_text(message.content), 4000)
            else coalesce(memory.content, file.name) end,
          message.role,
          memory.memory_type,
          coalesce(thread.persona_id, memory.persona_id, file.persona_id),
          coalesce(message.thread_id, memory.source_thread_id),
          thread.title,
          coalesce(message.created_at, memory.created_at, file.created_at)
        )::public.ai_receipt_item
        from public.ai_receipts as receipt
        left join public.ai_messages as message
          on receipt.kind = 'message' and message.message_id = receipt.item_id and message.deleted_at is null
        left join public.ai_memory as memory
          on receipt.kind in ('memory', 'working_memory') and memory.memory_id = receipt.item_id
            and memory.deleted_at is null
        left join public.ai_files as file on receipt.kind = 'attachment' and file.file_id = receipt.item_id
        left join public.ai_threads as thread
          on thread.thread_id = coalesce(message.thread_id, memory.source_thread_id)
        where receipt.run_id = run.run_id
        order by receipt.step, receipt.used desc, receipt.rank nulls last, receipt.receipt_id
      )
    from public.ai_runs as run
    where run.message_id = ai_receipt_of_message.message_id
    order by run.started_at desc;
end
$$;
comment on function public.ai_receipt_of_message(uuid) is
  'The run that made an answer, and everything it put into the prompt or left out, with what that says now. No row for what no run has made.';
revoke execute on function public.ai_receipt_of_message(uuid) from public, anon;
grant execute on function public.ai_receipt_of_message(uuid) to authenticated;

create function kith.uses_of(item_id uuid, kinds text[], max_rows integer, before timestamptz, before_run uuid)
returns setof public.ai_use_view
language plpgsql stable
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select
      run.run_id, run.message_id, run.thread_id, thread.title, use.created_at, use.item_version, use.used, use.rank,
      use.score, use.parts, use.tokens, use.reason
    from (
      select distinct on (receipt.run_id) receipt.*
      from public.ai_receipts as receipt
      where receipt.item_id = uses_of.item_id and receipt.kind = any (uses_of.kinds)
      order by receipt.run_id, receipt.used desc, receipt.step, receipt.rank nulls last, receipt.receipt_id
    ) as use
    join public.ai_runs as run using (run_id)
    join public.ai_threads as thread using (thread_id)
    where uses_of.before is null
      or (use.created_at, run.run_id) < (uses_of.before, coalesce(uses_of.before_run, '00000000-0000-0000-0000-000000000000'))
    order by use.created_at desc, run.run_id desc
    limit least(greatest(coalesce(uses_of.max_rows, 50), 1), 201);
end
$$;
comment on function kith.uses_of(uuid, text[], integer, timestamptz, uuid) is
  'The runs in whose receipts something stands, latest first.';

create function public.ai_receipts_of_memory(
  memory_id uuid,
  max_rows integer default 50,
  before timestamptz default null,
  before_run uuid default null
) returns setof public.ai_use_view
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select used.* from kith.uses_of(
      ai_receipts_of_memory.memory_id, '{memory,working_memory}', ai_receipts_of_memory.max_rows,
      ai_receipts_of_memory.before, ai_receipts_of_memory.before_run
    ) as used;
end
$$;
comment on function public.ai_receipts_of_memory(uuid, integer, timestamptz, uuid) is
  'One page of the answers for which a memory, or the notes, were used or considered: latest first, after the given position (used_at and run_id of the last row).';
revoke execute on function public.ai_receipts_of_memory(uuid, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_receipts_of_memory(uuid, integer, timestamptz, uuid) to authenticated;

create function public.ai_receipts_naming_message(
  message_id uuid,
  max_rows integer default 50,
  before timestamptz default null,
  before_run uuid default null
) returns setof public.ai_use_view
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select used.* from kith.uses_of(
      ai_receipts_naming_message.message_id, '{message}', ai_receipts_naming_message.max_rows,
      ai_receipts_naming_message.before, ai_receipts_naming_message.before_run
    ) as used;
end
$$;
comment on function public.ai_receipts_naming_message(uuid, integer, timestamptz, uuid) is
  'One page of the answers for which a message was recalled or considered, as ai_receipts_of_memory. What made a message itself: ai_receipt_of_message.';
revoke execute on function public.ai_receipts_naming_message(uuid, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_receipts_naming_message(uuid, integer, timestamptz, uuid) to authenticated;

-- Statistics --------------------------------------------------------------------------------------------------------

create type public.ai_memory_statistic as (
  persona_id uuid,
  memory_type text,
  status text,
  deleted boolean,
  count integer,
  pinned_count integer,
  recently_used_count integer,
  never_used_count integer,
  not_embedded_count integer,
  size bigint,
  oldest_at timestamptz,
  newest_at timestamptz,
  last_used_at timestamptz
);
comment on type public.ai_memory_statistic is
  'Memories of one persona, kind and status, deleted or not. recently_used: in an answer of the last 30 days; size: bytes of their content.';

create function public.ai_memory_statistics(persona_id uuid default null, all_personas boolean default true)
returns setof public.ai_memory_statistic
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_memory_statistics.persona_id);
begin
  perform kith.check_request();
  return query
    select
      memory.persona_id, memory.memory_type, memory.status, memory.deleted_at is not null,
      count(*)::integer,
      count(*) filter (where memory.pinned)::integer,
      count(*) filter (where usage.last_at > now() - interval '30 days')::integer,
      count(*) filter (where usage.last_at is null)::integer,
      count(*) filter (where memory.embedding_model is null)::integer,
      sum(octet_length(memory.content) + coalesce(octet_length(memory.content_json::text), 0))::bigint,
      min(memory.created_at), max(memory.created_at), max(usage.last_at)
    from public.ai_memory as memory
    cross join lateral (
      select max(receipt.created_at) as last_at from public.ai_receipts as receipt
      where receipt.item_id = memory.memory_id and receipt.used
    ) as usage
    where memory.user_id = auth.uid()
      and (ai_memory_statistics.all_personas or memory.resource_key = resource)
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4;
end
$$;
comment on function public.ai_memory_statistics(uuid, boolean) is
  'How much is remembered and how much of it is used, by persona, kind and status: of all personas, or of one (null with all_personas false: of none).';
revoke execute on function public.ai_memory_statistics(uuid, boolean) from public, anon;
grant execute on function public.ai_memory_statistics(uuid, boolean) to authenticated;

revoke execute on function kith.uses_of(uuid, text[], integer, timestamptz, uuid) from public;
grant execute on function kith.uses_of(uuid, text[], integer, timestamptz, uuid) to authenticated;
