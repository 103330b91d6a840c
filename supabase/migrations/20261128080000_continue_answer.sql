-- An answer that was stopped, or that failed, goes on where it ended: in the same message, under a run of its own. Until
-- something new has arrived, and should nothing arrive, what was there is there.

create function public.ai_continue_answer(
  run_id uuid,
  thread_id uuid,
  answer_id uuid,
  model jsonb,
  device text,
  settings jsonb default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  open_run public.ai_runs;
  answer record;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if not kith.lock_thread(ai_continue_answer.thread_id) then
    perform kith.refuse_missing('thread');
  end if;

  if not exists (
    select from public.ai_runs as run
    where run.run_id = ai_continue_answer.run_id and run.message_id = ai_continue_answer.answer_id
  ) then
    select run.* into open_run from public.ai_runs as run
    where run.thread_id = ai_continue_answer.thread_id and run.status in ('running', 'suspended');
    if found then
      raise exception '%', case open_run.status
          when 'suspended' then 'this thread waits for your word'
          else 'this thread is being answered'
        end
        using errcode = 'PT409', hint = 'run', detail = open_run.run_id::text;
    end if;

    select message.role, message.status, message.depth into answer
    from public.ai_messages as message
    where message.message_id = ai_continue_answer.answer_id and message.thread_id = ai_continue_answer.thread_id
      and message.selected and message.deleted_at is null;
    if not found then
      perform kith.refuse_missing('message');
    end if;
    if answer.role <> 'assistant' or answer.status not in ('stopped', 'failed') then
      raise exception 'Only an answer that was stopped or that failed can be continued.' using errcode = '22023';
    end if;
    if exists (
      select from public.ai_messages as later
      where later.thread_id = ai_continue_answer.thread_id and later.selected and later.deleted_at is null
        and later.depth > answer.depth
    ) then
      raise exception 'There is a later message in this thread. Only the last answer can be continued.'
        using errcode = '22023';
    end if;

    update public.ai_messages as message
    set
      status = 'streaming',
      -- Why it ended early is no longer so.
      content = case when jsonb_typeof(message.content -> 'parts') = 'array' then
        jsonb_set(message.content, '{parts}', coalesce((
          select jsonb_agg(listed.part order by listed.place)
          from jsonb_array_elements(message.content -> 'parts') with ordinality as listed (part, place)
          where listed.part ->> 'type' is distinct from 'error'
        ), '[]'))
        else message.content
      end
    where message.message_id = ai_continue_answer.answer_id;
    insert into public.ai_runs (run_id, thread_id, message_id, model, device, settings)
    values (
      ai_continue_answer.run_id, ai_continue_answer.thread_id, ai_continue_answer.answer_id, ai_continue_answer.model,
      ai_continue_answer.device, ai_continue_answer.settings
    )
    on conflict on constraint ai_runs_pkey do nothing;
    if not found then
      raise exception 'run_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
  end if;

  return query select * from public.ai_messages_by_id(array[ai_continue_answer.answer_id]);
end
$$;
comment on function public.ai_continue_answer(uuid, uuid, uuid, jsonb, text, jsonb) is
  'Goes on with the last answer of a thread, which was stopped or has failed: it is being written again, under a new run, and keeps what it says but why it ended. Repeating it with the same run_id changes nothing.';
revoke execute on function public.ai_continue_answer(uuid, uuid, uuid, jsonb, text, jsonb) from public, anon;
grant execute on function public.ai_continue_answer(uuid, uuid, uuid, jsonb, text, jsonb) to authenticated;
