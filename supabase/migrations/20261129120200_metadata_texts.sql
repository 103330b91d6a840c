-- Metadata as its owner reads and writes it: a value is JSON as text, so that no number loses digits and no key is mistaken
-- for something else on the way. Lists show how values begin; who was quicker is not overwritten.

create type public.ai_metadata_text as (
  key text,
  value text,
  size integer,
  updated_at timestamptz
);
comment on type public.ai_metadata_text is
  'An entry. value: JSON as text, perhaps only its beginning; size: its bytes as a whole.';

create function kith.require_metadata_target(thread_id uuid, message_id uuid, memory_id uuid, persona_ref uuid)
returns void
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_metadata_target(
    require_metadata_target.thread_id, require_metadata_target.message_id, require_metadata_target.memory_id,
    require_metadata_target.persona_ref
  );
  if require_metadata_target.thread_id is not null and not exists (
    select from public.ai_threads as thread
    where thread.thread_id = require_metadata_target.thread_id and thread.deleted_at is null
  ) then
    perform kith.refuse_missing('thread');
  end if;
  if require_metadata_target.message_id is not null and not exists (
    select from public.ai_messages as message
    where message.message_id = require_metadata_target.message_id and message.deleted_at is null
  ) then
    perform kith.refuse_missing('message');
  end if;
  if require_metadata_target.memory_id is not null and not exists (
    select from public.ai_memory as memory
    where memory.memory_id = require_metadata_target.memory_id and memory.deleted_at is null
  ) then
    perform kith.refuse_missing('memory');
  end if;
  if require_metadata_target.persona_ref is not null and not exists (
    select from public.ai_personas as persona where persona.id = require_metadata_target.persona_ref
  ) then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function kith.require_metadata_target(uuid, uuid, uuid, uuid) is
  'Ends the call with 404 when what metadata is to be about is not there.';

create function kith.check_owners_key(key text) returns void
language plpgsql stable
set search_path = ''
as $$
begin
  perform kith.check_metadata_key(key);
  if starts_with(key, 'kith.') then
    raise exception 'Keys that begin with "kith." are Kith''s own.' using errcode = '22023';
  end if;
end
$$;
comment on function kith.check_owners_key(text) is 'Refuses keys that an owner does not set by hand.';

create function public.ai_list_metadata_texts(
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null,
  key text default null,
  max_length integer default 1000,
  max_rows integer default 200,
  after_key text default null
) returns setof public.ai_metadata_text
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_metadata_target(
    ai_list_metadata_texts.thread_id, ai_list_metadata_texts.message_id, ai_list_metadata_texts.memory_id,
    ai_list_metadata_texts.persona_ref
  );
  return query
    select
      entry.key,
      left(entry.value::text, least(
        greatest(coalesce(ai_list_metadata_texts.max_length, 1000), 1),
        case when ai_list_metadata_texts.key is null then 4000 else 1000000 end
      )),
      octet_length(entry.value::text),
      entry.updated_at
    from public.ai_metadata as entry
    where (
        entry.thread_id = ai_list_metadata_texts.thread_id or entry.message_id = ai_list_metadata_texts.message_id
        or entry.memory_id = ai_list_metadata_texts.memory_id
        or entry.persona_ref = ai_list_metadata_texts.persona_ref
      )
      and (ai_list_metadata_texts.key is null or entry.key = ai_list_metadata_texts.key)
      and (ai_list_metadata_texts.after_key is null or entry.key collate "C" > ai_list_metadata_texts.after_key)
    order by entry.key collate "C"
    limit least(greatest(coalesce(ai_list_metadata_texts.max_rows, 200), 1), 501);
end
$$;
comment on function public.ai_list_metadata_texts(uuid, uuid, uuid, uuid, text, integer, integer, text) is
  'One page of the entries about one thing, by key, after the given one: how their values begin, at most 4,000 characters of each; or, with a key, that entry as a whole.';
revoke execute on function public.ai_list_metadata_texts(uuid, uuid, uuid, uuid, text, integer, integer, text)
  from public, anon;
grant execute on function public.ai_list_metadata_texts(uuid, uuid, uuid, uuid, text, integer, integer, text)
  to authenticated;

