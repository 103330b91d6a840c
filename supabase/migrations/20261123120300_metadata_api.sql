-- The API of metadata: a key and a value about one thread, message, memory or persona. Keys that begin with "mastra."
-- are written by the functions that mean them (ai_save_thread, ai_update_thread, ai_save_working_memory) and can be read
-- here.

create function kith.check_metadata_target(thread_id uuid, message_id uuid, memory_id uuid, persona_ref uuid) returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if num_nonnulls(thread_id, message_id, memory_id, persona_ref) <> 1 then
    raise exception 'metadata is about exactly one of thread_id, message_id, memory_id and persona_ref'
      using errcode = '22023';
  end if;
end
$$;
comment on function kith.check_metadata_target(uuid, uuid, uuid, uuid) is 'Refuses no target and several.';

create function kith.check_metadata_key(key text) returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if key is null or length(key) not between 1 and 128 then
    raise exception 'a metadata key has 1 to 128 characters' using errcode = '22023';
  end if;
  if starts_with(key, 'mastra.') then
    raise exception 'keys that begin with "mastra." belong to the Mastra store'
      using errcode = '22023', hint = 'ai_update_thread and ai_save_working_memory change its metadata.';
  end if;
end
$$;
comment on function kith.check_metadata_key(text) is 'Refuses keys that are nobody''s to set.';

create function public.ai_get_metadata(
  key text,
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null
) returns setof public.ai_metadata
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.check_metadata_target(
    ai_get_metadata.thread_id, ai_get_metadata.message_id, ai_get_metadata.memory_id, ai_get_metadata.persona_ref
  );
  return query
    select entry.* from public.ai_metadata as entry
    where entry.key = ai_get_metadata.key
      and (
        entry.thread_id = ai_get_metadata.thread_id or entry.message_id = ai_get_metadata.message_id
        or entry.memory_id = ai_get_metadata.memory_id or entry.persona_ref = ai_get_metadata.persona_ref
      );
end
$$;
comment on function public.ai_get_metadata(text, uuid, uuid, uuid, uuid) is 'One entry, or no row.';
revoke execute on function public.ai_get_metadata(text, uuid, uuid, uuid, uuid) from public, anon;
grant execute on function public.ai_get_metadata(text, uuid, uuid, uuid, uuid) to authenticated;

create function public.ai_list_metadata(
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null
) returns setof public.ai_metadata
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.check_metadata_target(
    ai_list_metadata.thread_id, ai_list_metadata.message_id, ai_list_metadata.memory_id, ai_list_metadata.persona_ref
  );
  return query
    select entry.* from public.ai_metadata as entry
    where entry.thread_id = ai_list_metadata.thread_id or entry.message_id = ai_list_metadata.message_id
      or entry.memory_id = ai_list_metadata.memory_id or entry.persona_ref = ai_list_metadata.persona_ref
    order by entry.key collate "C"
    limit 1000;
end
$$;
comment on function public.ai_list_metadata(uuid, uuid, uuid, uuid) is
  'All entries about one thing, by key; the first 1,000.';
revoke execute on function public.ai_list_metadata(uuid, uuid, uuid, uuid) from public, anon;
grant execute on function public.ai_list_metadata(uuid, uuid, uuid, uuid) to authenticated;

create function public.ai_set_metadata(
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
comment on function public.ai_set_metadata(text, jsonb, uuid, uuid, uuid, uuid) is
  'Sets one entry about one thing, whether or not it was there. No value is the value null.';
revoke execute on function public.ai_set_metadata(text, jsonb, uuid, uuid, uuid, uuid) from public, anon;
grant execute on function public.ai_set_metadata(text, jsonb, uuid, uuid, uuid, uuid) to authenticated;

create function public.ai_delete_metadata(
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
  delete from public.ai_metadata as entry
  where entry.key = ai_delete_metadata.key
    and (
      entry.thread_id = ai_delete_metadata.thread_id or entry.message_id = ai_delete_metadata.message_id
      or entry.memory_id = ai_delete_metadata.memory_id or entry.persona_ref = ai_delete_metadata.persona_ref
    );
  return found;
end
$$;
comment on function public.ai_delete_metadata(text, uuid, uuid, uuid, uuid) is
  'Removes one entry for good. Whether it was there: repeating is fine.';
revoke execute on function public.ai_delete_metadata(text, uuid, uuid, uuid, uuid) from public, anon;
grant execute on function public.ai_delete_metadata(text, uuid, uuid, uuid, uuid) to authenticated;

create function kith.set_metadata_of_messages(given kith.given_message[], except_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_metadata_key(pair.key)
  from unnest(given) as item
  cross join lateral jsonb_object_keys(item.metadata) as pair (key);
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
comment on function kith.set_metadata_of_messages(kith.given_message[], uuid[]) is
  'Sets the metadata that came with messages, except with these.';

revoke execute on function
  kith.check_metadata_target(uuid, uuid, uuid, uuid), kith.check_metadata_key(text),
  kith.set_metadata_of_messages(kith.given_message[], uuid[]) from public;
grant execute on function
  kith.check_metadata_target(uuid, uuid, uuid, uuid), kith.check_metadata_key(text),
  kith.set_metadata_of_messages(kith.given_message[], uuid[]) to authenticated;
