-- The API of runs: begin an answer, keep what has arrived, finish it, clear up after a crash.

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
  parent_message_id uuid default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  running uuid;
  previous public.ai_messages;
begin
  if (ai_start_run.message_id is null) = (ai_start_run.parent_message_id is null) then
    raise exception 'a run answers either a new message or a stored one' using errcode = '22023';
  end if;

  if ai_start_run.message_id is not null then
    insert into public.ai_threads (thread_id, persona_id)
    values (ai_start_run.thread_id, ai_start_run.persona_id)
    on conflict on constraint ai_threads_pkey do nothing;
  end if;
  -- Serialises everybody who writes to this thread.
  perform from public.ai_threads as thread
  where thread.thread_id = ai_start_run.thread_id and thread.deleted_at is null
  for update;
  if not found then
    perform kith.refuse_missing('thread');
  end if;

  if not exists (select from public.ai_runs as run where run.run_id = ai_start_run.run_id) then
    select run.run_id into running from public.ai_runs as run
    where run.thread_id = ai_start_run.thread_id and run.status = 'running';
    if found then
      raise exception 'this thread is being answered' using errcode = 'PT409', detail = running::text;
    end if;

    if ai_start_run.message_id is not null then
      insert into public.ai_messages (message_id, thread_id, parent_message_id, role, content, created_at)
      values (
        ai_start_run.message_id,
        ai_start_run.thread_id,
        (
          select last.message_id from public.ai_messages as last
          where last.thread_id = ai_start_run.thread_id and last.selected
          order by last.seq desc limit 1
        ),
        'user',
        ai_start_run.message_content,
        coalesce(ai_start_run.message_created_at, clock_timestamp())
      )
      on conflict on constraint ai_messages_pkey do nothing;
    end if;

    select message.* into previous from public.ai_messages as message
    where message.message_id = coalesce(ai_start_run.message_id, ai_start_run.parent_message_id)
      and message.thread_id = ai_start_run.thread_id and message.selected;
    if not found then
      perform kith.refuse_missing('message');
    end if;
    if ai_start_run.message_id is null and exists (
      select from public.ai_messages as later
      where later.thread_id = ai_start_run.thread_id and later.selected and later.role = 'user'
        and later.seq > previous.seq
    ) then
      raise exception 'There is a later message in this thread. Only the last answer can be given again.'
        using errcode = '22023';
    end if;
    -- The path is one line, so an earlier answer's whole subtree is what comes after its question.
    update public.ai_messages as message set selected = false
    where message.thread_id = ai_start_run.thread_id and message.selected and message.seq > previous.seq;

    insert into public.ai_messages (message_id, thread_id, parent_message_id, role, content, status, created_at)
    values (
      ai_start_run.answer_id, ai_start_run.thread_id, previous.message_id, 'assistant',
      '{"format": 2, "parts": []}', 'streaming', ai_start_run.answer_created_at
    );
    insert into public.ai_runs (run_id, thread_id, message_id, model, device)
    values (
      ai_start_run.run_id, ai_start_run.thread_id, ai_start_run.answer_id, ai_start_run.model, ai_start_run.device
    );
  end if;

  return query
    select * from public.ai_messages_by_id(array_remove(array[ai_start_run.message_id, ai_start_run.answer_id], null));
end
$$;
comment on function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid) is
  'Stores the owner''s message (making the thread if it is new) and begins an answer; or, with parent_message_id, begins another answer to a stored message. Repeating it with the same run_id changes nothing.';
revoke execute on function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid) from public, anon;
grant execute on function public.ai_start_run(uuid, uuid, uuid, timestamptz, jsonb, text, uuid, uuid, jsonb, timestamptz, uuid) to authenticated;

create function public.ai_save_answer(message_id uuid, content jsonb) returns boolean
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.ai_messages as message set content = ai_save_answer.content
  where message.message_id = ai_save_answer.message_id and message.status = 'streaming';
  return found;
end
$$;
comment on function public.ai_save_answer(uuid, jsonb) is
  'Keeps what has arrived of an answer. False when it is finished already: a finished answer is never overwritten.';
revoke execute on function public.ai_save_answer(uuid, jsonb) from public, anon;
grant execute on function public.ai_save_answer(uuid, jsonb) to authenticated;

create function public.ai_finish_answer(
  run_id uuid,
  message_id uuid,
  content jsonb,
  status text,
  usage jsonb default null,
  failure jsonb default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  if ai_finish_answer.status not in ('complete', 'stopped', 'failed') then
    raise exception 'an answer ends as complete, stopped or failed' using errcode = '22023';
  end if;
  update public.ai_runs as run
  set status = ai_finish_answer.status, usage = ai_finish_answer.usage, failure = ai_finish_answer.failure,
    finished_at = clock_timestamp()
  where run.run_id = ai_finish_answer.run_id and run.message_id = ai_finish_answer.message_id and run.status = 'running';
  if found then
    update public.ai_messages as message
    set content = ai_finish_answer.content, status = ai_finish_answer.status
    where message.message_id = ai_finish_answer.message_id and message.status = 'streaming';
  elsif not exists (
    select from public.ai_runs as run
    where run.run_id = ai_finish_answer.run_id and run.message_id = ai_finish_answer.message_id
  ) then
    perform kith.refuse_missing('run');
  end if;
  return query select * from public.ai_messages_by_id(array[ai_finish_answer.message_id]);
end
$$;
comment on function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb) is
  'Ends a run and stores its answer, in one transaction. Repeating it changes nothing.';
revoke execute on function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb) from public, anon;
grant execute on function public.ai_finish_answer(uuid, uuid, jsonb, text, jsonb, jsonb) to authenticated;

create function public.ai_interrupt_runs(device text) returns integer
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  interrupted integer;
begin
  with ended as (
    update public.ai_runs as run
    set status = 'failed', failure = '{"code": "RUN_INTERRUPTED", "data": {}}', finished_at = clock_timestamp()
    where run.device = ai_interrupt_runs.device and run.status = 'running'
    returning run.message_id
  )
  update public.ai_messages as message
  set
    status = 'failed',
    content = jsonb_set(message.content, '{parts}', coalesce(message.content -> 'parts', '[]') || jsonb_build_object(
      'type', 'error', 'error', jsonb_build_object('name', 'RUN_INTERRUPTED', 'message', '', 'data', '{}'::jsonb)
    ))
  from ended
  where message.message_id = ended.message_id and message.status = 'streaming';
  get diagnostics interrupted = row_count;
  return interrupted;
end
$$;
comment on function public.ai_interrupt_runs(text) is
  'After a crash: ends this device''s runs that nobody works on any more and says so in their answers, whose half is kept. How many.';
revoke execute on function public.ai_interrupt_runs(text) from public, anon;
grant execute on function public.ai_interrupt_runs(text) to authenticated;
