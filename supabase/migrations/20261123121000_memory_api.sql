-- The API of memory: durable memories, the notes of a persona (working memory), and proposals to add to either. The
-- assistant proposes; what is remembered is the owner's decision, so everything else that writes asks for the owner.

create function kith.require_whole_owner() returns void
language plpgsql stable
set search_path = ''
as $$
begin
  perform kith.require_owner();
  if kith.vault() is distinct from '*' then
    raise exception 'A request that is narrowed to one persona may not do this.' using errcode = 'PT403';
  end if;
end
$$;
comment on function kith.require_whole_owner() is
  'Ends the call with 403 unless it is the owner''s, with all personas in view.';

-- What a memory is shown as ---------------------------------------------------------------------------------------

create type public.ai_memory_view as (
  memory_id uuid,
  persona_id uuid,
  resource_key text,
  memory_type text,
  content text,
  content_json jsonb,
  importance text,
  status text,
  pinned boolean,
  source_thread_id uuid,
  source_message_id uuid,
  merged_into uuid,
  version integer,
  embedding_model text,
  deleted_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz,
  used_count integer,
  last_used_at timestamptz,
  sort_rank integer,
  sort_at timestamptz
);
comment on type public.ai_memory_view is
  'A memory without its embedding. embedding_model is null when it has none; used_count: in how many answers. sort_rank and sort_at: its place in the list it came from, null elsewhere.';

create type public.ai_memory_version_view as (
  version integer,
  memory_type text,
  content text,
  content_json jsonb,
  importance text,
  status text,
  pinned boolean,
  valid_from timestamptz,
  changed_at timestamptz,
  changed_by text
);
comment on type public.ai_memory_version_view is 'What a memory was, from when until when, and who changed it then.';

create type public.ai_use_view as (
  run_id uuid,
  message_id uuid,
  thread_id uuid,
  thread_title text,
  used_at timestamptz,
  item_version integer,
  used boolean,
  rank integer,
  score real,
  parts jsonb,
  tokens integer,
  reason text
);
comment on type public.ai_use_view is
  'An answer (message_id) for which something was considered; used: it was put into the prompt. Of several calls of the model in one run, the one that used it, and of those the first.';

create type public.ai_memory_detail as (
  memory public.ai_memory_view,
  versions public.ai_memory_version_view[],
  uses public.ai_use_view[],
  merged_from uuid[],
  source_thread_title text
);
comment on type public.ai_memory_detail is
  'A memory with its latest 50 earlier versions and latest 20 uses, newest first, and the memories that were merged into it.';

-- A view and not a function, so that the planner sees into it: a function would be run once for every row.
create view kith.shown_memories with (security_invoker = true) as
select
  memory.memory_id, memory.persona_id, memory.resource_key, memory.memory_type, memory.content, memory.content_json,
  memory.importance, memory.status, memory.pinned, memory.source_thread_id, memory.source_message_id,
  memory.merged_into, memory.version, memory.embedding_model, memory.deleted_at, memory.created_at, memory.updated_at,
  coalesce(usage.count, 0)::integer as used_count,
  usage.last_at as last_used_at,
  null::integer as sort_rank,
  null::timestamptz as sort_at
from public.ai_memory as memory
cross join lateral (
  select count(distinct receipt.run_id) as count, max(receipt.created_at) as last_at
  from public.ai_receipts as receipt
  where receipt.item_id = memory.memory_id and receipt.used
) as usage;
comment on view kith.shown_memories is 'Memories with how often and when they were last used, which is read from the receipts.';
grant select on kith.shown_memories to authenticated;

-- Read --------------------------------------------------------------------------------------------------------------

create function public.ai_list_memories(
  persona_id uuid default null,
  all_personas boolean default false,
  memory_types text[] default null,
  statuses text[] default null,
  pinned boolean default null,
  source_thread_id uuid default null,
  containing text default null,
  deleted boolean default false,
  sort text default 'newest',
  max_rows integer default 50,
  before_rank integer default null,
  before_at timestamptz default null,
  before_id uuid default null
) returns setof public.ai_memory_view
language plpgsql stable security invoker
-- A page in the middle and the first one want different plans, and so do the filters. What policies ask looks expensive
-- and is not: compiling it would be.
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_list_memories.persona_id);
  in_bin boolean := coalesce(ai_list_memories.deleted, false);
  by_use boolean := ai_list_memories.sort in ('last_used', 'most_used');
