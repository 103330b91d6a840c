-- Lists that end nowhere end somewhere, and go on: no engine answers more than 1,000 rows, and what was cut off there could
-- not be asked for.

-- Grants --------------------------------------------------------------------------------------------------------------

create function kith.shown_grants(grant_ids uuid[]) returns setof public.ai_grant_view
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select
      granted.grant_id, granted.from_persona, granted.to_persona, granted.memory_type, granted.memory_id,
      one.content, shared.count, granted.created_at
    from public.ai_grants as granted
    left join public.ai_memory as one on one.memory_id = granted.memory_id
    cross join lateral (
      select count(*)::integer as count from public.ai_memory as memory
      where memory.resource_key = granted.from_key and memory.status = 'active' and memory.deleted_at is null
        and (memory.memory_type = granted.memory_type or memory.memory_id = granted.memory_id)
    ) as shared
    where granted.grant_id = any (shown_grants.grant_ids)
    order by granted.created_at, granted.grant_id;
end
$$;
comment on function kith.shown_grants(uuid[]) is 'These grants as they are shown, oldest first.';
revoke execute on function kith.shown_grants(uuid[]) from public;
grant execute on function kith.shown_grants(uuid[]) to authenticated;

drop function public.ai_list_grants(uuid, boolean);
create function public.ai_list_grants(
  persona_id uuid default null,
  all_personas boolean default true,
  max_rows integer default 200,
  after_created_at timestamptz default null,
  after_id uuid default null
) returns setof public.ai_grant_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_list_grants.persona_id);
begin
  perform kith.check_request();
  return query
    select shown.* from kith.shown_grants(array(
      select granted.grant_id from public.ai_grants as granted
      where granted.user_id = auth.uid()
        and (ai_list_grants.all_personas or resource in (granted.from_key, granted.to_key))
        and (
          ai_list_grants.after_id is null
          or (granted.created_at, granted.grant_id) > (ai_list_grants.after_created_at, ai_list_grants.after_id)
        )
      order by granted.created_at, granted.grant_id
      limit least(greatest(coalesce(ai_list_grants.max_rows, 200), 1), 201)
    )) as shown;
end
$$;
comment on function public.ai_list_grants(uuid, boolean, integer, timestamptz, uuid) is
  'One page of all grants, or of those from and to one persona (null with all_personas false: no persona), oldest first. The next page begins after the last: after_created_at and after_id.';
revoke execute on function public.ai_list_grants(uuid, boolean, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_list_grants(uuid, boolean, integer, timestamptz, uuid) to authenticated;

create or replace function public.ai_grant_memory(
  grant_id uuid,
  from_persona uuid default null,
  to_persona uuid default null,
  memory_type text default null,
  memory_id uuid default null
) returns setof public.ai_grant_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  present uuid;
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  if num_nonnulls(ai_grant_memory.memory_type, ai_grant_memory.memory_id) <> 1 then
    raise exception 'A grant shares either one memory or one kind of memory.' using errcode = '22023';
  end if;
  if ai_grant_memory.from_persona is not distinct from ai_grant_memory.to_persona then
    raise exception 'A persona knows its own memories already.' using errcode = '22023';
  end if;
  perform kith.require_visible_persona(ai_grant_memory.from_persona);
  perform kith.require_visible_persona(ai_grant_memory.to_persona);
  if ai_grant_memory.memory_id is not null and not exists (
    select from public.ai_memory as memory
    where memory.memory_id = ai_grant_memory.memory_id and memory.deleted_at is null
      and memory.persona_id is not distinct from ai_grant_memory.from_persona
  ) then
    perform kith.refuse_missing('memory');
  end if;

  insert into public.ai_grants (grant_id, from_persona, to_persona, memory_type, memory_id)
  values (
    ai_grant_memory.grant_id, ai_grant_memory.from_persona, ai_grant_memory.to_persona, ai_grant_memory.memory_type,
    ai_grant_memory.memory_id
  )
  on conflict do nothing;
  -- What is granted already is granted once, under the id it was first given.
  select granted.grant_id into present from public.ai_grants as granted
  where granted.to_key = kith.resource_key(ai_grant_memory.to_persona)
    and granted.from_key = kith.resource_key(ai_grant_memory.from_persona)
    and granted.memory_type is not distinct from ai_grant_memory.memory_type
    and granted.memory_id is not distinct from ai_grant_memory.memory_id;
  if not found then
    raise exception 'grant_id is taken' using errcode = '22023', hint = 'Make a new one.';
  end if;
  return query select shown.* from kith.shown_grants(array[present]) as shown;
end
$$;

-- Statistics ----------------------------------------------------------------------------------------------------------

drop function public.ai_memory_statistics(uuid, boolean);
create function public.ai_memory_statistics(
  persona_id uuid default null,
  all_personas boolean default true,
  max_rows integer default 500,
  after_persona uuid default null,
  after_memory_type text default null,
  after_status text default null,
  after_deleted boolean default null
) returns setof public.ai_memory_statistic
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_memory_statistics.persona_id);
  after_key text := kith.resource_key(ai_memory_statistics.after_persona);
