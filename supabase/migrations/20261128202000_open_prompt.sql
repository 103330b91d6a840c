-- What a prompt is made of, in one trip: the answer to a question waits for each call.

create type public.ai_prompt as (
  thread public.ai_stored_thread,
  persona_id uuid,
  persona public.ai_personas,
  notes public.ai_working_memory_view,
  messages public.ai_message_view[]
);
comment on type public.ai_prompt is
  'What a prompt is made of: the thread, its persona (null: none, or none that may be seen) and the notes of that one '
  '(null: none yet), and the last messages of the path one reads, oldest first.';

create function public.ai_open_prompt(
  thread_id uuid,
  before_seq bigint default null,
  max_rows integer default 50
) returns setof public.ai_prompt
language plpgsql stable security invoker
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  stored record;
  answering public.ai_personas;
  notes public.ai_working_memory_view;
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
  where thread.thread_id = ai_open_prompt.thread_id and thread.deleted_at is null;
  if not found then
    return;
  end if;
  -- One that was put away still answers in its threads, as itself.
  select persona.* into answering from public.ai_personas as persona where persona.id = stored.persona_id;
  select found_notes.* into notes from public.ai_get_working_memory(stored.persona_id) as found_notes;
  return query
    select
      stored.shown,
      stored.persona_id,
      case when answering.id is not null then answering end,
      case when notes.memory_id is not null then notes end,
      array(
        select page from public.ai_list_path(
          ai_open_prompt.thread_id, ai_open_prompt.max_rows, ai_open_prompt.before_seq
        ) as page
        order by page.seq
      );
end
$$;
comment on function public.ai_open_prompt(uuid, bigint, integer) is
  'A thread with its persona, the notes of that one, and the page of the path that ends before before_seq, at most 1,000 messages: what a prompt is made of. No row when there is no such thread.';
revoke execute on function public.ai_open_prompt(uuid, bigint, integer) from public, anon;
grant execute on function public.ai_open_prompt(uuid, bigint, integer) to authenticated;
