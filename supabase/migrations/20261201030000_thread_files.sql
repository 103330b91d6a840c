-- A thread as a file and back: every message of a thread with all its versions, page by page, and a thread that is made
-- whole in one call.

create type public.ai_tree_message as (
  message_id uuid,
  parent_message_id uuid,
  seq bigint,
  role text,
  content jsonb,
  status text,
  selected boolean,
  created_at timestamptz,
  metadata jsonb
);
comment on type public.ai_tree_message is
  'A message of any version. parent_message_id: the nearest before it that is not deleted. metadata: what its owner noted, without what belongs to Mastra or to Kith.';

create function kith.parent_there(message_id uuid) returns uuid
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  at uuid := parent_there.message_id;
  earlier record;
begin
  while at is not null loop
    select message.parent_message_id, message.deleted_at into earlier
    from public.ai_messages as message where message.message_id = at;
    if not found then
      return null;
    end if;
    exit when earlier.deleted_at is null;
    at := earlier.parent_message_id;
  end loop;
  return at;
end
$$;
comment on function kith.parent_there(uuid) is 'This message, or the nearest before it that is not deleted.';

create function kith.noted_entries(message_id uuid) returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_object_agg(entry.key, entry.value), '{}')
  from public.ai_metadata as entry
  where entry.message_id = noted_entries.message_id
    and not starts_with(entry.key, 'mastra.') and not starts_with(entry.key, 'kith.')
$$;
comment on function kith.noted_entries(uuid) is 'What the owner noted on a message.';

create function public.ai_list_tree(
  thread_id uuid,
  max_rows integer default 200,
  after_seq bigint default null
) returns setof public.ai_tree_message
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      page.message_id, kith.parent_there(page.parent_message_id), page.seq, page.role, page.content, page.status,
      page.selected, page.created_at, kith.noted_entries(page.message_id)
    from (
      select message.* from public.ai_messages as message
      where message.thread_id = ai_list_tree.thread_id and message.deleted_at is null
        and message.seq > coalesce(ai_list_tree.after_seq, 0)
        and exists (
          select from public.ai_threads as thread
          where thread.thread_id = ai_list_tree.thread_id and thread.deleted_at is null
        )
      order by message.seq
      limit least(greatest(coalesce(ai_list_tree.max_rows, 200), 1), 1000)
    ) as page
    order by page.seq;
end
$$;
comment on function public.ai_list_tree(uuid, integer, bigint) is
  'A page of all messages of a thread, every version of them, in the order they came: a parent before what follows it. The next page begins after the seq of the last.';
revoke execute on function public.ai_list_tree(uuid, integer, bigint) from public, anon;
grant execute on function public.ai_list_tree(uuid, integer, bigint) to authenticated;

-- Bringing one in -----------------------------------------------------------------------------------------------------

create type kith.brought_message as (
  message_id uuid,
  parent_message_id uuid,
  role text,
  content jsonb,
  status text,
  selected boolean,
  created_at timestamptz,
  metadata jsonb
);
comment on type kith.brought_message is 'A message of a file, with the ids it is to have.';

create function kith.read_brought_messages(messages jsonb) returns kith.brought_message[]
language plpgsql stable
-- Of an array the planner believes that it is short, and would compare each message with every other.
set enable_nestloop = off
set search_path = ''
as $$
declare
  given kith.brought_message[];
begin
  if jsonb_typeof(read_brought_messages.messages) is distinct from 'array' then
    raise exception 'messages must be an array' using errcode = '22023';
  end if;
  if jsonb_array_length(read_brought_messages.messages) > 20000 then
    raise exception 'a thread of at most 20,000 messages can be brought in' using errcode = '22023';
  end if;
  select array_agg(item order by place) into given
  from jsonb_array_elements(read_brought_messages.messages) with ordinality as listed (element, place)
  cross join lateral jsonb_populate_record(null::kith.brought_message, listed.element) as item;
  if exists (
    select from unnest(given) as item
    where item.message_id is null or item.role is null or item.created_at is null or item.selected is null
      or coalesce(item.status, '') not in ('complete', 'stopped', 'failed')
      or jsonb_typeof(item.content) is distinct from 'object'
      or jsonb_typeof(item.metadata) is distinct from 'object'
  ) then
    raise exception 'a message needs a message_id, a role, content, a time, metadata, whether it is shown, and an end'
      using errcode = '22023';
  end if;
  -- Whatever the order of the file says, a message follows one before it, and what is shown is one line from its beginning.
  if exists (
    select from unnest(given) with ordinality as item (
      message_id, parent_message_id, role, content, status, selected, created_at, metadata, place
    )
    left join unnest(given) with ordinality as parent (
      message_id, parent_message_id, role, content, status, selected, created_at, metadata, place
    ) on parent.message_id = item.parent_message_id
    where item.parent_message_id is not null
      and (parent.place is null or parent.place >= item.place or item.selected and not parent.selected)
  ) or exists (
    select from unnest(given) as item where item.selected group by item.parent_message_id having count(*) > 1
  ) then
    raise exception 'these messages are not a tree' using errcode = '22023';
  end if;
  return coalesce(given, '{}');
