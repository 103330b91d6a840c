-- The bin is emptied: what was deleted and not restored for long is removed for good.

-- Definer: previews are written by nobody.
create function kith.drop_old_previews() returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if kith.vault() = '*' and kith.actor() = 'owner' and kith.may_write() then
    delete from public.ai_forget_previews as preview
    where preview.user_id = auth.uid()
      and preview.created_at < clock_timestamp() - case when preview.proof is null then interval '1 hour' else interval '1 day' end;
  end if;
end
$$;
comment on function kith.drop_old_previews() is 'Keeps no preview that is of no use any more: it shows what somebody wants to forget.';

create type public.ai_purge_count as (thread_count integer, message_count integer, memory_count integer, file_count integer);
comment on type public.ai_purge_count is 'What was removed for good. Messages of removed threads are counted as well.';

create function public.ai_purge_deleted(older_than interval default '30 days') returns setof public.ai_purge_count
language plpgsql volatile security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  until timestamptz := clock_timestamp() - coalesce(ai_purge_deleted.older_than, interval '30 days');
  threads uuid[];
  messages uuid[];
  memories uuid[];
  files uuid[];
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  perform kith.drop_old_previews();
  threads := array(
    select thread.thread_id from public.ai_threads as thread
    where thread.user_id = owner and thread.resource_key >= owner::text || ':' and thread.resource_key < owner::text || ';'
      and thread.deleted_at <= until
    order by thread.thread_id
    for update
  );
  -- Those who write to a thread queue up behind its row.
  perform from public.ai_threads as thread
  where thread.thread_id in (
    select message.thread_id from public.ai_messages as message
    where message.user_id = owner and message.resource_key >= owner::text || ':' and message.resource_key < owner::text || ';'
      and message.deleted_at <= until
  )
  order by thread.thread_id for update;
  messages := array(
    select message.message_id from public.ai_messages as message
    where message.user_id = owner and message.resource_key >= owner::text || ':' and message.resource_key < owner::text || ';'
      and message.deleted_at <= until
    union
    select message.message_id from public.ai_messages as message where message.thread_id = any (threads)
  );
  memories := array(
    select memory.memory_id from public.ai_memory as memory
    where memory.user_id = owner and memory.deleted_at <= until
    order by memory.memory_id for update
  );
  files := kith.files_only_in(messages, memories);
  perform kith.erase_messages(messages);
  delete from public.ai_threads as thread where thread.thread_id = any (threads);
  delete from public.ai_memory as memory where memory.memory_id = any (memories);
  delete from public.ai_files as file where file.file_id = any (files);
  return query
    select cardinality(threads), cardinality(messages), cardinality(memories), cardinality(files);
end
$$;
comment on function public.ai_purge_deleted(interval) is
  'Removes for good the threads, messages and memories that were deleted longer ago than this, with the files only they show. What they said elsewhere stays: ai_forget looks for that. Only the owner, with all personas in view.';
revoke execute on function public.ai_purge_deleted(interval) from public, anon;
grant execute on function public.ai_purge_deleted(interval) to authenticated;

revoke execute on function kith.drop_old_previews() from public;
grant execute on function kith.drop_old_previews() to authenticated;
