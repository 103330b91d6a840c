-- The API of runs: begin an answer, keep what has arrived, wait for the owner's word, finish it, clear up after a crash.

create function kith.require_owner() returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if kith.actor() is distinct from 'owner' then
    raise exception 'Only the owner may do this.' using errcode = 'PT403';
  end if;
end
$$;
comment on function kith.require_owner() is
  'Ends the call with 403 when a run makes it. Policies refuse by touching no row; this says so.';

create function kith.guard_run() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if (new.user_id, new.thread_id, new.message_id) is distinct from (old.user_id, old.thread_id, old.message_id) then
    raise exception 'the owner, the thread and the answer of a run cannot change' using errcode = '23514';
  end if;
  if new.status <> old.status and old.status not in ('running', 'suspended') then
    raise exception 'a run that is over stays over' using errcode = '23514';
  end if;
  if old.status = 'suspended' and new.status = 'running' then
    perform kith.require_owner();
  end if;
  return new;
end
$$;
comment on function kith.guard_run() is
  'Trigger: what is finished is never made unfinished again, and a run that waits for the owner''s word cannot give it itself.';
create trigger guard_run before update on public.ai_runs
for each row execute function kith.guard_run();

-- Begin ---------------------------------------------------------------------------------------------------------------

drop function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid);
create function public.ai_start_run(
  run_id uuid,
  thread_id uuid,
  answer_id uuid,
  answer_created_at timestamptz,
  model jsonb,
  device text,
  persona_id uuid default null,
  message_id uuid default null,
  message_content jsonb default null,
  message_created_at timestamptz default null,
  parent_message_id uuid default null,
  replaces uuid default null,
  settings jsonb default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  open_run public.ai_runs;
  replaced_role text;
  parent_id uuid;
  question_id uuid := coalesce(ai_start_run.message_id, ai_start_run.parent_message_id);
  question_depth integer;
  is_new boolean := false;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if (ai_start_run.message_id is null) = (ai_start_run.parent_message_id is null) then
    raise exception 'a run answers either a new message or a stored one' using errcode = '22023';
  end if;
  if ai_start_run.replaces is not null and ai_start_run.message_id is null then
    raise exception 'only a new message can replace another' using errcode = '22023';
  end if;

  if ai_start_run.message_id is not null and ai_start_run.replaces is null then
    if ai_start_run.persona_id is not null and not exists (
      select from public.ai_personas as persona where persona.id = ai_start_run.persona_id
    ) then
      perform kith.refuse_missing('persona');
    end if;
    insert into public.ai_threads (thread_id, persona_id)
    values (ai_start_run.thread_id, ai_start_run.persona_id)
    on conflict on constraint ai_threads_pkey do nothing;
  end if;
  if not kith.lock_thread(ai_start_run.thread_id) then
    perform kith.refuse_missing('thread');
  end if;

  if not exists (select from public.ai_runs as run where run.run_id = ai_start_run.run_id) then
    select run.* into open_run from public.ai_runs as run
    where run.thread_id = ai_start_run.thread_id and run.status in ('running', 'suspended');
    if found then
      raise exception '%', case open_run.status
          when 'suspended' then 'this thread waits for your word'
          else 'this thread is being answered'
        end
        using errcode = 'PT409', hint = 'run', detail = open_run.run_id::text;
    end if;

    if ai_start_run.replaces is not null then
      select message.role, message.parent_message_id into replaced_role, parent_id
      from public.ai_messages as message
      where message.message_id = ai_start_run.replaces and message.thread_id = ai_start_run.thread_id
        and message.deleted_at is null;
      if not found then
        perform kith.refuse_missing('message');
      end if;
      if replaced_role <> 'user' then
        raise exception 'Only your own message can be written anew.' using errcode = '22023';
      end if;
    end if;

    if ai_start_run.message_id is not null
      and not exists (select from public.ai_messages as stored where stored.message_id = ai_start_run.message_id) then
      if ai_start_run.replaces is not null then
        perform kith.show_branch(ai_start_run.thread_id, parent_id);
      end if;
      insert into public.ai_messages (message_id, thread_id, parent_message_id, role, content, created_at)
      values (
        ai_start_run.message_id,
        ai_start_run.thread_id,
        parent_id,
        'user',
        ai_start_run.message_content,
        coalesce(ai_start_run.message_created_at, clock_timestamp())
      )
      on conflict on constraint ai_messages_pkey do nothing;
      is_new := true;
    end if;

    select message.depth into question_depth from public.ai_messages as message
    where message.message_id = question_id
      and message.thread_id = ai_start_run.thread_id and message.selected and message.deleted_at is null;
    if not found then
      perform kith.refuse_missing('message');
    end if;
    if not is_new and exists (
      select from public.ai_messages as later
      where later.thread_id = ai_start_run.thread_id and later.selected and later.role = 'user'
        and later.deleted_at is null and later.depth > question_depth
    ) then
      raise exception 'There is a later message in this thread. Only the last answer can be given again.'
        using errcode = '22023';
    end if;
    -- The path is one line, so an earlier answer's whole subtree is what comes after its question.
    update public.ai_messages as message set selected = false
    where message.thread_id = ai_start_run.thread_id and message.selected and message.depth > question_depth;

    insert into public.ai_messages (message_id, thread_id, parent_message_id, role, content, status, created_at)
    values (
      ai_start_run.answer_id, ai_start_run.thread_id, question_id, 'assistant',
      '{"format": 2, "parts": []}', 'streaming', ai_start_run.answer_created_at
    )
    on conflict on constraint ai_messages_pkey do nothing;
    if not found then
      raise exception 'answer_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
    insert into public.ai_runs (run_id, thread_id, message_id, model, device, settings)
    values (
      ai_start_run.run_id, ai_start_run.thread_id, ai_start_run.answer_id, ai_start_run.model, ai_start_run.device,
      ai_start_run.settings
    )
    on conflict on constraint ai_runs_pkey do nothing;
    if not found then
      raise exception 'run_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
  end if;

  return query
    select * from public.ai_messages_by_id(array_remove(array[ai_start_run.message_id, ai_start_run.answer_id], null));
end
$$;
comment on function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid, uuid, jsonb) is
  'Stores the owner''s message (making the thread if it is new) and begins an answer; with replaces, in place of an earlier message, which stays beside it; or, with parent_message_id, begins another answer to a stored message. Repeating it with the same run_id changes nothing.';
