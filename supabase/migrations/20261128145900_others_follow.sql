-- What waits names something that was said in its thread. So those behind a message wait for its answer once it is said,
-- not a moment before, which is refused.

create or replace function public.ai_say_waiting(
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
  -- Now there is something to wait for.
  if ai_say_waiting.others_follow then
    update public.ai_waiting_messages as waiting set waits_for = said.message_id
    where waiting.thread_id = said.thread_id and waiting.waits_for = said.waits_for
      and (waiting.created_at, waiting.message_id) > (said.created_at, said.message_id);
  end if;
end
$$;