create function public.ai_save_metadata_text(
  key text,
  value text,
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null,
  expected_updated_at timestamptz default null
) returns setof public.ai_metadata_text
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  given jsonb;
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.check_owners_key(ai_save_metadata_text.key);
  -- What is said of a persona is its settings, too.
  if ai_save_metadata_text.persona_ref is not null then
    perform kith.require_whole_owner();
  end if;
  perform kith.require_metadata_target(
    ai_save_metadata_text.thread_id, ai_save_metadata_text.message_id, ai_save_metadata_text.memory_id,
    ai_save_metadata_text.persona_ref
  );
  if ai_save_metadata_text.value is null or length(ai_save_metadata_text.value) > 2000000 then
    raise exception 'a value has to be JSON, written as text' using errcode = '22023';
  end if;
  given := ai_save_metadata_text.value::jsonb;
  if octet_length(given::text) > 1000000 then
    raise exception 'A value has at most 1,000,000 bytes.' using errcode = '22023';
  end if;
  if ai_save_metadata_text.expected_updated_at is null then
    insert into public.ai_metadata as entry (thread_id, message_id, memory_id, persona_ref, key, value)
    values (
      ai_save_metadata_text.thread_id, ai_save_metadata_text.message_id, ai_save_metadata_text.memory_id,
      ai_save_metadata_text.persona_ref, ai_save_metadata_text.key, given
    )
    on conflict do nothing;
    -- Asked for again by whoever has not heard.
    if not found and not exists (
      select from public.ai_list_metadata_texts(
        ai_save_metadata_text.thread_id, ai_save_metadata_text.message_id, ai_save_metadata_text.memory_id,
        ai_save_metadata_text.persona_ref, ai_save_metadata_text.key, 1000000
      ) as present
      where present.value = given::text
    ) then
      raise exception 'There is an entry of this name already.' using errcode = 'PT409';
    end if;
  else
    update public.ai_metadata as entry set value = given
    where entry.key = ai_save_metadata_text.key and entry.updated_at = ai_save_metadata_text.expected_updated_at
      and (
        entry.thread_id = ai_save_metadata_text.thread_id or entry.message_id = ai_save_metadata_text.message_id
        or entry.memory_id = ai_save_metadata_text.memory_id or entry.persona_ref = ai_save_metadata_text.persona_ref
      );
    if not found then
      raise exception 'This entry was changed or removed elsewhere.' using errcode = 'PT409';
    end if;
  end if;
  return query
    select present.* from public.ai_list_metadata_texts(
      ai_save_metadata_text.thread_id, ai_save_metadata_text.message_id, ai_save_metadata_text.memory_id,
      ai_save_metadata_text.persona_ref, ai_save_metadata_text.key
    ) as present;
end
$$;
comment on function public.ai_save_metadata_text(text, text, uuid, uuid, uuid, uuid, timestamptz) is
  'Makes an entry, or changes the one that was changed last at expected_updated_at. Refused when there is one already, or when it was changed meanwhile; and for keys that are not the owner''s to set. value is JSON as text.';
revoke execute on function public.ai_save_metadata_text(text, text, uuid, uuid, uuid, uuid, timestamptz)
  from public, anon;
grant execute on function public.ai_save_metadata_text(text, text, uuid, uuid, uuid, uuid, timestamptz)
  to authenticated;

create function public.ai_take_metadata_text(
  key text,
  thread_id uuid default null,
  message_id uuid default null,
  memory_id uuid default null,
  persona_ref uuid default null,
  expected_updated_at timestamptz default null
) returns setof public.ai_metadata_text
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  taken public.ai_metadata_text;
begin
  perform kith.check_request();
  perform kith.require_owner();
  perform kith.check_owners_key(ai_take_metadata_text.key);
  -- What is said of a persona is its settings, too.
  if ai_take_metadata_text.persona_ref is not null then
    perform kith.require_whole_owner();
  end if;
  perform kith.require_metadata_target(
    ai_take_metadata_text.thread_id, ai_take_metadata_text.message_id, ai_take_metadata_text.memory_id,
    ai_take_metadata_text.persona_ref
  );
  delete from public.ai_metadata as entry
  where entry.key = ai_take_metadata_text.key
    and (
      entry.thread_id = ai_take_metadata_text.thread_id or entry.message_id = ai_take_metadata_text.message_id
      or entry.memory_id = ai_take_metadata_text.memory_id or entry.persona_ref = ai_take_metadata_text.persona_ref
    )
  returning entry.key, entry.value::text, octet_length(entry.value::text), entry.updated_at into taken;
  if not found then
    return;
  end if;
  if taken.updated_at <> ai_take_metadata_text.expected_updated_at then
    raise exception 'This entry was changed elsewhere.' using errcode = 'PT409';
  end if;
  return next taken;
end
$$;
comment on function public.ai_take_metadata_text(text, uuid, uuid, uuid, uuid, timestamptz) is
  'Removes an entry and returns it as a whole, so that ai_save_metadata_text brings it back; or no row when it is gone already. Refused when it was changed meanwhile, where expected_updated_at is given.';
revoke execute on function public.ai_take_metadata_text(text, uuid, uuid, uuid, uuid, timestamptz) from public, anon;
grant execute on function public.ai_take_metadata_text(text, uuid, uuid, uuid, uuid, timestamptz) to authenticated;

revoke execute on function
  kith.require_metadata_target(uuid, uuid, uuid, uuid), kith.check_owners_key(text) from public;
grant execute on function
  kith.require_metadata_target(uuid, uuid, uuid, uuid), kith.check_owners_key(text) to authenticated;
