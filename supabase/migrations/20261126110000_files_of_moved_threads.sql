-- A thread that goes to another persona, or is copied to one, takes along the files it shows: each vault has its own, so
-- that what one persona forgets is not missing in another, and nobody learns from a hash what another vault holds.
--
--   * What only this thread showed goes with it, under its id.
--   * What others in the old vault show as well stays there; the new vault gets a file of its own with the same bytes, and
--     the messages of the thread name that one.
--   * Where the new vault has the same bytes already, they name those.
--
-- Memories stay with the persona that learned them, and keep the files they show there.

create function kith.bring_file(file_id uuid, persona_id uuid, stays boolean) returns uuid
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  file public.ai_files;
  same public.ai_files;
  is_new boolean;
begin
  select stored.* into file from public.ai_files as stored where stored.file_id = bring_file.file_id for update;
  if not bring_file.stays then
    begin
      update public.ai_files as stored set persona_id = bring_file.persona_id where stored.file_id = bring_file.file_id;
      return bring_file.file_id;
    exception when unique_violation then
      -- The same bytes are there.
      null;
    end;
  end if;
  insert into public.ai_files (persona_id, sha256, media_type, name, size)
  values (bring_file.persona_id, file.sha256, file.media_type, file.name, file.size)
  on conflict (resource_key, sha256) do nothing;
  is_new := found;
  select stored.* into same from public.ai_files as stored
  where stored.resource_key = kith.resource_key(bring_file.persona_id) and stored.sha256 = file.sha256
  for update;
  if is_new or file.complete and not same.complete then
    delete from public.ai_file_chunks as chunk where chunk.file_id = same.file_id;
    insert into public.ai_file_chunks (file_id, n, bytes)
    select same.file_id, chunk.n, chunk.bytes from public.ai_file_chunks as chunk where chunk.file_id = bring_file.file_id;
    update public.ai_files as stored set size = file.size, complete = file.complete where stored.file_id = same.file_id;
  end if;
  if not bring_file.stays then
    delete from public.ai_files as stored where stored.file_id = bring_file.file_id;
  end if;
  return same.file_id;
end
$$;
comment on function kith.bring_file(uuid, uuid, boolean) is
  'The file with the same bytes in the vault of this persona: the one that is there, this one, or, when it stays where it is, a copy.';

create function kith.with_files(value jsonb, files jsonb) returns jsonb
language plpgsql immutable
set search_path = ''
as $$
declare
  content text := value::text;
  file record;
begin
  for file in select renamed.key, renamed.value from jsonb_each_text(files) as renamed loop
    content := regexp_replace(content, 'kith-file:' || file.key, 'kith-file:' || file.value, 'gi');
  end loop;
  return content::jsonb;
end
$$;
comment on function kith.with_files(jsonb, jsonb) is
  'The same with other files: {"the id that is named": "the id that is to be named"}.';

create function kith.bring_files(thread_id uuid, from_key text) returns jsonb
language plpgsql volatile
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  mention constant text := 'kith-file:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})';
  target record;
  shown uuid[];
  staying uuid[];
  file_id uuid;
  new_id uuid;
  files jsonb := '{}';
  names text;
begin
  select thread.persona_id, thread.resource_key into target from public.ai_threads as thread
  where thread.thread_id = bring_files.thread_id and thread.user_id = owner;
  -- Most vaults have no files, and their messages need not be read.
  if target.resource_key = bring_files.from_key or not exists (
    select from public.ai_files as file where file.resource_key = bring_files.from_key and file.user_id = owner
  ) then
    return files;
  end if;
  shown := array(
    select distinct file.file_id
    from (
      select message.content::text as content from public.ai_messages as message
      where message.thread_id = bring_files.thread_id
      union all
      select entry.value::text from public.ai_metadata as entry where entry.thread_id = bring_files.thread_id
      union all
      select entry.value::text
      from public.ai_messages as message
      join public.ai_metadata as entry using (message_id)
      where message.thread_id = bring_files.thread_id
      union all
      select stored.snapshot::text from public.ai_run_snapshots as stored
      where stored.thread_id = bring_files.thread_id
    ) as going
    cross join lateral regexp_matches(going.content, mention, 'g') as named (id)
    join public.ai_files as file on file.file_id = named.id[1]::uuid
    where going.content like '%kith-file:%' and file.resource_key = bring_files.from_key and file.user_id = owner
    order by 1
  );
  if shown = '{}' then
    return files;
  end if;
  -- Two threads that show the same file may go at once: the second one sees that the first has left.
  perform from public.ai_files as file where file.file_id = any (shown) order by file.file_id for update;
  -- Also what was deleted: it can be restored.
  staying := array(
    select named.id[1]::uuid
    from (
      select message.content::text as content from public.ai_messages as message
      where message.resource_key = bring_files.from_key and message.user_id = owner
      union all
      select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
      where memory.resource_key = bring_files.from_key and memory.user_id = owner
      union all
      select persona.settings::text from public.ai_personas as persona where persona.user_id = owner
      union all
      select entry.value::text from public.ai_metadata as entry
      where entry.resource_key = bring_files.from_key and entry.user_id = owner
      union all
      select stored.snapshot::text from public.ai_run_snapshots as stored
      where stored.resource_key = bring_files.from_key and stored.user_id = owner
    ) as remaining
    cross join lateral regexp_matches(remaining.content, mention, 'g') as named (id)
    where remaining.content like '%kith-file:%'
  );

  foreach file_id in array shown loop
    new_id := kith.bring_file(file_id, target.persona_id, file_id = any (staying));
    if new_id <> file_id then
      files := files || jsonb_build_object(file_id, new_id);
    end if;
  end loop;
  if files = '{}' then
    return files;
  end if;
  select 'kith-file:(' || string_agg(renamed.key, '|') || ')' into names from jsonb_each(files) as renamed;
  update public.ai_messages as message set content = kith.with_files(message.content, files)
  where message.thread_id = bring_files.thread_id and message.content::text ~* names;
  update public.ai_metadata as entry set value = kith.with_files(entry.value, files)
  where entry.value::text ~* names and (
    entry.thread_id = bring_files.thread_id
    or entry.message_id in (
      select message.message_id from public.ai_messages as message where message.thread_id = bring_files.thread_id
    )
  );
  update public.ai_run_snapshots as stored set snapshot = kith.with_files(stored.snapshot, files)
  where stored.thread_id = bring_files.thread_id and stored.snapshot::text ~* names;
  return files;
