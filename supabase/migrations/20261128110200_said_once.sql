-- A message waits for one answer: the one that is being written, or would be given again, to what was said last. When that is
-- whole it is said by itself; after any other it waits for its owner. And it is said once, by one of all who would say it,
-- or taken back: one transaction decides.

alter table public.ai_waiting_messages add column waits_for uuid;
comment on column public.ai_waiting_messages.waits_for is
  'The message whose answer it waits for. Null: it waits for its owner.';
alter type public.ai_waiting_view add attribute waits_for uuid;
comment on type public.ai_waiting_view is
  'A message that waits. waits_for: the message whose answer, once it is whole, lets it be said; null: only its owner does.';

grant update (waits_for) on public.ai_waiting_messages to authenticated;
create policy owner_updates on public.ai_waiting_messages as restrictive for update to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_threads as thread where thread.thread_id = ai_waiting_messages.thread_id)
  )
  with check (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_threads as thread where thread.thread_id = ai_waiting_messages.thread_id)
  );
-- What it waits for is said in its own thread.
create policy waits_here_new on public.ai_waiting_messages as restrictive for insert to authenticated
  with check (
    waits_for is null or exists (
      select from public.ai_messages as message
      where message.message_id = ai_waiting_messages.waits_for and message.thread_id = ai_waiting_messages.thread_id
    )
  );
create policy waits_here on public.ai_waiting_messages as restrictive for update to authenticated
  with check (
    waits_for is null or exists (
      select from public.ai_messages as message
      where message.message_id = ai_waiting_messages.waits_for and message.thread_id = ai_waiting_messages.thread_id
    )
  );

create or replace function public.ai_list_waiting(thread_id uuid) returns setof public.ai_waiting_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select waiting.message_id, waiting.thread_id, waiting.content, waiting.created_at, waiting.waits_for
    from public.ai_waiting_messages as waiting
    join public.ai_threads as thread on thread.thread_id = waiting.thread_id and thread.deleted_at is null
    where waiting.thread_id = ai_list_waiting.thread_id
    order by waiting.created_at, waiting.message_id;
end
$$;

create or replace function public.ai_wait_with_message(message_id uuid, thread_id uuid, content jsonb)
returns setof public.ai_waiting_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  if not kith.lock_thread(ai_wait_with_message.thread_id) then
    perform kith.refuse_missing('thread');
  end if;
  if (
    select count(*) from public.ai_waiting_messages as waiting where waiting.thread_id = ai_wait_with_message.thread_id
  ) >= 100 then
    raise exception '100 messages wait in this thread already.' using errcode = '22023';
  end if;
  -- Said already: asked for again by somebody who has not heard.
  if not exists (
    select from public.ai_messages as message where message.message_id = ai_wait_with_message.message_id
  ) then
    insert into public.ai_waiting_messages (message_id, thread_id, content, waits_for)
    values (
      ai_wait_with_message.message_id, ai_wait_with_message.thread_id, ai_wait_with_message.content,
      (
        select case last.role when 'assistant' then last.parent_message_id else last.message_id end
        from public.ai_messages as last
        where last.thread_id = ai_wait_with_message.thread_id and last.selected and last.deleted_at is null
        order by last.depth desc limit 1
      )
    )
    on conflict on constraint ai_waiting_messages_pkey do nothing;
    if not found and not exists (
      select from public.ai_waiting_messages as waiting
      where waiting.message_id = ai_wait_with_message.message_id
        and waiting.thread_id = ai_wait_with_message.thread_id
    ) then
      raise exception 'message_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
  end if;
  return query
    select listed.* from public.ai_list_waiting(ai_wait_with_message.thread_id) as listed
    where listed.message_id = ai_wait_with_message.message_id;
end
$$;

create or replace function public.ai_take_back_message(message_id uuid) returns setof public.ai_waiting_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  return query
    delete from public.ai_waiting_messages as waiting
    where waiting.message_id = ai_take_back_message.message_id
    returning waiting.message_id, waiting.thread_id, waiting.content, waiting.created_at, waiting.waits_for;
end
$$;

create function public.ai_say_waiting(
  run_id uuid,
  thread_id uuid,
  answer_id uuid,
  answer_created_at timestamptz,
  model jsonb,
  device text,
  message_id uuid,
  message_created_at timestamptz default null,
  others_follow boolean default false,
  settings jsonb default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  said public.ai_waiting_messages;
  earlier public.ai_runs;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if not kith.lock_thread(ai_say_waiting.thread_id) then
    perform kith.refuse_missing('thread');
  end if;
  -- Whoever takes it back meanwhile has it, or finds nothing.
  delete from public.ai_waiting_messages as waiting
  where waiting.message_id = ai_say_waiting.message_id and waiting.thread_id = ai_say_waiting.thread_id
  returning waiting.* into said;
  if not found then
    select run.* into earlier from public.ai_runs as run
    where run.run_id = ai_say_waiting.run_id and run.thread_id = ai_say_waiting.thread_id;
    if earlier.status in ('running', 'suspended') and earlier.device <> ai_say_waiting.device then
      raise exception 'this thread is being answered' using errcode = 'PT409', hint = 'run', detail = earlier.run_id::text;
    end if;
    -- Asked for again by whoever has said it.
    if earlier.run_id is null or earlier.device <> ai_say_waiting.device then
      perform kith.refuse_missing('message');
    end if;
    return query select * from public.ai_messages_by_id(array[ai_say_waiting.message_id, earlier.message_id]);
    return;
  end if;
  if ai_say_waiting.others_follow then
    update public.ai_waiting_messages as waiting set waits_for = said.message_id
    where waiting.thread_id = said.thread_id and waiting.waits_for = said.waits_for
      and (waiting.created_at, waiting.message_id) > (said.created_at, said.message_id);
  end if;
  return query
    select started.* from public.ai_start_run(
      run_id => ai_say_waiting.run_id, thread_id => said.thread_id, answer_id => ai_say_waiting.answer_id,
      answer_created_at => ai_say_waiting.answer_created_at, model => ai_say_waiting.model,
      device => ai_say_waiting.device, message_id => said.message_id, message_content => said.content,
      message_created_at => ai_say_waiting.message_created_at, settings => ai_say_waiting.settings,
      persona_id => (
        select thread.persona_id from public.ai_threads as thread where thread.thread_id = said.thread_id
      )
    ) as started;
end
$$;
comment on function public.ai_say_waiting(
  uuid, uuid, uuid, timestamptz, jsonb, text, uuid, timestamptz, boolean, jsonb
) is
  'Says a message that waits and begins its answer, as ai_start_run does. Refused when it waits no longer: somebody has taken it back, or another device says it. others_follow: those behind it that wait for the same answer wait for its own. Repeating it with the same run_id from the same device changes nothing.';
revoke execute on function public.ai_say_waiting(
  uuid, uuid, uuid, timestamptz, jsonb, text, uuid, timestamptz, boolean, jsonb
) from public, anon;
grant execute on function public.ai_say_waiting(
  uuid, uuid, uuid, timestamptz, jsonb, text, uuid, timestamptz, boolean, jsonb
) to authenticated;
