-- Every refusal is in words for a person. Row security refuses, too, and speaks of rows and policies: what is known before
-- is said before. A request that is narrowed to a persona finds no other, and none to be nobody's in particular; it makes
-- and changes no personas; a run writes answers.

-- Personas ------------------------------------------------------------------------------------------------------------

create or replace function public.ai_save_persona(
  id uuid,
  name text default null,
  instructions text default null,
  accent text default null,
  settings jsonb default null
) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  if ai_save_persona.name is not null then
    return query
      insert into public.ai_personas as persona (id, name, instructions, accent, settings)
      values (
        ai_save_persona.id, ai_save_persona.name, coalesce(ai_save_persona.instructions, ''),
        coalesce(ai_save_persona.accent, 'graphite'), coalesce(ai_save_persona.settings, '{}')
      )
      on conflict on constraint ai_personas_pkey do nothing
      returning persona.*;
    if found then
      return;
    end if;
  end if;
  return query
    update public.ai_personas as persona
    set
      name = coalesce(ai_save_persona.name, persona.name),
      instructions = coalesce(ai_save_persona.instructions, persona.instructions),
      accent = coalesce(ai_save_persona.accent, persona.accent),
      settings = coalesce(ai_save_persona.settings, persona.settings)
    where persona.id = ai_save_persona.id
    returning persona.*;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;

create or replace function public.ai_archive_persona(id uuid) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  return query
    update public.ai_personas as persona set archived_at = coalesce(persona.archived_at, clock_timestamp())
    where persona.id = ai_archive_persona.id
    returning persona.*;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;

create or replace function public.ai_restore_persona(id uuid) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  return query
    update public.ai_personas as persona set archived_at = null
    where persona.id = ai_restore_persona.id
    returning persona.*;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;

create or replace function public.ai_duplicate_persona(id uuid, new_id uuid, name text) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  insert into public.ai_personas (id, name, accent, instructions, settings)
  select ai_duplicate_persona.new_id, ai_duplicate_persona.name, source.accent, source.instructions, source.settings
  from public.ai_personas as source
  where source.id = ai_duplicate_persona.id
  on conflict on constraint ai_personas_pkey do nothing;
  return query
    select persona.* from public.ai_personas as persona where persona.id = ai_duplicate_persona.new_id;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;

-- Threads -------------------------------------------------------------------------------------------------------------

create or replace function public.ai_save_thread(
  thread_id uuid,
  persona_id uuid default null,
  title text default null,
  metadata jsonb default null,
  created_at timestamptz default null
) returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.require_visible_persona(ai_save_thread.persona_id);
  insert into public.ai_threads (thread_id, persona_id, title, created_at, last_message_at)
  values (
    ai_save_thread.thread_id,
    ai_save_thread.persona_id,
    nullif(ai_save_thread.title, ''),
    coalesce(ai_save_thread.created_at, clock_timestamp()),
    coalesce(ai_save_thread.created_at, clock_timestamp())
  )
  on conflict on constraint ai_threads_pkey do nothing;
  if not found then
    update public.ai_threads as thread
    set title = coalesce(nullif(ai_save_thread.title, ''), thread.title), persona_id = ai_save_thread.persona_id
    where thread.thread_id = ai_save_thread.thread_id and thread.deleted_at is null;
    if not found then
      if exists (select from public.ai_threads as thread where thread.thread_id = ai_save_thread.thread_id) then
        return;
      end if;
      perform kith.refuse_missing('thread');
    end if;
  end if;
  if ai_save_thread.metadata is not null then
    perform kith.merge_thread_metadata(ai_save_thread.thread_id, ai_save_thread.metadata);
  end if;
  return query select * from public.ai_get_thread(ai_save_thread.thread_id);
end
$$;