end
$$;
comment on function kith.bring_files(uuid, text) is
  'Brings the files of another vault that a thread shows to the vault of the thread. Those that have another id there: {"old": "new"}.';

revoke execute on function
  kith.bring_file(uuid, uuid, boolean), kith.with_files(jsonb, jsonb), kith.bring_files(uuid, text) from public;
grant execute on function
  kith.bring_file(uuid, uuid, boolean), kith.with_files(jsonb, jsonb), kith.bring_files(uuid, text) to authenticated;

-- Moving --------------------------------------------------------------------------------------------------------------

create or replace function kith.move_thread(thread_id uuid, persona_id uuid) returns boolean
language plpgsql security definer
set work_mem = '64MB'
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  owner uuid := auth.uid();
  old_vault text;
  new_vault text;
  files jsonb;
begin
  if kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' or not kith.may_write() then
    return false;
  end if;
  select thread.resource_key into old_vault from public.ai_threads as thread
  where thread.thread_id = move_thread.thread_id and thread.user_id = owner and thread.deleted_at is null
  for update;
  if not found then
    return false;
  end if;
  update public.ai_threads as thread set persona_id = move_thread.persona_id
  where thread.thread_id = move_thread.thread_id
  returning thread.resource_key into new_vault;
  update public.ai_messages as message set resource_key = new_vault
  where message.thread_id = move_thread.thread_id and message.user_id = owner;
  -- The trigger fetches what it is about.
  update public.ai_metadata as entry set resource_key = entry.resource_key
  where entry.user_id = owner and (
    entry.thread_id = move_thread.thread_id
    or entry.message_id in (
      select message.message_id from public.ai_messages as message where message.thread_id = move_thread.thread_id
    )
  );
  update public.ai_run_snapshots as snapshot set resource_key = new_vault
  where snapshot.thread_id = move_thread.thread_id and snapshot.user_id = owner;
  files := kith.bring_files(move_thread.thread_id, old_vault);
  update public.ai_receipts as receipt set item_id = (files ->> receipt.item_id::text)::uuid
  from public.ai_runs as run
  where run.thread_id = move_thread.thread_id and run.user_id = owner and receipt.run_id = run.run_id
    and receipt.kind = 'attachment' and files ? receipt.item_id::text;
  return true;
end
$$;
comment on function kith.move_thread(uuid, uuid) is
  'Hands a thread with its messages and the files they show to another persona of the same owner. False when there is no such thread, or the request is narrowed.';
comment on function public.ai_move_thread(uuid, uuid) is
  'Hands a thread with its messages to another persona (null: to none). Files it shows go along; those that others show stay there as well. Memories stay where they are. Refused while it is being answered.';

-- Copying -------------------------------------------------------------------------------------------------------------

