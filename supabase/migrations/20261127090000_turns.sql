-- What a turn of a conversation needs, in one trip. Mastra's storage interface asks for it in several calls, and each is
-- a round trip to a database that may be far away.

create type public.ai_turn as (
  thread public.ai_stored_thread,
  notes public.ai_working_memory_view,
  messages public.ai_stored_message[],
  has_more boolean
);
comment on type public.ai_turn is
  'What an answer begins with: the thread, the notes of its persona (null: none yet), and its last messages, newest first; has_more: whether there are older ones.';

create function public.ai_open_turn(thread_id uuid, max_rows integer default 10) returns setof public.ai_turn
language plpgsql stable security invoker
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  stored record;
  notes public.ai_working_memory_view;
  page_size integer := least(greatest(coalesce(ai_open_turn.max_rows, 10), 0), 1000);
  page uuid[];
begin
  perform kith.check_request();
  select
    thread.persona_id,
    row(
      thread.thread_id, thread.resource_key, thread.title, coalesce(entry.value, '{}'), thread.created_at,
      thread.updated_at
    )::public.ai_stored_thread as shown
  into stored
  from public.ai_threads as thread
  left join public.ai_metadata as entry on entry.thread_id = thread.thread_id and entry.key = 'mastra.thread'
  where thread.thread_id = ai_open_turn.thread_id and thread.deleted_at is null;
  if not found then
    return;
  end if;
  select found_notes.* into notes from public.ai_get_working_memory(stored.persona_id) as found_notes;
  page := kith.list_messages(array[ai_open_turn.thread_id], null, null, null, true, page_size + 1, 0);
  return query
    select
      stored.shown,
      case when notes.memory_id is not null then notes end,
      array(
        select row(
          message.message_id, message.thread_id, message.resource_key, message.seq, message.role, message.content,
          message.status, message.created_at
        )::public.ai_stored_message
        from public.ai_messages as message
        where message.message_id = any (page[:page_size])
        order by message.created_at desc, message.seq desc
      ),
      cardinality(page) > page_size;
end
$$;
comment on function public.ai_open_turn(uuid, integer) is
  'A thread with the notes of its persona and its last messages, at most 1,000: what an answer begins with. Only what is on the path one reads. No row when there is no such thread.';
revoke execute on function public.ai_open_turn(uuid, integer) from public, anon;
grant execute on function public.ai_open_turn(uuid, integer) to authenticated;

create function public.ai_begin_turn(
  thread_id uuid,
  persona_id uuid default null,
  title text default null,
  metadata jsonb default null,
  created_at timestamptz default null,
  updated_at timestamptz default null,
  max_rows integer default 10
) returns setof public.ai_turn
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform public.ai_save_thread(
    ai_begin_turn.thread_id, ai_begin_turn.persona_id, ai_begin_turn.title, ai_begin_turn.metadata,
    ai_begin_turn.created_at, ai_begin_turn.updated_at
  );
  return query select opened.* from public.ai_open_turn(ai_begin_turn.thread_id, ai_begin_turn.max_rows) as opened;
end
$$;
comment on function public.ai_begin_turn(uuid, uuid, text, jsonb, timestamptz, timestamptz, integer) is
  'Saves a thread as ai_save_thread does, and returns it as ai_open_turn does. No row when it was deleted.';
revoke execute on function public.ai_begin_turn(uuid, uuid, text, jsonb, timestamptz, timestamptz, integer) from public, anon;
grant execute on function public.ai_begin_turn(uuid, uuid, text, jsonb, timestamptz, timestamptz, integer) to authenticated;