begin
  perform kith.check_request();
  if ai_list_memories.sort is null
    or ai_list_memories.sort not in ('newest', 'updated', 'importance', 'last_used', 'most_used') then
    raise exception 'memories are sorted by newest, updated, importance, last_used or most_used' using errcode = '22023';
  end if;
  return query
    with placed as (
      select
        memory.memory_id,
        case ai_list_memories.sort
          when 'importance' then array_position(array['low', 'normal', 'high', 'critical'], memory.importance)
          when 'last_used' then (usage.last_at is not null)::integer
          when 'most_used' then usage.count
          else 0
        end as rank,
        case ai_list_memories.sort
          when 'updated' then memory.updated_at
          when 'last_used' then coalesce(usage.last_at, memory.created_at)
          else memory.created_at
        end as at
      from public.ai_memory as memory
      cross join lateral (
        select count(distinct receipt.run_id)::integer as count, max(receipt.created_at) as last_at
        from public.ai_receipts as receipt
        where by_use and receipt.item_id = memory.memory_id and receipt.used
      ) as usage
      where memory.user_id = auth.uid()
        and (ai_list_memories.all_personas or memory.resource_key = resource)
        and (memory.deleted_at is not null) = in_bin
        and (ai_list_memories.memory_types is null or memory.memory_type = any (ai_list_memories.memory_types))
        and (ai_list_memories.statuses is null or memory.status = any (ai_list_memories.statuses))
        and (ai_list_memories.pinned is null or memory.pinned = ai_list_memories.pinned)
        and (ai_list_memories.source_thread_id is null or memory.source_thread_id = ai_list_memories.source_thread_id)
        and (
          coalesce(ai_list_memories.containing, '') = ''
          or strpos(lower(memory.content), lower(ai_list_memories.containing)) > 0
        )
    ),
    page as (
      select placed.* from placed
      where ai_list_memories.before_id is null
        or (placed.rank, placed.at, placed.memory_id) < (
          coalesce(ai_list_memories.before_rank, 0),
          coalesce(ai_list_memories.before_at, 'infinity'),
          ai_list_memories.before_id
        )
      order by placed.rank desc, placed.at desc, placed.memory_id desc
      limit least(greatest(coalesce(ai_list_memories.max_rows, 50), 1), 201)
    )
    select
      shown.memory_id, shown.persona_id, shown.resource_key, shown.memory_type, shown.content, shown.content_json,
      shown.importance, shown.status, shown.pinned, shown.source_thread_id, shown.source_message_id,
      shown.merged_into, shown.version, shown.embedding_model, shown.deleted_at, shown.created_at, shown.updated_at,
      shown.used_count, shown.last_used_at, page.rank, page.at
    from page
    join kith.shown_memories as shown using (memory_id)
    order by page.rank desc, page.at desc, page.memory_id desc;
end
$$;
comment on function public.ai_list_memories(
  uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid
) is
  'One page of the memories of a persona (null: of none) or of all personas, by newest, updated, importance, last_used or most_used, after the given position: sort_rank, sort_at and memory_id of the last row. What is null does not filter. With deleted, only what was deleted.';
revoke execute on function public.ai_list_memories(
  uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid
) from public, anon;
grant execute on function public.ai_list_memories(
  uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid
) to authenticated;

create function public.ai_list_memory_versions(
  memory_id uuid,
  max_rows integer default 50,
  before_version integer default null
) returns setof public.ai_memory_version_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      earlier.version, earlier.memory_type, earlier.content, earlier.content_json, earlier.importance, earlier.status,
      earlier.pinned, earlier.valid_from, earlier.changed_at, earlier.changed_by
    from public.ai_memory_versions as earlier
    where earlier.memory_id = ai_list_memory_versions.memory_id
      and (ai_list_memory_versions.before_version is null or earlier.version < ai_list_memory_versions.before_version)
    order by earlier.version desc
    limit least(greatest(coalesce(ai_list_memory_versions.max_rows, 50), 1), 201);
end
$$;
comment on function public.ai_list_memory_versions(uuid, integer, integer) is
  'What a memory, or the notes, were before each change: newest first, before the given version.';
revoke execute on function public.ai_list_memory_versions(uuid, integer, integer) from public, anon;
grant execute on function public.ai_list_memory_versions(uuid, integer, integer) to authenticated;

create function public.ai_get_memory(memory_id uuid) returns setof public.ai_memory_detail
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      row(shown.*)::public.ai_memory_view,
      array(
        select earlier::public.ai_memory_version_view
        from public.ai_list_memory_versions(ai_get_memory.memory_id) as earlier
      ),
      array(
        select one_use::public.ai_use_view from public.ai_receipts_of_memory(ai_get_memory.memory_id, 20) as one_use
      ),
      array(
        select merged.memory_id from public.ai_memory as merged
        where merged.merged_into = ai_get_memory.memory_id
        order by merged.created_at, merged.memory_id
      ),
      (select thread.title from public.ai_threads as thread where thread.thread_id = shown.source_thread_id)
    from kith.shown_memories as shown
    where shown.memory_id = ai_get_memory.memory_id;