revoke execute on function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid, uuid, jsonb) from public, anon;
grant execute on function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid, uuid, jsonb) to authenticated;

-- Write ---------------------------------------------------------------------------------------------------------------

create or replace function public.ai_save_answer(message_id uuid, content jsonb) returns boolean
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  update public.ai_messages as message set content = ai_save_answer.content
  where message.message_id = ai_save_answer.message_id and message.status = 'streaming'
    and message.role in ('assistant', 'tool');
  return found;
end
$$;

create function kith.lock_run(run_id uuid) returns uuid
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  thread_id uuid;
  message_id uuid;
begin
  select run.thread_id, run.message_id into thread_id, message_id from public.ai_runs as run
  where run.run_id = lock_run.run_id;
  if not found then
    perform kith.refuse_missing('run');
  end if;
  perform kith.lock_thread(thread_id);
  return message_id;
end
$$;
comment on function kith.lock_run(uuid) is
  'Queues up those who write to the thread of a run: the thread first, as everybody does, so that two wait for each other and never in a circle. The answer of the run.';

create function kith.write_receipt(run_id uuid, receipt jsonb) returns void
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  wrong bigint;
begin
  if jsonb_typeof(write_receipt.receipt) <> 'array' then
    raise exception 'a receipt must be an array of items' using errcode = '22023';
  end if;
  if jsonb_array_length(write_receipt.receipt) > 2000 then
    raise exception 'a receipt can have 2,000 items' using errcode = '22023';
  end if;
  select listed.position into wrong
  from jsonb_array_elements(write_receipt.receipt) with ordinality as listed (item, position)
  where case when jsonb_typeof(listed.item) = 'object' then
    jsonb_typeof(listed.item -> 'used') is distinct from 'boolean'
    or coalesce(jsonb_typeof(listed.item -> 'parts'), 'null') not in ('null', 'object')
    or coalesce(listed.item ->> 'kind', '') not in (
      'message', 'memory', 'instructions', 'working_memory', 'history', 'attachment', 'tools', 'summary'
    )
    or listed.item ->> 'item_id' is not null
      and listed.item ->> 'kind' not in ('message', 'memory', 'working_memory', 'attachment')
    else true
  end
  order by listed.position limit 1;
  if found then
    raise exception 'item % of the receipt is not understood', wrong using errcode = '22023',
      hint = 'An item is {step, kind, item_id, item_version, used, rank, score, parts, tokens, reason}; kind and used are needed, and only a message, a memory or an attachment has an item_id.';
  end if;

  -- What was forgotten while it was being used, or is not this run's to name, must not cost the owner the answer: it is
  -- noted without saying what it was.
  insert into public.ai_receipts (
    run_id, step, kind, item_id, item_version, used, rank, score, parts, tokens, reason
  )
  select
    write_receipt.run_id, coalesce(item.step, 0), item.kind, seen.id,
    case when seen.is_there then item.item_version end,
    item.used, item.rank, item.score,
    case when seen.is_there then item.parts end,
    item.tokens,
    case when seen.is_there then item.reason else 'forgotten' end
  from jsonb_to_recordset(write_receipt.receipt) as item (
    step integer, kind text, item_id uuid, item_version integer, used boolean, rank integer, score real, parts jsonb,
    tokens integer, reason text
  )
  left join public.ai_messages as message on item.kind = 'message' and message.message_id = item.item_id
  left join public.ai_memory as memory
    on item.kind in ('memory', 'working_memory') and memory.memory_id = item.item_id
  left join public.ai_files as file on item.kind = 'attachment' and file.file_id = item.item_id
  cross join lateral (
    select
      coalesce(message.message_id, memory.memory_id, file.file_id) as id,
      item.item_id is null or coalesce(message.message_id, memory.memory_id, file.file_id) is not null as is_there
  ) as seen;
