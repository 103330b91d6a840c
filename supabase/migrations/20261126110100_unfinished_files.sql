-- A file whose parts do not all arrive is of no use to anybody, and only whoever announced it knows that it is there. A day
-- after it was last announced it is purged: ten megabytes take minutes, and an upload that is taken up again is announced
-- again, which says what is missing.

comment on column public.ai_files.created_at is 'When it was announced; until it is complete, when it last was.';

create or replace function public.ai_start_file(
  file_id uuid,
  sha256 text,
  media_type text,
  size bigint,
  name text default '',
  persona_id uuid default null
) returns setof public.ai_file_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  hash bytea;
  present public.ai_files;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_start_file.size is null or ai_start_file.size < 0 then
    raise exception 'A file has a size of 0 bytes or more.' using errcode = '22023';
  end if;
  if ai_start_file.size > 10485760 then
    raise exception 'This file has % MB. A file can have 10 MB.', round(ai_start_file.size / 1048576.0, 1)
      using errcode = '22023';
  end if;
  if ai_start_file.sha256 is null or ai_start_file.sha256 !~* '^[0-9a-f]{64}$' then
    raise exception 'sha256 must be 64 hexadecimal digits' using errcode = '22023';
  end if;
  if length(ai_start_file.name) > 255 then
    raise exception 'The name of this file has % characters. It can have 255.', length(ai_start_file.name)
      using errcode = '22023';
  end if;
  perform kith.require_visible_persona(ai_start_file.persona_id);
  hash := decode(ai_start_file.sha256, 'hex');

  insert into public.ai_files (file_id, persona_id, sha256, media_type, name, size)
  values (
    ai_start_file.file_id, ai_start_file.persona_id, hash, ai_start_file.media_type,
    coalesce(ai_start_file.name, ''), ai_start_file.size::integer
  )
  on conflict do nothing;
  -- The same bytes are kept once in each vault, under the id they were first given.
  select stored.* into present from public.ai_files as stored
  where stored.resource_key = kith.resource_key(ai_start_file.persona_id) and stored.sha256 = hash
  for update;
  if not found then
    raise exception 'file_id is taken' using errcode = '22023', hint = 'Make a new one.';
  end if;
  if not present.complete then
    if present.size <> ai_start_file.size then
      delete from public.ai_file_chunks as chunk where chunk.file_id = present.file_id;
    end if;
    update public.ai_files as stored set size = ai_start_file.size::integer, created_at = clock_timestamp()
    where stored.file_id = present.file_id;
  end if;
  return query select * from public.ai_get_file(present.file_id);
end
$$;

create or replace function public.ai_purge_deleted(older_than interval default '30 days') returns setof public.ai_purge_count
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
  unfinished integer;
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
  delete from public.ai_files as file
  where file.user_id = owner and not file.complete and file.created_at <= clock_timestamp() - interval '1 day';
  get diagnostics unfinished = row_count;
  return query
    select cardinality(threads), cardinality(messages), cardinality(memories), cardinality(files) + unfinished;
end
$$;
comment on function public.ai_purge_deleted(interval) is
  'Removes for good the threads, messages and memories that were deleted longer ago than this, with the files only they show; and files of which a part never arrived, a day after they were last announced. What they said elsewhere stays: ai_forget looks for that. Only the owner, with all personas in view.';
comment on type public.ai_purge_count is
  'What was removed for good. Messages of removed threads are counted as well, and so are files that never arrived.';