end
$$;
comment on function kith.read_brought_messages(jsonb) is 'Reads the messages of a file, or says what is wrong with them.';

create function public.ai_import_thread(
  thread_id uuid,
  messages jsonb,
  persona_id uuid default null,
  title text default null,
  created_at timestamptz default null,
  remembers boolean default true,
  metadata jsonb default '{}',
  file_ids uuid[] default '{}'
) returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  given kith.brought_message[];
  pair record;
  file_id uuid;
  added integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_import_thread.metadata) is distinct from 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  perform kith.require_visible_persona(ai_import_thread.persona_id);
  insert into public.ai_threads (thread_id, persona_id, title, created_at, last_message_at)
  values (
    ai_import_thread.thread_id, ai_import_thread.persona_id, nullif(ai_import_thread.title, ''),
    least(coalesce(ai_import_thread.created_at, clock_timestamp()), clock_timestamp()),
    least(coalesce(ai_import_thread.created_at, clock_timestamp()), clock_timestamp())
  )
  on conflict do nothing;
  if not found then
    if not exists (
      select from public.ai_metadata as entry
      where entry.thread_id = ai_import_thread.thread_id and entry.key = 'mastra.thread'
        and entry.value ? 'kith.brought'
    ) then
      raise exception 'thread_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
    return query select * from public.ai_get_thread(ai_import_thread.thread_id);
    return;
  end if;

  -- Before its messages are: those of a thread that remembers nothing are not looked for.
  perform kith.merge_thread_metadata(
    ai_import_thread.thread_id,
    jsonb_build_object('kith.brought', date_trunc('milliseconds', clock_timestamp()))
      || case when ai_import_thread.remembers then '{}' else '{"kith.memory": "off"}'::jsonb end
  );
  given := kith.read_brought_messages(ai_import_thread.messages);
  -- Not shown at first: a message without a parent would be put at the end of what is shown.
  insert into public.ai_messages (
    message_id, thread_id, parent_message_id, selected, role, content, status, created_at
  )
  select
    item.message_id, ai_import_thread.thread_id, item.parent_message_id, false, item.role, item.content, item.status,
    least(item.created_at, clock_timestamp())
  from unnest(given) with ordinality as item (
    message_id, parent_message_id, role, content, status, selected, created_at, metadata, place
  )
  order by item.place
  on conflict on constraint ai_messages_pkey do nothing;
  get diagnostics added = row_count;
  if added < cardinality(given) then
    perform kith.refuse_missing('message');
  end if;
  update public.ai_messages as message set selected = true
  from unnest(given) as item
  where item.selected and message.message_id = item.message_id;

  for pair in
    select null::uuid as message_id, entry.key, entry.value from jsonb_each(ai_import_thread.metadata) as entry
    union all
    select item.message_id, entry.key, entry.value
    from unnest(given) as item cross join lateral jsonb_each(item.metadata) as entry
  loop
    perform kith.check_metadata_key(pair.key);
    insert into public.ai_metadata (thread_id, message_id, key, value)
    values (
      case when pair.message_id is null then ai_import_thread.thread_id end, pair.message_id, pair.key, pair.value
    );
  end loop;
  foreach file_id in array coalesce(ai_import_thread.file_ids, '{}') loop
    perform public.ai_finish_file(file_id);
  end loop;
  update public.ai_threads as thread set last_read_seq = thread.last_message_seq
  where thread.thread_id = ai_import_thread.thread_id;
  return query select * from public.ai_get_thread(ai_import_thread.thread_id);
end
$$;
comment on function public.ai_import_thread(uuid, jsonb, uuid, text, timestamptz, boolean, jsonb, uuid[]) is
  'Makes a thread out of a file, whole or not at all. messages: at most 20,000 [{message_id, parent_message_id, role, content, status, selected, created_at, metadata}], a parent before what follows it; what is selected is one line from its beginning. file_ids: what they show, which has arrived. No time lies ahead of now. Repeating it gives the thread that was made.';
revoke execute on function public.ai_import_thread(uuid, jsonb, uuid, text, timestamptz, boolean, jsonb, uuid[]) from public, anon;
grant execute on function public.ai_import_thread(uuid, jsonb, uuid, text, timestamptz, boolean, jsonb, uuid[]) to authenticated;

revoke execute on function
  kith.parent_there(uuid), kith.noted_entries(uuid), kith.read_brought_messages(jsonb) from public;
grant execute on function
  kith.parent_there(uuid), kith.noted_entries(uuid), kith.read_brought_messages(jsonb) to authenticated;