end
$$;
comment on function kith.write_receipt(uuid, jsonb) is
  'Adds [{step, kind, item_id, item_version, used, rank, score, parts, tokens, reason}] to the receipt of a run.';

create function kith.drop_snapshots(run_ids uuid[]) returns void
language sql volatile
set search_path = ''
as $$
  delete from public.ai_run_snapshots as snapshot
  where snapshot.user_id = auth.uid() and snapshot.run_key = any (run_ids::text[])
$$;
comment on function kith.drop_snapshots(uuid[]) is
  'A run that is over goes on nowhere, and what it was told is not kept twice.';

drop function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb);
create function public.ai_finish_answer(
  run_id uuid,
  message_id uuid,
  content jsonb,
  status text,
  usage jsonb default null,
  failure jsonb default null,
  receipt jsonb default null,
  cost jsonb default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  if ai_finish_answer.status is null or ai_finish_answer.status not in ('complete', 'stopped', 'failed') then
    raise exception 'an answer ends as complete, stopped or failed' using errcode = '22023';
  end if;
  if kith.lock_run(ai_finish_answer.run_id) is distinct from ai_finish_answer.message_id then
    perform kith.refuse_missing('run');
  end if;
  -- A deleted thread has no queue. What is over is not a run's to lock.
  perform from public.ai_runs as run
  where run.run_id = ai_finish_answer.run_id and run.status in ('running', 'suspended')
  for update;
  if found then
    if ai_finish_answer.receipt is not null then
      perform kith.write_receipt(ai_finish_answer.run_id, ai_finish_answer.receipt);
    end if;
    update public.ai_messages as message
    set content = ai_finish_answer.content, status = ai_finish_answer.status
    where message.message_id = ai_finish_answer.message_id and message.status = 'streaming';
    update public.ai_runs as run
    set status = ai_finish_answer.status, usage = ai_finish_answer.usage, failure = ai_finish_answer.failure,
      cost = ai_finish_answer.cost, finished_at = clock_timestamp()
    where run.run_id = ai_finish_answer.run_id;
    perform kith.drop_snapshots(array[ai_finish_answer.run_id]);
  end if;
  return query select * from public.ai_messages_by_id(array[ai_finish_answer.message_id]);
end
$$;
comment on function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb, jsonb, jsonb) is
  'Ends a run and stores its answer with its receipt, usage and cost, in one transaction. Repeating it changes nothing.';
