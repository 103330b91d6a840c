-- The API of grants: what one persona may know of another. A grant lets the other see active memories, never threads or
-- messages, and copies nothing: revoked, it is as if it had not been.

create type public.ai_grant_view as (
  grant_id uuid,
  from_persona uuid,
  to_persona uuid,
  memory_type text,
  memory_id uuid,
  memory_content text,
  shared_count integer,
  created_at timestamptz
);
comment on type public.ai_grant_view is
  'A grant. memory_content: what the one memory says, when it is one; shared_count: how many memories are shared by it now.';

create function public.ai_list_grants(persona_id uuid default null, all_personas boolean default true)
returns setof public.ai_grant_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := kith.resource_key(ai_list_grants.persona_id);
begin
  perform kith.check_request();
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
    where granted.user_id = auth.uid()
      and (ai_list_grants.all_personas or resource in (granted.from_key, granted.to_key))
    order by granted.created_at, granted.grant_id;
end
$$;
comment on function public.ai_list_grants(uuid, boolean) is
  'All grants, or those from and to one persona (null with all_personas false: no persona), oldest first.';
revoke execute on function public.ai_list_grants(uuid, boolean) from public, anon;
grant execute on function public.ai_list_grants(uuid, boolean) to authenticated;

create function public.ai_grant_memory(
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
  return query select listed.* from public.ai_list_grants() as listed where listed.grant_id = present;
end
$$;
comment on function public.ai_grant_memory(uuid, uuid, uuid, text, uuid) is
  'Lets to_persona (null: no persona) know one memory of from_persona, or all its active memories of one kind, those to come included. Granted already: that grant. Only the owner, with all personas in view.';
revoke execute on function public.ai_grant_memory(uuid, uuid, uuid, text, uuid) from public, anon;
grant execute on function public.ai_grant_memory(uuid, uuid, uuid, text, uuid) to authenticated;

create function public.ai_revoke_grant(grant_id uuid) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  delete from public.ai_grants as granted where granted.grant_id = ai_revoke_grant.grant_id;
end
$$;
comment on function public.ai_revoke_grant(uuid) is
  'From now on the other persona does not know it any more. Repeating is fine. Only the owner, with all personas in view.';
revoke execute on function public.ai_revoke_grant(uuid) from public, anon;
grant execute on function public.ai_revoke_grant(uuid) to authenticated;