end
$$;
comment on function public.ai_get_memory(uuid) is
  'One memory, deleted or not, with its history and the answers it was considered for; or no row.';
revoke execute on function public.ai_get_memory(uuid) from public, anon;
grant execute on function public.ai_get_memory(uuid) to authenticated;

-- Write -------------------------------------------------------------------------------------------------------------

create function kith.find_own_memory(memory_id uuid) returns public.ai_memory
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  found_one public.ai_memory;
begin
  -- A lock asks for the right to change the row, so what was only granted to a narrowed request is not found.
  select memory.* into found_one from public.ai_memory as memory
  where memory.memory_id = find_own_memory.memory_id and memory.deleted_at is null
  for update;
  if not found then
    perform kith.refuse_missing('memory');
  end if;
  return found_one;
end
$$;
comment on function kith.find_own_memory(uuid) is 'A memory the caller may change, locked; ends the call with 404 when there is none.';

create function kith.require_durable(memory public.ai_memory) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if memory.memory_type = 'working' and memory.status = 'active' then
    raise exception 'These are the notes of a persona. Write them directly.'
      using errcode = '22023', hint = 'ai_save_working_memory writes them.';
  end if;
  if memory.status = 'proposed' then
    raise exception 'This is only proposed. Accept or reject it.'
      using errcode = '22023', hint = 'ai_accept_proposal, ai_reject_proposal';
  end if;
end
$$;
comment on function kith.require_durable(public.ai_memory) is
  'Refuses notes and proposals, which have functions of their own.';

create function kith.require_visible_source(source_thread_id uuid, source_message_id uuid) returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if source_thread_id is not null and not exists (
    select from public.ai_threads as thread where thread.thread_id = source_thread_id
  ) then
    perform kith.refuse_missing('thread');
  end if;
  if source_message_id is not null and not exists (
    select from public.ai_messages as message where message.message_id = source_message_id
  ) then
    perform kith.refuse_missing('message');
  end if;
end
$$;
comment on function kith.require_visible_source(uuid, uuid) is
  'Ends the call with 404 when a memory would come from something the caller cannot see.';

create function kith.require_visible_persona(persona_id uuid) returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if persona_id is not null and not exists (select from public.ai_personas as persona where persona.id = persona_id)
    or persona_id is null and kith.vault() not in ('*', kith.resource_key(null)) then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function kith.require_visible_persona(uuid) is
  'Ends the call with 404 when there is no such persona, or the request is narrowed to another. Null: no persona.';

create function kith.require_words(content text) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if btrim(coalesce(content, ''), E' \t\r\n') = '' then
    raise exception 'There is nothing in it to remember.' using errcode = '22023';
  end if;
end
$$;
comment on function kith.require_words(text) is 'Refuses a memory of nothing.';

create function public.ai_save_memory(
  memory_id uuid,
  content text,
  persona_id uuid default null,
  memory_type text default 'fact',
  content_json jsonb default null,
  importance text default 'normal',
  pinned boolean default false,
  source_thread_id uuid default null,
  source_message_id uuid default null,
  embedding extensions.vector default null,
  embedding_model text default null
) returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  present public.ai_memory;
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.require_words(ai_save_memory.content);
  perform kith.check_embedding(ai_save_memory.embedding, ai_save_memory.embedding_model);
  perform kith.require_visible_persona(ai_save_memory.persona_id);
  perform kith.require_visible_source(ai_save_memory.source_thread_id, ai_save_memory.source_message_id);
  if ai_save_memory.memory_type = 'working' then
    raise exception 'The notes of a persona are written directly.'
      using errcode = '22023', hint = 'ai_save_working_memory writes them.';
  end if;

  insert into public.ai_memory (
    memory_id, persona_id, memory_type, content, content_json, importance, status, pinned,
    source_thread_id, source_message_id, content_embedding, embedding_model
  )
  values (
    ai_save_memory.memory_id, ai_save_memory.persona_id, coalesce(ai_save_memory.memory_type, 'fact'),
    ai_save_memory.content, ai_save_memory.content_json, coalesce(ai_save_memory.importance, 'normal'), 'active',
    coalesce(ai_save_memory.pinned, false), ai_save_memory.source_thread_id, ai_save_memory.source_message_id,
    ai_save_memory.embedding, ai_save_memory.embedding_model
  )
  on conflict on constraint ai_memory_pkey do nothing;
  if not found then
    present := kith.find_own_memory(ai_save_memory.memory_id);
    perform kith.require_durable(present);
    if present.persona_id is distinct from ai_save_memory.persona_id then
      raise exception 'A memory stays with its persona.' using errcode = '22023';
    end if;
    update public.ai_memory as memory
    set
      memory_type = coalesce(ai_save_memory.memory_type, memory.memory_type),
      content = ai_save_memory.content,
      content_json = ai_save_memory.content_json,
      importance = coalesce(ai_save_memory.importance, memory.importance),
      pinned = coalesce(ai_save_memory.pinned, memory.pinned),
      content_embedding = coalesce(ai_save_memory.embedding, memory.content_embedding),
      embedding_model = case when ai_save_memory.embedding is null then memory.embedding_model else ai_save_memory.embedding_model end
    where memory.memory_id = ai_save_memory.memory_id;
  end if;
  -- The owner's own word undoes an earlier no.
  perform kith.allow_saying(kith.resource_key(ai_save_memory.persona_id), ai_save_memory.content);
  return query select shown.* from kith.shown_memories as shown where shown.memory_id = ai_save_memory.memory_id;