revoke execute on function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb, jsonb, jsonb) from public, anon;
grant execute on function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb, jsonb, jsonb) to authenticated;

-- Wait ----------------------------------------------------------------------------------------------------------------

create function public.ai_suspend_run(run_id uuid, content jsonb, receipt jsonb default null)
returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  answer_id uuid;
begin
  perform kith.check_request();
  answer_id := kith.lock_run(ai_suspend_run.run_id);
  perform from public.ai_runs as run
  where run.run_id = ai_suspend_run.run_id and run.status = 'running'
  for update;
  if found then
    if ai_suspend_run.receipt is not null then
      perform kith.write_receipt(ai_suspend_run.run_id, ai_suspend_run.receipt);
    end if;
    update public.ai_messages as message set content = ai_suspend_run.content
    where message.message_id = answer_id and message.status = 'streaming';
    update public.ai_runs as run set status = 'suspended' where run.run_id = ai_suspend_run.run_id;
  end if;
  return query select * from public.ai_messages_by_id(array[answer_id]);
end
$$;
comment on function public.ai_suspend_run(uuid, jsonb, jsonb) is
  'The run waits for the owner''s word on a tool call. Its answer stays unfinished, on the path and as it is, through any restart. Repeating it changes nothing.';
revoke execute on function public.ai_suspend_run(uuid, jsonb, jsonb) from public, anon;
grant execute on function public.ai_suspend_run(uuid, jsonb, jsonb) to authenticated;

create function public.ai_resume_run(run_id uuid, device text) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  run public.ai_runs;
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.lock_run(ai_resume_run.run_id);
  select stored.* into run from public.ai_runs as stored
  where stored.run_id = ai_resume_run.run_id
  for update;
  if run.status = 'suspended' then
    update public.ai_runs as stored set status = 'running', device = ai_resume_run.device
    where stored.run_id = ai_resume_run.run_id;
  elsif run.status = 'running' and run.device <> ai_resume_run.device then
    raise exception 'this thread is being answered' using errcode = 'PT409', hint = 'run', detail = run.run_id::text;
  elsif run.status <> 'running' then
    raise exception 'This was decided already.' using errcode = 'PT409';
  end if;
  return query select * from public.ai_messages_by_id(array[run.message_id]);
end
$$;
comment on function public.ai_resume_run(uuid, text) is
  'The owner has decided: the run goes on, on this device and on no other, in the answer that is there. Repeating it from the same device is fine.';
revoke execute on function public.ai_resume_run(uuid, text) from public, anon;
grant execute on function public.ai_resume_run(uuid, text) to authenticated;

-- Clear up ------------------------------------------------------------------------------------------------------------