create or replace function public.ai_copy_thread(
  thread_id uuid,
  new_thread_id uuid,
  until_message_id uuid default null,
  title text default null,
  persona_id uuid default null,
  message_ids uuid[] default null,
  since timestamptz default null,
  until timestamptz default null,
  last_messages integer default null,
  metadata jsonb default null
) returns setof public.ai_thread_copy
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  source public.ai_threads;
  target_persona uuid;
  copies jsonb;
  last_id uuid;
  branch uuid[];
  path_until integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_copy_thread.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  if ai_copy_thread.last_messages < 1 then
    raise exception 'last_messages must be positive' using errcode = '22023';
  end if;
  select thread.* into source from public.ai_threads as thread
  where thread.thread_id = ai_copy_thread.thread_id and thread.deleted_at is null;
  if not found then
    perform kith.refuse_missing('thread');
  end if;

  target_persona := case
    when ai_copy_thread.persona_id is null then source.persona_id
    else nullif(ai_copy_thread.persona_id, '00000000-0000-0000-0000-000000000000')
  end;
  perform kith.require_visible_persona(target_persona);
  insert into public.ai_threads (thread_id, persona_id, title)
  values (ai_copy_thread.new_thread_id, target_persona, nullif(coalesce(ai_copy_thread.title, source.title), ''))
  on conflict on constraint ai_threads_pkey do nothing;

  if not found then
    if not exists (
      select from public.ai_metadata as entry
      where entry.thread_id = ai_copy_thread.new_thread_id and entry.key = 'mastra.thread'
        and entry.value -> 'clone' ->> 'sourceThreadId' = source.thread_id::text
    ) then
      raise exception 'new_thread_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
    select jsonb_object_agg(original.message_id, copy.message_id) into copies
    from public.ai_messages as original
    join public.ai_messages as copy
      on copy.message_id = kith.copied_id(ai_copy_thread.new_thread_id, original.message_id)
    where original.thread_id = source.thread_id and copy.thread_id = ai_copy_thread.new_thread_id;
  else
    if ai_copy_thread.until_message_id is not null then
      -- Up to the first message that is on the path; from there on, everything is.
      with recursive climbed as (
        select message.message_id, message.parent_message_id, message.selected, message.depth
        from public.ai_messages as message
        where message.message_id = ai_copy_thread.until_message_id and message.thread_id = source.thread_id
          and message.deleted_at is null
        union all
        select parent.message_id, parent.parent_message_id, parent.selected, parent.depth
        from climbed
        join public.ai_messages as parent on parent.message_id = climbed.parent_message_id
        where not climbed.selected
      )
      select
        array_agg(climbed.message_id) filter (where not climbed.selected),
        coalesce(max(climbed.depth) filter (where climbed.selected), -1)
      into branch, path_until
      from climbed
      having count(*) > 0;
      if not found then
        perform kith.refuse_missing('message');
      end if;
    end if;

    with chosen as materialized (
      select original.message_id, original.seq
      from public.ai_messages as original
      where original.thread_id = source.thread_id and original.deleted_at is null
        and (
          original.selected and original.depth <= coalesce(path_until, original.depth)
          or original.message_id = any (branch)
        )
        and (
          coalesce(cardinality(ai_copy_thread.message_ids), 0) = 0
          or original.message_id = any (ai_copy_thread.message_ids)
        )
        and (ai_copy_thread.since is null or original.created_at >= ai_copy_thread.since)
        and (ai_copy_thread.until is null or original.created_at <= ai_copy_thread.until)
      order by original.seq desc
      limit ai_copy_thread.last_messages
    ), copied as (
      insert into public.ai_messages (
        message_id, thread_id, role, content, status, message_embedding, embedding_model, created_at
      )
      select
        kith.copied_id(ai_copy_thread.new_thread_id, original.message_id), ai_copy_thread.new_thread_id, original.role,
        original.content,
        -- Nobody goes on writing the copy.
        case original.status when 'streaming' then 'stopped' else original.status end,
        original.message_embedding, original.embedding_model, original.created_at
      from chosen
      join public.ai_messages as original using (message_id)
      order by chosen.seq
    )
    select
      jsonb_object_agg(
        chosen.message_id, kith.copied_id(ai_copy_thread.new_thread_id, chosen.message_id)
      ),
      (array_agg(chosen.message_id order by chosen.seq desc))[1]
    into copies, last_id
    from chosen;

    perform kith.merge_thread_metadata(
      ai_copy_thread.new_thread_id,
      coalesce(ai_copy_thread.metadata, '{}') || jsonb_build_object('clone', jsonb_strip_nulls(jsonb_build_object(
        'sourceThreadId', source.thread_id,
        'clonedAt', date_trunc('milliseconds', clock_timestamp()),
        'lastMessageId', last_id
      )))
    );
    perform kith.bring_files(ai_copy_thread.new_thread_id, source.resource_key);
    -- The owner knows what the owner copied.
    update public.ai_threads as thread set last_read_seq = thread.last_message_seq
    where thread.thread_id = ai_copy_thread.new_thread_id;
  end if;
  return query
    select copy, coalesce(copies, '{}') from public.ai_get_thread(ai_copy_thread.new_thread_id) as copy;
end
$$;
comment on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb) is
  'Copies the path of a thread, or the path to until_message_id on whatever branch it is, into a new thread: of the same persona or another (the zero uuid: none); only message_ids, only from since to until, only the last_messages. Messages get new ids and keep their times; files they show are brought along to another persona; other versions of them, metadata rows and receipts stay behind. Repeating it gives the copy that was made.';