begin
  perform kith.check_request();
  return query
    select
      memory.persona_id, memory.memory_type, memory.status, memory.deleted_at is not null,
      count(*)::integer,
      count(*) filter (where memory.pinned)::integer,
      count(*) filter (where usage.last_at > now() - interval '30 days')::integer,
      count(*) filter (where usage.last_at is null)::integer,
      count(*) filter (where memory.embedding_model is null)::integer,
      sum(octet_length(memory.content) + coalesce(octet_length(memory.content_json::text), 0))::bigint,
      min(memory.created_at), max(memory.created_at), max(usage.last_at)
    from public.ai_memory as memory
    cross join lateral (
      select max(receipt.created_at) as last_at from public.ai_receipts as receipt
      where receipt.item_id = memory.memory_id and receipt.used
    ) as usage
    where memory.user_id = auth.uid()
      and (ai_memory_statistics.all_personas or memory.resource_key = resource)
      and (
        ai_memory_statistics.after_memory_type is null
        or (memory.resource_key, memory.memory_type, memory.status, memory.deleted_at is not null)
          > (after_key, ai_memory_statistics.after_memory_type, ai_memory_statistics.after_status,
            ai_memory_statistics.after_deleted)
      )
    group by memory.resource_key, 1, 2, 3, 4
    order by memory.resource_key, 2, 3, 4
    limit least(greatest(coalesce(ai_memory_statistics.max_rows, 500), 1), 501);
end
$$;
comment on function public.ai_memory_statistics(uuid, boolean, integer, uuid, text, text, boolean) is
  'How much is remembered and how much of it is used, by persona (none first), kind and status: of all personas, or of one (null with all_personas false: of none). The next page begins after the last row: after_persona, after_memory_type, after_status, after_deleted.';
revoke execute on function public.ai_memory_statistics(uuid, boolean, integer, uuid, text, text, boolean) from public, anon;
grant execute on function public.ai_memory_statistics(uuid, boolean, integer, uuid, text, text, boolean) to authenticated;

-- Neighbours ----------------------------------------------------------------------------------------------------------

drop function public.ai_message_neighbours(uuid[], integer, integer);
create function public.ai_message_neighbours(
  message_ids uuid[],
  before integer default 2,
  after integer default 2,
  max_rows integer default 500,
  after_thread uuid default null,
  after_seq bigint default null
) returns setof public.ai_message_neighbour
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  near uuid[];
begin
  perform kith.check_request();
  if cardinality(ai_message_neighbours.message_ids) > 200 then
    raise exception 'neighbours can be read of at most 200 messages at once' using errcode = '22023';
  end if;
  near := kith.near_messages(
    ai_message_neighbours.message_ids,
    least(greatest(coalesce(ai_message_neighbours.before, 0), 0), 50),
    least(greatest(coalesce(ai_message_neighbours.after, 0), 0), 50)
  );
  -- Which of them, before they are read.
  near := array(
    select message.message_id from public.ai_messages as message
    where message.message_id = any (near) and (
      ai_message_neighbours.after_seq is null
      or (message.thread_id, message.seq) > (ai_message_neighbours.after_thread, ai_message_neighbours.after_seq)
    )
    order by message.thread_id, message.seq
    limit least(greatest(coalesce(ai_message_neighbours.max_rows, 500), 1), 501)
  );
  return query
    select shown.*, shown.message_id = any (ai_message_neighbours.message_ids)
    from kith.shown_messages as shown
    where shown.message_id = any (near)
    order by shown.thread_id, shown.seq;
end
$$;
comment on function public.ai_message_neighbours(uuid[], integer, integer, integer, uuid, bigint) is
  'Those of at most 200 messages that are on the path one reads, each with up to 50 before and after it there. Every message once, in order, a page at a time: the next begins after the last row (after_thread, after_seq).';
revoke execute on function public.ai_message_neighbours(uuid[], integer, integer, integer, uuid, bigint) from public, anon;
grant execute on function public.ai_message_neighbours(uuid[], integer, integer, integer, uuid, bigint) to authenticated;