create or replace function public.ai_interrupt_runs(device text) returns integer
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  run_ids uuid[];
  message_ids uuid[];
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.lock_threads(array(
    select run.thread_id from public.ai_runs as run
    where run.device = ai_interrupt_runs.device and run.status = 'running'
  ));
  with ended as (
    update public.ai_runs as run
    set status = 'failed', failure = '{"code": "RUN_INTERRUPTED", "data": {}}', finished_at = clock_timestamp()
    where run.device = ai_interrupt_runs.device and run.status = 'running'
    returning run.run_id, run.message_id
  )
  select array_agg(ended.run_id), array_agg(ended.message_id) into run_ids, message_ids from ended;
  if run_ids is null then
    return 0;
  end if;
  update public.ai_messages as message
  set
    status = 'failed',
    content = case when jsonb_typeof(message.content) = 'object' then
      jsonb_set(message.content, '{parts}', coalesce(message.content -> 'parts', '[]') || jsonb_build_object(
        'type', 'error', 'error', jsonb_build_object('name', 'RUN_INTERRUPTED', 'message', '', 'data', '{}'::jsonb)
      ))
      else message.content
    end
  where message.message_id = any (message_ids) and message.status = 'streaming';
  perform kith.drop_snapshots(run_ids);
  return cardinality(run_ids);
end
$$;
comment on function public.ai_interrupt_runs(text) is
  'After a crash: ends this device''s runs that nobody works on any more and says so in their answers, whose half is kept. Runs that wait for the owner''s word go on waiting. How many.';

-- Read ----------------------------------------------------------------------------------------------------------------

create type public.ai_run_view as (
  run_id uuid,
  thread_id uuid,
  message_id uuid,
  status text,
  model jsonb,
  settings jsonb,
  device text,
  usage jsonb,
  cost jsonb,
  failure jsonb,
  started_at timestamptz,
  finished_at timestamptz
);
comment on type public.ai_run_view is 'A run, without its receipt.';

create function public.ai_get_run(run_id uuid) returns setof public.ai_run_view
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select
      run.run_id, run.thread_id, run.message_id, run.status, run.model, run.settings, run.device, run.usage, run.cost,
      run.failure, run.started_at, run.finished_at
    from public.ai_runs as run
    where run.run_id = ai_get_run.run_id;
end
$$;
comment on function public.ai_get_run(uuid) is 'One run, or no row.';
revoke execute on function public.ai_get_run(uuid) from public, anon;
grant execute on function public.ai_get_run(uuid) to authenticated;

create function public.ai_list_runs(
  thread_id uuid default null,
  status text default null,
  max_rows integer default 50,
  before_started_at timestamptz default null,
  before_id uuid default null
) returns setof public.ai_run_view
language plpgsql stable security invoker
-- Of one thread and of all of them want different plans.
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      run.run_id, run.thread_id, run.message_id, run.status, run.model, run.settings, run.device, run.usage, run.cost,
      run.failure, run.started_at, run.finished_at
    from public.ai_runs as run
    where (ai_list_runs.thread_id is null or run.thread_id = ai_list_runs.thread_id)
      and (ai_list_runs.status is null or run.status = ai_list_runs.status)
      and (
        ai_list_runs.before_started_at is null
        or (run.started_at, run.run_id) < (ai_list_runs.before_started_at, ai_list_runs.before_id)
      )
      and exists (
        select from public.ai_threads as thread where thread.thread_id = run.thread_id and thread.deleted_at is null
      )
    order by run.started_at desc, run.run_id desc
    limit least(greatest(ai_list_runs.max_rows, 1), 1000);
end
$$;
comment on function public.ai_list_runs(uuid, text, integer, timestamptz, uuid) is
  'One page of the runs of a thread, or of all of them, newest first, after the given position. With status suspended: what waits for the owner''s word.';
revoke execute on function public.ai_list_runs(uuid, text, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_list_runs(uuid, text, integer, timestamptz, uuid) to authenticated;

revoke execute on function
  kith.require_owner(), kith.guard_run(), kith.lock_run(uuid), kith.write_receipt(uuid, jsonb),
  kith.drop_snapshots(uuid[]) from public;
grant execute on function
  kith.require_owner(), kith.lock_run(uuid), kith.write_receipt(uuid, jsonb), kith.drop_snapshots(uuid[])
  to authenticated;