end
$$;
comment on function public.ai_save_memory(
  uuid, text, uuid, text, jsonb, text, boolean, uuid, uuid, extensions.vector, text
) is
  'The owner remembers something, or says it anew: what is there is replaced as a whole, keeps where it comes from and, while its words are the same, its embedding. Repeating it changes nothing; a deleted memory does not come back by it.';
revoke execute on function public.ai_save_memory(
  uuid, text, uuid, text, jsonb, text, boolean, uuid, uuid, extensions.vector, text
) from public, anon;
grant execute on function public.ai_save_memory(
  uuid, text, uuid, text, jsonb, text, boolean, uuid, uuid, extensions.vector, text
) to authenticated;

create function public.ai_update_memory(
  memory_id uuid,
  content text default null,
  content_json jsonb default null,
  memory_type text default null,
  importance text default null,
  pinned boolean default null,
  archived boolean default null,
  embedding extensions.vector default null,
  embedding_model text default null
) returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  present public.ai_memory;
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.check_embedding(ai_update_memory.embedding, ai_update_memory.embedding_model);
  present := kith.find_own_memory(ai_update_memory.memory_id);
  perform kith.require_durable(present);
  if ai_update_memory.content is not null then
    perform kith.require_words(ai_update_memory.content);
  end if;
  if 'working' in (present.memory_type, ai_update_memory.memory_type)
    and (present.memory_type <> ai_update_memory.memory_type or ai_update_memory.archived = false) then
    raise exception 'A line of the notes is not a memory of its own, and no memory becomes one.' using errcode = '22023';
  end if;
  update public.ai_memory as memory
  set
    content = coalesce(ai_update_memory.content, memory.content),
    -- JSON's null takes it away; SQL's leaves it.
    content_json = case when ai_update_memory.content_json is null then memory.content_json
      else nullif(ai_update_memory.content_json, 'null') end,
    memory_type = coalesce(ai_update_memory.memory_type, memory.memory_type),
    importance = coalesce(ai_update_memory.importance, memory.importance),
    pinned = coalesce(ai_update_memory.pinned, memory.pinned),
    status = case ai_update_memory.archived when true then 'archived' when false then 'active' else memory.status end,
    -- In use again, it speaks for itself.
    merged_into = case when ai_update_memory.archived = false then null else memory.merged_into end,
    content_embedding = coalesce(ai_update_memory.embedding, memory.content_embedding),
    embedding_model = case when ai_update_memory.embedding is null then memory.embedding_model else ai_update_memory.embedding_model end
  where memory.memory_id = ai_update_memory.memory_id;
  if ai_update_memory.content is not null then
    perform kith.allow_saying(present.resource_key, ai_update_memory.content);
  end if;
  return query select shown.* from kith.shown_memories as shown where shown.memory_id = ai_update_memory.memory_id;
end
$$;
comment on function public.ai_update_memory(
  uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text
) is
  'Changes what is given of a memory and leaves the rest: words, kind, importance, pinned, archived (kept and not used). Takes a memory that was merged out of the other one when it is to be used again.';
revoke execute on function public.ai_update_memory(
  uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text
) from public, anon;
grant execute on function public.ai_update_memory(
  uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text
) to authenticated;

