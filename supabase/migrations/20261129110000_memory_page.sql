-- What the page of memories asks: memories by tag, which tags there are, several changed at once, and a change that says
-- what it was made of. Tags are the metadata entry "tags" of a memory: a list of words its owner chose.

drop function public.ai_list_memories(uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid);
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
  before_id uuid default null,
  tag text default null
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
        and (
          ai_list_memories.tag is null
          or exists (
            select from public.ai_metadata as entry
            where entry.memory_id = memory.memory_id and entry.key = 'tags' and entry.value ? ai_list_memories.tag
          )
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
  uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid, text
) is
  'One page of the memories of a persona (null: of none) or of all personas, by newest, updated, importance, last_used or most_used, after the given position: sort_rank, sort_at and memory_id of the last row. What is null does not filter; tag: its metadata entry "tags" names it. With deleted, only what was deleted.';
revoke execute on function public.ai_list_memories(
  uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid, text
) from public, anon;
grant execute on function public.ai_list_memories(
  uuid, boolean, text[], text[], boolean, uuid, text, boolean, text, integer, integer, timestamptz, uuid, text
) to authenticated;

drop function public.ai_update_memory(uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text);
create function public.ai_update_memory(
  memory_id uuid,
  content text default null,
  content_json jsonb default null,
  memory_type text default null,
  importance text default null,
  pinned boolean default null,
  archived boolean default null,
  embedding extensions.vector default null,
  embedding_model text default null,
  expected_version integer default null
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
  if ai_update_memory.expected_version <> present.version then
    raise exception 'This memory has been changed meanwhile.' using errcode = 'PT409';
  end if;
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
  uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text, integer
) is
  'Changes what is given of a memory and leaves the rest: words, kind, importance, pinned, archived (kept and not used). Takes a memory that was merged out of the other one when it is to be used again. With expected_version only if it still is that version: otherwise somebody would overwrite what was changed meanwhile.';
revoke execute on function public.ai_update_memory(
  uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text, integer
) from public, anon;
grant execute on function public.ai_update_memory(
  uuid, text, jsonb, text, text, boolean, boolean, extensions.vector, text, integer
) to authenticated;

create function public.ai_change_memories(
  memory_ids uuid[],
  pinned boolean default null,
  archived boolean default null,
  deleted boolean default null
) returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  perform kith.check_request();
  perform kith.require_owner();
  if cardinality(ai_change_memories.memory_ids) > 500 then
    raise exception 'at most 500 memories are changed at once' using errcode = '22023';
  end if;
  -- In one order for everybody, so that two changes wait for each other and never in a circle.
  perform from public.ai_memory as memory
  where memory.memory_id = any (ai_change_memories.memory_ids)
  order by memory.memory_id for update;
  with written as (
    update public.ai_memory as memory
    set
      pinned = coalesce(ai_change_memories.pinned, memory.pinned),
      status = case ai_change_memories.archived when true then 'archived' when false then 'active' else memory.status end,
      -- In use again, it speaks for itself.
      merged_into = case when ai_change_memories.archived = false then null else memory.merged_into end,
      deleted_at = case ai_change_memories.deleted
        when true then coalesce(memory.deleted_at, clock_timestamp()) when false then null else memory.deleted_at end
    where memory.memory_id = any (ai_change_memories.memory_ids)
      -- Notes and proposals have functions of their own, and what is deleted can only be brought back.
      and memory.memory_type <> 'working' and memory.status <> 'proposed'
      and (memory.deleted_at is null or ai_change_memories.deleted = false)
    returning memory.memory_id
  )
  select array_agg(written.memory_id) into changed from written;
  return query
    select shown.* from kith.shown_memories as shown where shown.memory_id = any (changed) order by shown.memory_id;
end
$$;
comment on function public.ai_change_memories(uuid[], boolean, boolean, boolean) is
  'Pins, archives or deletes up to 500 memories in one step, or takes that back, and returns those that are so now. What is not given stays; notes, proposals and what is not there are left out. Repeating it changes nothing.';
revoke execute on function public.ai_change_memories(uuid[], boolean, boolean, boolean) from public, anon;
grant execute on function public.ai_change_memories(uuid[], boolean, boolean, boolean) to authenticated;

create type public.ai_memory_tag as (tag text, count integer);
comment on type public.ai_memory_tag is 'A tag, and how many memories have it.';

create function public.ai_list_memory_tags(
  persona_id uuid default null,
  all_personas boolean default false,
  max_rows integer default 200,
  after_tag text default null
) returns setof public.ai_memory_tag
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select found.tag, count(*)::integer
    from public.ai_memory as memory
    join public.ai_metadata as entry on entry.memory_id = memory.memory_id and entry.key = 'tags'
    cross join lateral (
      select distinct one #>> '{}' collate "C" as tag
      from jsonb_array_elements(case jsonb_typeof(entry.value) when 'array' then entry.value else '[]' end) as one
      where jsonb_typeof(one) = 'string'
    ) as found
    where memory.user_id = auth.uid()
      and (
        ai_list_memory_tags.all_personas
        or memory.resource_key = kith.resource_key(ai_list_memory_tags.persona_id)
      )
      and memory.deleted_at is null and memory.status <> 'proposed'
      and (ai_list_memory_tags.after_tag is null or found.tag > ai_list_memory_tags.after_tag collate "C")
    group by found.tag
    order by found.tag
    limit least(greatest(coalesce(ai_list_memory_tags.max_rows, 200), 1), 201);
end
$$;
comment on function public.ai_list_memory_tags(uuid, boolean, integer, text) is
  'One page of the tags of the memories of a persona (null: of none) or of all personas, by name, after the given one.';
revoke execute on function public.ai_list_memory_tags(uuid, boolean, integer, text) from public, anon;
grant execute on function public.ai_list_memory_tags(uuid, boolean, integer, text) to authenticated;