create or replace function public.ai_start_run(
  run_id uuid,
  thread_id uuid,
  answer_id uuid,
  answer_created_at timestamptz,
  model jsonb,
  device text,
  persona_id uuid default null,
  message_id uuid default null,
  message_content jsonb default null,
  message_created_at timestamptz default null,
  parent_message_id uuid default null,
  replaces uuid default null,
  settings jsonb default null
) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  open_run public.ai_runs;
  replaced_role text;
  parent_id uuid;
  question_id uuid := coalesce(ai_start_run.message_id, ai_start_run.parent_message_id);
  question_depth integer;
  is_new boolean := false;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if (ai_start_run.message_id is null) = (ai_start_run.parent_message_id is null) then
    raise exception 'a run answers either a new message or a stored one' using errcode = '22023';
  end if;
  if ai_start_run.replaces is not null and ai_start_run.message_id is null then
    raise exception 'only a new message can replace another' using errcode = '22023';
  end if;

  if ai_start_run.message_id is not null and ai_start_run.replaces is null then
    perform kith.require_visible_persona(ai_start_run.persona_id);
    insert into public.ai_threads (thread_id, persona_id)
    values (ai_start_run.thread_id, ai_start_run.persona_id)
    on conflict on constraint ai_threads_pkey do nothing;
  end if;
  if not kith.lock_thread(ai_start_run.thread_id) then
    perform kith.refuse_missing('thread');
  end if;

  if not exists (select from public.ai_runs as run where run.run_id = ai_start_run.run_id) then
    select run.* into open_run from public.ai_runs as run
    where run.thread_id = ai_start_run.thread_id and run.status in ('running', 'suspended');
    if found then
      raise exception '%', case open_run.status
          when 'suspended' then 'this thread waits for your word'
          else 'this thread is being answered'
        end
        using errcode = 'PT409', hint = 'run', detail = open_run.run_id::text;
    end if;

    if ai_start_run.replaces is not null then
      select message.role, message.parent_message_id into replaced_role, parent_id
      from public.ai_messages as message
      where message.message_id = ai_start_run.replaces and message.thread_id = ai_start_run.thread_id
        and message.deleted_at is null;
      if not found then
        perform kith.refuse_missing('message');
      end if;
      if replaced_role <> 'user' then
        raise exception 'Only your own message can be written anew.' using errcode = '22023';
      end if;
    end if;

    if ai_start_run.message_id is not null
      and not exists (select from public.ai_messages as stored where stored.message_id = ai_start_run.message_id) then
      if ai_start_run.replaces is not null then
        perform kith.show_branch(ai_start_run.thread_id, parent_id);
      end if;
      insert into public.ai_messages (message_id, thread_id, parent_message_id, role, content, created_at)
      values (
        ai_start_run.message_id,
        ai_start_run.thread_id,
        parent_id,
        'user',
        ai_start_run.message_content,
        coalesce(ai_start_run.message_created_at, clock_timestamp())
      )
      on conflict on constraint ai_messages_pkey do nothing;
      is_new := true;
    end if;

    select message.depth into question_depth from public.ai_messages as message
    where message.message_id = question_id
      and message.thread_id = ai_start_run.thread_id and message.selected and message.deleted_at is null;
    if not found then
      perform kith.refuse_missing('message');
    end if;
    if not is_new and exists (
      select from public.ai_messages as later
      where later.thread_id = ai_start_run.thread_id and later.selected and later.role = 'user'
        and later.deleted_at is null and later.depth > question_depth
    ) then
      raise exception 'There is a later message in this thread. Only the last answer can be given again.'
        using errcode = '22023';
    end if;
    -- The path is one line, so an earlier answer's whole subtree is what comes after its question.
    update public.ai_messages as message set selected = false
    where message.thread_id = ai_start_run.thread_id and message.selected and message.depth > question_depth;

    insert into public.ai_messages (message_id, thread_id, parent_message_id, role, content, status, created_at)
    values (
      ai_start_run.answer_id, ai_start_run.thread_id, question_id, 'assistant',
      '{"format": 2, "parts": []}', 'streaming', ai_start_run.answer_created_at
    )
    on conflict on constraint ai_messages_pkey do nothing;
    if not found then
      raise exception 'answer_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
    insert into public.ai_runs (run_id, thread_id, message_id, model, device, settings)
    values (
      ai_start_run.run_id, ai_start_run.thread_id, ai_start_run.answer_id, ai_start_run.model, ai_start_run.device,
      ai_start_run.settings
    )
    on conflict on constraint ai_runs_pkey do nothing;
    if not found then
      raise exception 'run_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
  end if;

  return query
    select * from public.ai_messages_by_id(array_remove(array[ai_start_run.message_id, ai_start_run.answer_id], null));
end
$$;

-- Messages ------------------------------------------------------------------------------------------------------------

