-- Messages as Mastra saves them: any number at once, each with the resource it believes to be writing for. What comes
-- back is what the caller does not know yet; the content it has.

create type public.ai_saved_message as (
  message_id uuid,
  thread_id uuid,
  resource_key text,
  seq bigint,
  created_at timestamptz
);
comment on type public.ai_saved_message is 'Where a saved message stands, and when it was made.';
create type public.ai_stored_batch as (messages public.ai_saved_message[], threads public.ai_stored_thread[]);
comment on type public.ai_stored_batch is 'Messages that were saved, by time, and the threads they are in.';

create function public.ai_store_messages(messages jsonb) returns setof public.ai_stored_batch
language plpgsql volatile security invoker
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  -- What ai_save_messages takes at once.
  part_size constant integer := 500;
  parts jsonb[];
  part jsonb;
  ids uuid[];
begin
  perform kith.check_request();
  if jsonb_typeof(ai_store_messages.messages) is distinct from 'array' then
    raise exception 'messages must be an array' using errcode = '22023';
  end if;
  if exists (
    select
    from jsonb_to_recordset(ai_store_messages.messages) as item (thread_id uuid, resource_key text)
    join public.ai_threads as thread using (thread_id)
    where item.resource_key <> thread.resource_key
  ) then
    raise exception 'a message belongs to the resource of its thread' using errcode = 'PT403', hint = 'resource';
  end if;
  parts := array(
    select jsonb_agg(listed.item order by listed.place)
    from jsonb_array_elements(ai_store_messages.messages) with ordinality as listed (item, place)
    group by (listed.place - 1) / part_size
    order by (listed.place - 1) / part_size
  );
  foreach part in array parts loop
    perform public.ai_save_messages(part);
  end loop;

  ids := array(
    select item.message_id from jsonb_to_recordset(ai_store_messages.messages) as item (message_id uuid)
  );
  return query
    select
      array(
        select row(
          message.message_id, message.thread_id, message.resource_key, message.seq, message.created_at
        )::public.ai_saved_message
        from public.ai_messages as message
        where message.message_id = any (ids) and message.deleted_at is null
        order by message.created_at, message.seq
      ),
      array(
        select row(
          thread.thread_id, thread.resource_key, thread.title, coalesce(entry.value, '{}'), thread.created_at,
          thread.updated_at
        )::public.ai_stored_thread
        from public.ai_threads as thread
        left join public.ai_metadata as entry on entry.thread_id = thread.thread_id and entry.key = 'mastra.thread'
        where thread.thread_id in (
          select item.thread_id from jsonb_to_recordset(ai_store_messages.messages) as item (thread_id uuid)
        )
        order by thread.thread_id
      );
end
$$;
comment on function public.ai_store_messages(jsonb) is
  'Saves messages as ai_save_messages does, any number of them, all or none. resource_key, where it is given, must be the thread''s. Always one row: where they stand now, and their threads.';
revoke execute on function public.ai_store_messages(jsonb) from public, anon;
grant execute on function public.ai_store_messages(jsonb) to authenticated;
