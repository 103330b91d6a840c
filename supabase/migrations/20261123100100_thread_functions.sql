-- The API of threads.

create type public.ai_thread_view as (
  thread_id uuid,
  persona_id uuid,
  resource_key text,
  title text,
  opening text,
  metadata jsonb,
  pinned boolean,
  archived boolean,
  created_at timestamptz,
  updated_at timestamptz,
  last_message_at timestamptz
);
comment on type public.ai_thread_view is 'A thread as it is shown in a list.';

-- A view and not a function, so that the planner sees into it: a function would be run once for every row.
create view kith.shown_threads with (security_invoker = true) as
select
  thread.thread_id,
  thread.persona_id,
  thread.resource_key,
  thread.title,
  coalesce((
    select left(kith.message_text(first.content), 120)
    from public.ai_messages as first
    where first.thread_id = thread.thread_id and first.role = 'user' and first.selected
    order by first.seq limit 1
  ), '') as opening,
  coalesce((
    select entry.value from public.ai_metadata as entry
    where entry.thread_id = thread.thread_id and entry.key = 'mastra.thread'
  ), '{}') as metadata,
  thread.pinned,
  thread.archived,
  thread.created_at,
  thread.updated_at,
  thread.last_message_at
from public.ai_threads as thread
where thread.deleted_at is null;
comment on view kith.shown_threads is 'Threads with what a list shows beside the row: how they begin, and their metadata.';
grant select on kith.shown_threads to authenticated;

create function kith.merge_thread_metadata(thread_id uuid, metadata jsonb) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  if jsonb_typeof(merge_thread_metadata.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  insert into public.ai_metadata as entry (thread_id, key, value)
  values (merge_thread_metadata.thread_id, 'mastra.thread', merge_thread_metadata.metadata)
  on conflict (thread_id, key) where thread_id is not null do update set value = entry.value || excluded.value;
end
$$;
comment on function kith.merge_thread_metadata(uuid, jsonb) is 'Shallow merge: keys that are not named stay.';

create function public.ai_list_threads(
  persona_id uuid default null,
  max_rows integer default 50,
  before_message_at timestamptz default null,
  before_id uuid default null
) returns setof public.ai_thread_view
language plpgsql stable security invoker
-- A page in the middle and the first one want different plans.
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := auth.uid()::text || ':'
    || coalesce(ai_list_threads.persona_id, '00000000-0000-0000-0000-000000000000'::uuid)::text;
begin
  return query
    select shown.*
    from (
      select thread.thread_id, thread.last_message_at from public.ai_threads as thread
      where thread.resource_key = resource
        and thread.deleted_at is null and not thread.archived
        and (
          ai_list_threads.before_message_at is null
          or (thread.last_message_at, thread.thread_id)
            < (ai_list_threads.before_message_at, ai_list_threads.before_id)
        )
      order by thread.last_message_at desc, thread.thread_id desc
      limit least(greatest(ai_list_threads.max_rows, 1), 201)
    ) as page
    join kith.shown_threads as shown using (thread_id)
    order by page.last_message_at desc, page.thread_id desc;
end
$$;
comment on function public.ai_list_threads(uuid, integer, timestamptz, uuid) is
  'One page of the threads of a persona (null: of none), newest message first, after the given position.';
revoke execute on function public.ai_list_threads(uuid, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_list_threads(uuid, integer, timestamptz, uuid) to authenticated;

create function public.ai_get_thread(thread_id uuid) returns setof public.ai_thread_view
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  return query
    select shown.* from kith.shown_threads as shown where shown.thread_id = ai_get_thread.thread_id;
end
$$;
comment on function public.ai_get_thread(uuid) is 'One thread, or no row.';
revoke execute on function public.ai_get_thread(uuid) from public, anon;
grant execute on function public.ai_get_thread(uuid) to authenticated;

create function public.ai_save_thread(
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
  insert into public.ai_threads as thread (thread_id, persona_id, title, created_at, last_message_at)
  values (
    ai_save_thread.thread_id,
    ai_save_thread.persona_id,
    nullif(ai_save_thread.title, ''),
    coalesce(ai_save_thread.created_at, clock_timestamp()),
    coalesce(ai_save_thread.created_at, clock_timestamp())
  )
  on conflict on constraint ai_threads_pkey do update
    set title = coalesce(excluded.title, thread.title), persona_id = excluded.persona_id;
  if ai_save_thread.metadata is not null then
    perform kith.merge_thread_metadata(ai_save_thread.thread_id, ai_save_thread.metadata);
  end if;
  return query select * from public.ai_get_thread(ai_save_thread.thread_id);
end
$$;
comment on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz) is
  'Makes a thread. If it is there: its title changes when one is given, metadata is merged, created_at stays, and another persona is refused.';
revoke execute on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz) from public, anon;
grant execute on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz) to authenticated;

create function public.ai_update_thread(
  thread_id uuid,
  title text default null,
  metadata jsonb default null,
  pinned boolean default null,
  archived boolean default null
) returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.ai_threads as thread
  set
    title = case when ai_update_thread.title is null then thread.title else nullif(ai_update_thread.title, '') end,
    pinned = coalesce(ai_update_thread.pinned, thread.pinned),
    archived = coalesce(ai_update_thread.archived, thread.archived)
  where thread.thread_id = ai_update_thread.thread_id and thread.deleted_at is null;
  if not found then
    perform kith.refuse_missing('thread');
  end if;
  if ai_update_thread.metadata is not null then
    perform kith.merge_thread_metadata(ai_update_thread.thread_id, ai_update_thread.metadata);
  end if;
  return query select * from public.ai_get_thread(ai_update_thread.thread_id);
end
$$;
comment on function public.ai_update_thread(uuid, text, jsonb, boolean, boolean) is
  'Changes what is given and leaves the rest. An empty title takes the name away.';
revoke execute on function public.ai_update_thread(uuid, text, jsonb, boolean, boolean) from public, anon;
grant execute on function public.ai_update_thread(uuid, text, jsonb, boolean, boolean) to authenticated;

create function public.ai_delete_thread(thread_id uuid) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  update public.ai_threads as thread
  set deleted_at = clock_timestamp()
  where thread.thread_id = ai_delete_thread.thread_id and thread.deleted_at is null;
end
$$;
comment on function public.ai_delete_thread(uuid) is 'Takes a thread out of every list. ai_restore_thread undoes it. Repeating is fine.';
revoke execute on function public.ai_delete_thread(uuid) from public, anon;
grant execute on function public.ai_delete_thread(uuid) to authenticated;

create function public.ai_restore_thread(thread_id uuid) returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  update public.ai_threads as thread
  set deleted_at = null
  where thread.thread_id = ai_restore_thread.thread_id;
  if not found then
    perform kith.refuse_missing('thread');
  end if;
  return query select * from public.ai_get_thread(ai_restore_thread.thread_id);
end
$$;
comment on function public.ai_restore_thread(uuid) is 'Undoes ai_delete_thread.';
revoke execute on function public.ai_restore_thread(uuid) from public, anon;
grant execute on function public.ai_restore_thread(uuid) to authenticated;