create or replace function kith.guard_answer() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_user = 'authenticated' and kith.actor() is distinct from 'owner' and (
    new.role not in ('assistant', 'tool')
    or tg_op = 'UPDATE' and (
      new.message_id, new.thread_id, new.user_id, new.parent_message_id, new.selected, new.depth, new.created_at,
      new.deleted_at
    ) is distinct from (
      old.message_id, old.thread_id, old.user_id, old.parent_message_id, old.selected, old.depth, old.created_at,
      old.deleted_at
    )
  )
  then
    raise exception 'A run writes its answer and nothing else.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function kith.guard_answer() is
  'Trigger: where an answer stands is not the run''s to say, and what somebody else says, neither.';
create trigger guard_new_message before insert on public.ai_messages
for each row when (
  current_user = 'authenticated' and strpos(lower(current_setting('request.headers', true)), 'x-kith-') > 0
) execute function kith.guard_answer();

-- Metadata ------------------------------------------------------------------------------------------------------------

create or replace function public.ai_set_metadata(
  key text,
  value jsonb default null,
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null
) returns setof public.ai_metadata
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.check_metadata_target(
    ai_set_metadata.thread_id, ai_set_metadata.message_id, ai_set_metadata.memory_id, ai_set_metadata.persona_ref
  );
  perform kith.check_metadata_key(ai_set_metadata.key);
  if ai_set_metadata.persona_ref is not null then
    perform kith.require_whole_owner();
  end if;
  if ai_set_metadata.thread_id is not null and not exists (
    select from public.ai_threads as thread
    where thread.thread_id = ai_set_metadata.thread_id and thread.deleted_at is null
  ) then
    perform kith.refuse_missing('thread');
  end if;
  if ai_set_metadata.message_id is not null and not exists (
    select from public.ai_messages as message
    where message.message_id = ai_set_metadata.message_id and message.deleted_at is null
  ) then
    perform kith.refuse_missing('message');
  end if;
  if ai_set_metadata.memory_id is not null and not exists (
    select from public.ai_memory as memory
    where memory.memory_id = ai_set_metadata.memory_id and memory.deleted_at is null
  ) then
    perform kith.refuse_missing('memory');
  end if;
  if ai_set_metadata.persona_ref is not null and not exists (
    select from public.ai_personas as persona where persona.id = ai_set_metadata.persona_ref
  ) then
    perform kith.refuse_missing('persona');
  end if;

  -- A JSON null arrives as no value at all.
  return query
    insert into public.ai_metadata as entry (thread_id, message_id, memory_id, persona_ref, key, value)
    values (
      ai_set_metadata.thread_id, ai_set_metadata.message_id, ai_set_metadata.memory_id, ai_set_metadata.persona_ref,
      ai_set_metadata.key, coalesce(ai_set_metadata.value, 'null')
    )
    on conflict do nothing
    returning entry.*;
  if not found then
    return query
      update public.ai_metadata as entry set value = coalesce(ai_set_metadata.value, 'null')
      where entry.key = ai_set_metadata.key
        and (
          entry.thread_id = ai_set_metadata.thread_id or entry.message_id = ai_set_metadata.message_id
          or entry.memory_id = ai_set_metadata.memory_id or entry.persona_ref = ai_set_metadata.persona_ref
        )
      returning entry.*;
  end if;
end
$$;

create or replace function public.ai_delete_metadata(
  key text,
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null
) returns boolean
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.check_metadata_target(
    ai_delete_metadata.thread_id, ai_delete_metadata.message_id, ai_delete_metadata.memory_id,
    ai_delete_metadata.persona_ref
  );
  perform kith.check_metadata_key(ai_delete_metadata.key);
  if ai_delete_metadata.persona_ref is not null then
    perform kith.require_whole_owner();
  end if;
  delete from public.ai_metadata as entry
  where entry.key = ai_delete_metadata.key
    and (
      entry.thread_id = ai_delete_metadata.thread_id or entry.message_id = ai_delete_metadata.message_id
      or entry.memory_id = ai_delete_metadata.memory_id or entry.persona_ref = ai_delete_metadata.persona_ref
    );
  return found;
end
$$;