create function public.ai_merge_memories(
  into_id uuid,
  from_ids uuid[],
  content text default null,
  embedding extensions.vector default null,
  embedding_model text default null
) returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  into_one public.ai_memory;
  from_one public.ai_memory;
  from_id uuid;
  strength text[] := array['low', 'normal', 'high', 'critical'];
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.check_embedding(ai_merge_memories.embedding, ai_merge_memories.embedding_model);
  if coalesce(cardinality(ai_merge_memories.from_ids), 0) not between 1 and 100 then
    raise exception 'from 1 to 100 memories are merged into one' using errcode = '22023';
  end if;
  if ai_merge_memories.into_id = any (ai_merge_memories.from_ids) then
    raise exception 'a memory is not merged into itself' using errcode = '22023';
  end if;
  if ai_merge_memories.content is not null then
    perform kith.require_words(ai_merge_memories.content);
  end if;
  -- In one order for everybody, so that two merges wait for each other and never in a circle.
  perform from public.ai_memory as memory
  where memory.memory_id = any (ai_merge_memories.from_ids || ai_merge_memories.into_id)
  order by memory.memory_id for update;
  into_one := kith.find_own_memory(ai_merge_memories.into_id);
  perform kith.require_durable(into_one);
  if into_one.memory_type = 'working' then
    raise exception 'The notes are not a memory to merge into.' using errcode = '22023';
  end if;

  foreach from_id in array ai_merge_memories.from_ids loop
    from_one := kith.find_own_memory(from_id);
    if from_one.resource_key <> into_one.resource_key then
      raise exception 'Only memories of one persona can be merged.' using errcode = '22023';
    end if;
    if from_one.memory_type = 'working' and from_one.status = 'active' then
      perform kith.require_durable(from_one);
    end if;
    if array_position(strength, from_one.importance) > array_position(strength, into_one.importance) then
      into_one.importance := from_one.importance;
    end if;
    into_one.pinned := into_one.pinned or from_one.pinned;
  end loop;
  update public.ai_memory as memory
  set
    content = coalesce(ai_merge_memories.content, memory.content),
    importance = into_one.importance,
    pinned = into_one.pinned,
    status = 'active',
    merged_into = null,
    content_embedding = coalesce(ai_merge_memories.embedding, memory.content_embedding),
    embedding_model = case when ai_merge_memories.embedding is null then memory.embedding_model else ai_merge_memories.embedding_model end
  where memory.memory_id = ai_merge_memories.into_id;
  update public.ai_memory as memory
  set status = 'archived', pinned = false, merged_into = ai_merge_memories.into_id
  where memory.memory_id = any (ai_merge_memories.from_ids);
  if ai_merge_memories.content is not null then
    perform kith.allow_saying(into_one.resource_key, ai_merge_memories.content);
  end if;
  return query select shown.* from kith.shown_memories as shown where shown.memory_id = ai_merge_memories.into_id;
end
$$;
comment on function public.ai_merge_memories(uuid, uuid[], text, extensions.vector, text) is
  'Several memories, or proposals, of one persona become one, which says content from now on and has the greatest importance of them; the others are archived and know which. Repeating it changes nothing.';
revoke execute on function public.ai_merge_memories(uuid, uuid[], text, extensions.vector, text) from public, anon;
grant execute on function public.ai_merge_memories(uuid, uuid[], text, extensions.vector, text) to authenticated;

create function public.ai_restore_memory_version(memory_id uuid, version integer)
returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  present public.ai_memory;
  earlier public.ai_memory_versions;
begin
  perform kith.check_request();
  perform kith.require_owner();
  present := kith.find_own_memory(ai_restore_memory_version.memory_id);
  if present.version <> ai_restore_memory_version.version then
    select stored.* into earlier from public.ai_memory_versions as stored
    where stored.memory_id = ai_restore_memory_version.memory_id and stored.version = ai_restore_memory_version.version;
    if not found then
      perform kith.refuse_missing('memory');
    end if;
    update public.ai_memory as memory
    set
      content = earlier.content, content_json = earlier.content_json, importance = earlier.importance,
      memory_type = earlier.memory_type
    where memory.memory_id = ai_restore_memory_version.memory_id;
    perform kith.allow_saying(present.resource_key, earlier.content);
  end if;
  return query
    select shown.* from kith.shown_memories as shown where shown.memory_id = ai_restore_memory_version.memory_id;
end
$$;
comment on function public.ai_restore_memory_version(uuid, integer) is
  'A memory, or the notes, say again what they said in that version: words, kind and importance. Whether it is pinned or archived stays as it is; what it said until now becomes a version.';
revoke execute on function public.ai_restore_memory_version(uuid, integer) from public, anon;
grant execute on function public.ai_restore_memory_version(uuid, integer) to authenticated;

create function public.ai_delete_memory(memory_id uuid) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  if exists (
    select from public.ai_memory as notes
    where notes.memory_id = ai_delete_memory.memory_id and notes.memory_type = 'working' and notes.status = 'active'
  ) then
    raise exception 'These are the notes of a persona. Empty them instead.'
      using errcode = '22023', hint = 'ai_save_working_memory writes them.';
  end if;
  update public.ai_memory as memory set deleted_at = clock_timestamp()
  where memory.memory_id = ai_delete_memory.memory_id and memory.deleted_at is null;
end
$$;
comment on function public.ai_delete_memory(uuid) is
  'Takes a memory out of sight and out of use. ai_restore_memory undoes it. Repeating is fine.';
