-- The bin is emptied in parts, so that nobody who comes in between waits long.

drop function public.ai_purge_deleted(interval);
create function public.ai_purge_deleted(
  older_than interval default '30 days',
  max_rows integer default 1000
) returns setof public.ai_purge_count
language plpgsql volatile security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  until timestamptz := clock_timestamp() - coalesce(ai_purge_deleted.older_than, interval '30 days');
  most integer := least(greatest(coalesce(ai_purge_deleted.max_rows, 1000), 1), 1000);
  threads uuid[];
  messages uuid[];
  memories uuid[];
  files uuid[];
  unfinished integer;
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  perform kith.drop_old_previews();
  -- Whole threads, one at least: half of one would be restored as if it had never had more.
  threads := array(
    select old.thread_id
    from (
      select thread.thread_id,
        sum(thread.message_count + 1) over (order by thread.deleted_at, thread.thread_id) as spent,
        row_number() over (order by thread.deleted_at, thread.thread_id) as place
      from public.ai_threads as thread
      where thread.user_id = owner and thread.resource_key >= owner::text || ':'
        and thread.resource_key < owner::text || ';' and thread.deleted_at <= until
    ) as old
    where old.place = 1 or old.spent <= most
  );
  -- Who restores one meanwhile keeps it.
  threads := array(
    select thread.thread_id from public.ai_threads as thread
    where thread.thread_id = any (threads) and thread.deleted_at <= until
    order by thread.thread_id
    for update
  );
  messages := array(
    select message.message_id from public.ai_messages as message
    where message.user_id = owner and message.resource_key >= owner::text || ':'
      and message.resource_key < owner::text || ';' and message.deleted_at <= until
      and message.thread_id <> all (threads)
    order by message.deleted_at, message.message_id
    limit most
  );
  -- Those who write to a thread queue up behind its row.
  perform from public.ai_threads as thread
  where thread.thread_id in (
    select message.thread_id from public.ai_messages as message where message.message_id = any (messages)
  )
  order by thread.thread_id for update;
  messages := array(
    select message.message_id from public.ai_messages as message
    where message.message_id = any (messages) and message.deleted_at <= until
    union
    select message.message_id from public.ai_messages as message where message.thread_id = any (threads)
  );
  memories := array(
    select old.memory_id
    from (
      select memory.memory_id from public.ai_memory as memory
      where memory.user_id = owner and memory.deleted_at <= until
      order by memory.memory_id
      limit most
      for update
    ) as old
  );
  files := kith.files_only_in(messages, memories);
  perform kith.erase_messages(messages);
  delete from public.ai_threads as thread where thread.thread_id = any (threads);
  delete from public.ai_memory as memory where memory.memory_id = any (memories);
  delete from public.ai_files as file where file.file_id = any (files);
  delete from public.ai_files as file
  where file.file_id in (
    select waiting.file_id from public.ai_files as waiting
    where waiting.user_id = owner and not waiting.complete
      and waiting.created_at <= clock_timestamp() - interval '1 day'
    limit most
  );
  get diagnostics unfinished = row_count;
  return query
    select cardinality(threads), cardinality(messages), cardinality(memories), cardinality(files) + unfinished;
end
$$;
comment on function public.ai_purge_deleted(interval, integer) is
  'Removes for good the threads, messages and memories that were deleted longer ago than this, with the files only they show; and files of which a part never arrived, a day after they were last announced. The oldest first, about max_rows of each kind (at most 1,000, but a thread as a whole): until nothing is counted any more there is something left. What they said elsewhere stays: ai_forget looks for that. Only the owner, with all personas in view.';
revoke execute on function public.ai_purge_deleted(interval, integer) from public, anon;
grant execute on function public.ai_purge_deleted(interval, integer) to authenticated;
