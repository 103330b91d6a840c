-- What waits to be said shows files as any message does: they stay while it waits, and go where its thread goes.

create or replace function kith.files_only_in(messages uuid[], memories uuid[]) returns uuid[]
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  mention constant text := 'kith-file:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})';
  shown uuid[];
  named_by tsquery;
begin
  if owner is null or kith.vault() is distinct from '*' then
    return '{}';
  end if;
  select array_agg(distinct file.file_id) into shown
  from (
    select message.content::text as content from public.ai_messages as message
    where message.message_id = any (messages) and message.user_id = owner
    union all
    select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
    where memory.memory_id = any (memories) and memory.user_id = owner
  ) as going
  cross join lateral regexp_matches(going.content, mention, 'g') as named (id)
  join public.ai_files as file on file.file_id = named.id[1]::uuid and file.user_id = owner
  where going.content like '%kith-file:%';
  if shown is null then
    return '{}';
  end if;
  -- The groups of its id are words like any other.
  named_by := (
    select string_agg('(' || plainto_tsquery(dictionary, replace(id::text, '-', ' '))::text || ')', ' | ')::tsquery
    from unnest(shown) as id
  );
  return array(
    select alone from unnest(shown) as alone
    except
    select named.id[1]::uuid
    from (
      select message.content::text as content
      from (
        select row.message_id from public.ai_message_search as row where row.user_id = owner and row.terms @@ named_by
        union
        select kith.found_beside_index(owner, (
          select string_agg(kith.word_query('kith-file:' || id)::text, ' | ')::tsquery from unnest(shown) as id
        ))
      ) as likely
      join public.ai_messages as message using (message_id)
      where message.user_id = owner and message.message_id <> all (coalesce(messages, '{}'))
      union all
      select waiting.content::text from public.ai_waiting_messages as waiting
      where waiting.user_id = owner and waiting.message_id <> all (coalesce(messages, '{}'))
      union all
      select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
      where memory.user_id = owner and memory.memory_id <> all (coalesce(memories, '{}'))
      union all
      select persona.settings::text from public.ai_personas as persona where persona.user_id = owner
      union all
      select entry.value::text from public.ai_metadata as entry where entry.user_id = owner
    ) as staying
    cross join lateral regexp_matches(staying.content, mention, 'g') as named (id)
    where staying.content like '%kith-file:%'
    order by 1
  );
end
$$;
comment on function kith.files_only_in(uuid[], uuid[]) is
  'The files that these messages and memories show, and no other message, memory, persona or metadata of the caller, nor anything that waits to be said.';

create or replace function kith.bring_files(thread_id uuid, from_key text) returns jsonb
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
      select waiting.content::text from public.ai_waiting_messages as waiting
      where waiting.thread_id = bring_files.thread_id
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
      select waiting.content::text from public.ai_waiting_messages as waiting
      join public.ai_threads as thread on thread.thread_id = waiting.thread_id
      where thread.resource_key = bring_files.from_key and waiting.user_id = owner
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
  if files <> '{}' then
    update public.ai_waiting_messages as waiting set content = kith.with_files(waiting.content, files)
    where waiting.thread_id = move_thread.thread_id and waiting.user_id = owner;
  end if;
  update public.ai_receipts as receipt set item_id = (files ->> receipt.item_id::text)::uuid
  from public.ai_runs as run
  where run.thread_id = move_thread.thread_id and run.user_id = owner and receipt.run_id = run.run_id
    and receipt.kind = 'attachment' and files ? receipt.item_id::text;
  return true;
end
$$;

create or replace function public.ai_delete_file(file_id uuid) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  mention text := '%kith-file:' || ai_delete_file.file_id::text || '%';
begin
  perform kith.check_request();
  perform kith.require_owner();
  if kith.vault() <> '*' then
    raise exception 'A file is deleted without x-kith-persona: messages of other personas may show it.'
      using errcode = 'PT403';
  end if;
  perform from public.ai_files as file where file.file_id = ai_delete_file.file_id for update;
  if not found then
    return;
  end if;
  -- A deleted message, too: it can be restored.
  if exists (select from public.ai_messages as message where message.content::text like mention) then
    raise exception 'A message still shows this file. Forget the message first.' using errcode = 'PT409';
  end if;
  if exists (select from public.ai_waiting_messages as waiting where waiting.content::text like mention) then
    raise exception 'A message that waits to be sent shows this file. Take the message back first.' using errcode = 'PT409';
  end if;
  if exists (select from public.ai_personas as persona where persona.settings::text like mention) then
    raise exception 'A persona still uses this file as its picture. Choose another picture first.'
      using errcode = 'PT409';
  end if;
  delete from public.ai_files as file where file.file_id = ai_delete_file.file_id;
end
$$;
comment on function public.ai_delete_file(uuid) is
  'Keeps nothing of a file that no message, no persona and nothing that waits to be said refers to. Repeating it is fine.';