revoke execute on function public.ai_delete_memory(uuid) from public, anon;
grant execute on function public.ai_delete_memory(uuid) to authenticated;

create function public.ai_restore_memory(memory_id uuid) returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  update public.ai_memory as memory set deleted_at = null
  where memory.memory_id = ai_restore_memory.memory_id;
  if not found then
    perform kith.refuse_missing('memory');
  end if;
  return query select shown.* from kith.shown_memories as shown where shown.memory_id = ai_restore_memory.memory_id;
end
$$;
comment on function public.ai_restore_memory(uuid) is 'Undoes ai_delete_memory.';
revoke execute on function public.ai_restore_memory(uuid) from public, anon;
grant execute on function public.ai_restore_memory(uuid) to authenticated;

-- Notes -------------------------------------------------------------------------------------------------------------

alter type public.ai_working_memory_view add attribute version integer;
comment on type public.ai_working_memory_view is
  'The notes of one persona, or of no persona. version counts their changes; ai_list_memory_versions has the earlier ones.';

create or replace function public.ai_get_working_memory(persona_id uuid default null)
returns setof public.ai_working_memory_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      notes.memory_id, notes.resource_key, notes.content,
      coalesce((
        select entry.value from public.ai_metadata as entry
        where entry.memory_id = notes.memory_id and entry.key = 'mastra.resource'
      ), '{}'),
      notes.created_at, notes.updated_at, notes.version
    from public.ai_memory as notes
    where notes.resource_key = kith.resource_key(ai_get_working_memory.persona_id)
      and notes.memory_type = 'working' and notes.status = 'active' and notes.deleted_at is null;
end
$$;

drop function public.ai_save_working_memory(uuid, text, jsonb);
create function public.ai_save_working_memory(
  persona_id uuid default null,
  content text default null,
  metadata jsonb default null,
  expected_version integer default null
) returns setof public.ai_working_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  notes_id uuid;
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.require_visible_persona(ai_save_working_memory.persona_id);
  if jsonb_typeof(ai_save_working_memory.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  insert into public.ai_memory as notes (persona_id, memory_type, content)
  values (ai_save_working_memory.persona_id, 'working', coalesce(ai_save_working_memory.content, ''))
  on conflict (resource_key) where memory_type = 'working' and status = 'active' and deleted_at is null
    do update set content = coalesce(ai_save_working_memory.content, notes.content)
    where ai_save_working_memory.expected_version is null or notes.version = ai_save_working_memory.expected_version
  returning notes.memory_id into notes_id;
  if notes_id is null then
    raise exception 'The notes have changed meanwhile.' using errcode = 'PT409';
  end if;
  if ai_save_working_memory.metadata is not null then
    insert into public.ai_metadata as entry (memory_id, key, value)
    values (notes_id, 'mastra.resource', ai_save_working_memory.metadata)
    on conflict (memory_id, key) where memory_id is not null do update set value = entry.value || excluded.value;
  end if;
  return query select * from public.ai_get_working_memory(ai_save_working_memory.persona_id);
end
$$;
comment on function public.ai_save_working_memory(uuid, text, jsonb, integer) is
  'Writes the notes of a persona, making them when they are missing. What is not given stays; metadata is merged. With expected_version only if they still are that version: otherwise somebody would overwrite what was accepted meanwhile.';
revoke execute on function public.ai_save_working_memory(uuid, text, jsonb, integer) from public, anon;
grant execute on function public.ai_save_working_memory(uuid, text, jsonb, integer) to authenticated;

-- Proposals ---------------------------------------------------------------------------------------------------------

alter type public.ai_proposal_view
  add attribute memory_type text,
  add attribute content_json jsonb,
  add attribute importance text;
comment on type public.ai_proposal_view is
  'Something the assistant asks to remember: a line of the notes (memory_type working) or a memory of its own.';

create view kith.shown_proposals with (security_invoker = true) as
select
  proposal.memory_id, proposal.persona_id, proposal.content, proposal.source_thread_id, proposal.source_message_id,
  proposal.created_at, proposal.memory_type, proposal.content_json, proposal.importance
from public.ai_memory as proposal;
comment on view kith.shown_proposals is 'Memories with what a proposal shows of them.';
grant select on kith.shown_proposals to authenticated;

create function kith.is_known(resource_key text, saying text, except_id uuid) returns boolean
language plpgsql stable
set search_path = ''
as $$
declare
  same text := kith.same_saying(saying);
  -- Whatever says the same has this in it. A function for every line of every memory would be slow.
  sign text := (
    select word from unnest(string_to_array(same, ' ')) as word order by length(word) desc limit 1
  );
begin
  return exists (
    select
    from public.ai_memory as known
    cross join lateral regexp_split_to_table(known.content, '\n') as line
    where known.resource_key = is_known.resource_key and known.memory_id is distinct from except_id
      and strpos(lower(known.content), sign) > 0
      and case
        -- A line that was taken out of the notes may be asked for again; what waits or stands in them may not.
        when known.memory_type = 'working' then known.status in ('active', 'proposed') and known.deleted_at is null
        -- Archived, merged and deleted memories have been decided upon.
        else true
      end
      and (known.memory_type = 'working' and kith.same_saying(line) = same or kith.same_saying(known.content) = same)
  );
end
$$;
comment on function kith.is_known(text, text, uuid) is
  'Whether the notes of a vault, a proposal to them, or any of its memories say this already, archived and deleted ones included.';

drop function public.ai_propose_memory(uuid, text, uuid, uuid, uuid);
create function public.ai_propose_memory(
  memory_id uuid,
  content text,
  persona_id uuid default null,
  source_thread_id uuid default null,
  source_message_id uuid default null,
  memory_type text default 'working',
  content_json jsonb default null,
  importance text default 'normal'
) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_propose_memory.persona_id);
begin
  perform kith.check_request();
  perform kith.require_words(ai_propose_memory.content);
  perform kith.require_visible_persona(ai_propose_memory.persona_id);
  perform kith.require_visible_source(ai_propose_memory.source_thread_id, ai_propose_memory.source_message_id);
  if not kith.is_known(resource, ai_propose_memory.content, ai_propose_memory.memory_id)
    and not kith.is_refused(resource, ai_propose_memory.content) then
    insert into public.ai_memory (
      memory_id, persona_id, memory_type, content, content_json, importance, status, source_thread_id, source_message_id
    )
    values (
      ai_propose_memory.memory_id, ai_propose_memory.persona_id, coalesce(ai_propose_memory.memory_type, 'working'),
      ai_propose_memory.content, ai_propose_memory.content_json, coalesce(ai_propose_memory.importance, 'normal'),
      'proposed', ai_propose_memory.source_thread_id, ai_propose_memory.source_message_id
    )
    on conflict on constraint ai_memory_pkey do nothing;
  end if;
  return query
    select shown.* from kith.shown_proposals as shown where shown.memory_id = ai_propose_memory.memory_id;