create or replace function kith.set_metadata_of_messages(given kith.given_message[], except_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_metadata_key(pair.key)
  from unnest(given) as item
  cross join lateral jsonb_object_keys(item.metadata) as pair (key);
  if exists (
    select from unnest(given) as item
    where item.metadata <> '{}' and (except_ids is null or item.message_id <> all (except_ids))
  ) then
    perform kith.require_owner();
  end if;
  -- Of two entries with one key, in messages with one id, the later counts.
  insert into public.ai_metadata as entry (message_id, key, value)
  select distinct on (item.message_id, pair.key) item.message_id, pair.key, pair.value
  from unnest(given) with ordinality as item (
    message_id, thread_id, parent_message_id, selected, role, content, status, embedding, embedding_model, metadata,
    created_at, place
  )
  cross join lateral jsonb_each(item.metadata) as pair
  where except_ids is null or item.message_id <> all (except_ids)
  order by item.message_id, pair.key, item.place desc
  on conflict (message_id, key) where message_id is not null do update set value = excluded.value;
end
$$;

-- Snapshots -----------------------------------------------------------------------------------------------------------

create or replace function public.ai_save_run_snapshot(
  workflow_name text,
  run_key text,
  snapshot jsonb default null,
  status text default null,
  resource_key text default null,
  thread_id uuid default null,
  created_at timestamptz default null,
  expected_status text default null
) returns setof public.ai_run_snapshot_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  present public.ai_run_snapshots;
  resource text;
  new_status text := coalesce(ai_save_run_snapshot.status, ai_save_run_snapshot.snapshot ->> 'status');
begin
  perform kith.check_request();
  select stored.* into present from public.ai_run_snapshots as stored
  where stored.user_id = auth.uid() and stored.workflow_name = ai_save_run_snapshot.workflow_name
    and stored.run_key = ai_save_run_snapshot.run_key
  order by stored.updated_at desc
  limit 1
  for update;
  -- Of two devices that resume one run, the second finds another status here.
  if ai_save_run_snapshot.expected_status is not null
    and present.status is distinct from ai_save_run_snapshot.expected_status then
    return;
  end if;

  if coalesce(ai_save_run_snapshot.thread_id, present.thread_id) is not null then
    select thread.resource_key into resource from public.ai_threads as thread
    where thread.thread_id = coalesce(ai_save_run_snapshot.thread_id, present.thread_id);
    if not found then
      perform kith.refuse_missing('thread');
    end if;
    if ai_save_run_snapshot.resource_key <> resource then
      raise exception 'the thread of a snapshot belongs to another resource' using errcode = '22023';
    end if;
  else
    resource := coalesce(
      ai_save_run_snapshot.resource_key, present.resource_key, nullif(kith.vault(), '*'), kith.resource_key(null)
    );
    if resource !~ ('^' || auth.uid()::text || ':[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') then
      raise exception 'resource_key must be <your id>:<persona, or the zero uuid>' using errcode = '22023';
    end if;
    if kith.vault() not in ('*', resource) then
      raise exception 'A request that is narrowed to one persona keeps snapshots of that one only.' using errcode = '42501';
    end if;
  end if;
  if coalesce(ai_save_run_snapshot.snapshot, present.snapshot) is null or coalesce(new_status, present.status) is null then
    raise exception 'a new snapshot needs snapshot and status' using errcode = '22023';
  end if;

  if present.run_key is not null then
    update public.ai_run_snapshots as stored
    set resource_key = resource, thread_id = coalesce(ai_save_run_snapshot.thread_id, stored.thread_id),
      status = coalesce(new_status, stored.status), snapshot = coalesce(ai_save_run_snapshot.snapshot, stored.snapshot)
    where stored.user_id = present.user_id and stored.resource_key = present.resource_key
      and stored.workflow_name = present.workflow_name and stored.run_key = present.run_key;
  else
    insert into public.ai_run_snapshots as stored (
      workflow_name, run_key, resource_key, thread_id, status, snapshot, created_at
    )
    values (
      ai_save_run_snapshot.workflow_name, ai_save_run_snapshot.run_key, resource, ai_save_run_snapshot.thread_id,
      new_status, ai_save_run_snapshot.snapshot, coalesce(ai_save_run_snapshot.created_at, clock_timestamp())
    )
    on conflict on constraint ai_run_snapshots_pkey do update
      set thread_id = excluded.thread_id, status = excluded.status, snapshot = excluded.snapshot;
  end if;
  return query
    select * from public.ai_get_run_snapshot(ai_save_run_snapshot.run_key, ai_save_run_snapshot.workflow_name);
end
$$;