end
$$;
comment on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid, text, jsonb, text) is
  'Asks to add a line to the notes (memory_type working) or to remember something of another kind. No row when it is known or asked already, or when the owner has rejected or forgotten it. The same memory_id again: the same row.';
revoke execute on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid, text, jsonb, text) from public, anon;
grant execute on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid, text, jsonb, text) to authenticated;

drop function public.ai_list_proposals(uuid);
create function public.ai_list_proposals(
  persona_id uuid default null,
  all_personas boolean default false,
  max_rows integer default 500,
  after_created_at timestamptz default null,
  after_id uuid default null
) returns setof public.ai_proposal_view
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      proposal.memory_id, proposal.persona_id, proposal.content, proposal.source_thread_id, proposal.source_message_id,
      proposal.created_at, proposal.memory_type, proposal.content_json, proposal.importance
    from public.ai_memory as proposal
    where proposal.user_id = auth.uid()
      and (ai_list_proposals.all_personas or proposal.resource_key = kith.resource_key(ai_list_proposals.persona_id))
      and proposal.status = 'proposed' and proposal.deleted_at is null
      and (
        ai_list_proposals.after_created_at is null
        or (proposal.created_at, proposal.memory_id) > (ai_list_proposals.after_created_at, ai_list_proposals.after_id)
      )
    order by proposal.created_at, proposal.memory_id
    limit least(greatest(coalesce(ai_list_proposals.max_rows, 500), 1), 500);
end
$$;
comment on function public.ai_list_proposals(uuid, boolean, integer, timestamptz, uuid) is
  'One page of what waits for the owner''s word, of a persona (null: of none) or of all, oldest first, after the given position.';
revoke execute on function public.ai_list_proposals(uuid, boolean, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_list_proposals(uuid, boolean, integer, timestamptz, uuid) to authenticated;

create or replace function public.ai_accept_proposal(memory_id uuid, content text default null)
returns setof public.ai_working_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  proposal public.ai_memory;
  line text;
begin
  perform kith.check_request();
  perform kith.require_owner();
  proposal := kith.find_own_memory(ai_accept_proposal.memory_id);
  if proposal.memory_type = 'working' and proposal.status = 'active' then
    perform kith.refuse_missing('memory');
  end if;
  if proposal.status = 'proposed' then
    line := coalesce(ai_accept_proposal.content, proposal.content);
    perform kith.require_words(line);
    if proposal.memory_type = 'working' then
      line := btrim(line);
      if (
        select length(notes.content) from public.ai_memory as notes
        where notes.resource_key = proposal.resource_key
          and notes.memory_type = 'working' and notes.status = 'active' and notes.deleted_at is null
      ) + length(line) + 2 > 20000 then
        raise exception 'The notes are full: they hold 20,000 characters. Shorten them, then remember this.'
          using errcode = '22023';
      end if;
      -- Archived with what was accepted: the source of the line stays known, and repeating appends nothing.
      update public.ai_memory as memory set status = 'archived', content = line
      where memory.memory_id = ai_accept_proposal.memory_id;
      insert into public.ai_memory as notes (persona_id, memory_type, content)
      values (proposal.persona_id, 'working', line)
      on conflict (resource_key) where memory_type = 'working' and status = 'active' and deleted_at is null
        do update set content = case when btrim(notes.content) = '' then line else rtrim(notes.content) || E'\n\n' || line end;
    else
      update public.ai_memory as memory set status = 'active', content = line
      where memory.memory_id = ai_accept_proposal.memory_id;
    end if;
    perform kith.allow_saying(proposal.resource_key, line);
  end if;
  return query select * from public.ai_get_working_memory(proposal.persona_id);
  if not found then
    return query
      select null::uuid, proposal.resource_key, '', '{}'::jsonb, null::timestamptz, null::timestamptz, null::integer;
  end if;
end
$$;
comment on function public.ai_accept_proposal(uuid, text) is
  'The owner agrees, to what was proposed or to what is given: a line is added to the notes, another kind becomes a memory in use. The notes as they are now, one row always. Repeating it changes nothing.';

create or replace function public.ai_reject_proposal(memory_id uuid) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  proposal public.ai_memory;
begin
  perform kith.check_request();
  perform kith.require_owner();
  delete from public.ai_memory as asked
  where asked.memory_id = ai_reject_proposal.memory_id and asked.status = 'proposed'
  returning asked.* into proposal;
  if found then
    perform kith.refuse_saying(proposal.resource_key, proposal.content);
    return query
      select
        proposal.memory_id, proposal.persona_id, proposal.content, proposal.source_thread_id,
        proposal.source_message_id, proposal.created_at, proposal.memory_type, proposal.content_json,
        proposal.importance;
  end if;
end
$$;
comment on function public.ai_reject_proposal(uuid) is
  'Keeps of a proposal only a keyed hash, so that it is not proposed again, and returns what it was: ai_restore_proposal takes that to undo it. Repeating it is fine.';

create function public.ai_restore_proposal(proposal jsonb) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  given public.ai_proposal_view;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_restore_proposal.proposal) is distinct from 'object' then
    raise exception 'proposal must be what ai_reject_proposal returned' using errcode = '22023';
  end if;
  given := jsonb_populate_record(null::public.ai_proposal_view, ai_restore_proposal.proposal);
  perform kith.require_words(given.content);
  perform kith.require_visible_persona(given.persona_id);
  perform kith.allow_saying(kith.resource_key(given.persona_id), given.content);
  insert into public.ai_memory (
    memory_id, persona_id, memory_type, content, content_json, importance, status, source_thread_id,
    source_message_id, created_at
  )
  values (
    given.memory_id, given.persona_id, coalesce(given.memory_type, 'working'), given.content, given.content_json,
    coalesce(given.importance, 'normal'), 'proposed',
    -- Its source may be gone meanwhile.
    (select thread.thread_id from public.ai_threads as thread where thread.thread_id = given.source_thread_id),
    (select message.message_id from public.ai_messages as message where message.message_id = given.source_message_id),
    coalesce(given.created_at, clock_timestamp())
  )
  on conflict on constraint ai_memory_pkey do nothing;
  return query select shown.* from kith.shown_proposals as shown where shown.memory_id = given.memory_id;
  if not found then
    perform kith.refuse_missing('memory');
  end if;
end
$$;
comment on function public.ai_restore_proposal(jsonb) is
  'Undoes ai_reject_proposal: takes what that returned, and it waits again where it waited. Repeating it is fine.';
revoke execute on function public.ai_restore_proposal(jsonb) from public, anon;
grant execute on function public.ai_restore_proposal(jsonb) to authenticated;

revoke execute on function
  kith.require_whole_owner(), kith.find_own_memory(uuid), kith.require_durable(public.ai_memory),
  kith.require_visible_source(uuid, uuid), kith.require_visible_persona(uuid), kith.require_words(text),
  kith.is_known(text, text, uuid) from public;
grant execute on function
  kith.require_whole_owner(), kith.find_own_memory(uuid), kith.require_durable(public.ai_memory),
  kith.require_visible_source(uuid, uuid), kith.require_visible_persona(uuid), kith.require_words(text),
  kith.is_known(text, text, uuid) to authenticated;
