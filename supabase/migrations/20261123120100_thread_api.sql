-- The API of threads.

alter type public.ai_thread_view
  add attribute preview text,
  add attribute unread boolean,
  add attribute message_count integer,
  add attribute last_message_seq bigint,
  add attribute deleted_at timestamptz;
comment on type public.ai_thread_view is
  'A thread as it is shown: with how it begins, how it goes on (preview), whether its last answer has been read, and when it was deleted, if it was.';

-- One person's threads of all personas, newest first.
create index ai_threads_by_user on public.ai_threads (user_id, last_message_at desc, thread_id desc);

-- Reading changes nothing: what is ordered by updated_at must not jump because somebody looked at it.
drop trigger touch_updated_at on public.ai_threads;
create trigger touch_updated_at before update on public.ai_threads
for each row when (
  old.last_read_seq is not distinct from new.last_read_seq
  or (old.title, old.pinned, old.archived, old.deleted_at, old.persona_id)
    is distinct from (new.title, new.pinned, new.archived, new.deleted_at, new.persona_id)
) execute function kith.touch_updated_at();

-- What was there before anybody kept count has been read.
update public.ai_threads as thread set last_read_seq = thread.last_message_seq
where thread.last_read_seq is null and thread.last_message_seq is not null;

create or replace view kith.shown_threads with (security_invoker = true) as
select
  thread.thread_id,
  thread.persona_id,
  thread.resource_key,
  thread.title,
  thread.opening,
  coalesce((
    select entry.value from public.ai_metadata as entry
    where entry.thread_id = thread.thread_id and entry.key = 'mastra.thread'
  ), '{}') as metadata,
  thread.pinned,
  thread.archived,
  thread.created_at,
  thread.updated_at,
  thread.last_message_at,
  thread.preview,
  coalesce(thread.last_answer_seq > coalesce(thread.last_read_seq, 0), false) as unread,
  thread.message_count,
  thread.last_message_seq,
  thread.deleted_at
from public.ai_threads as thread;
comment on view kith.shown_threads is
  'Threads, deleted ones too, with what is shown beside the row: how they begin and go on, and their metadata.';

-- Lists ---------------------------------------------------------------------------------------------------------------

drop function public.ai_list_threads(uuid, integer, timestamptz, uuid);
create function public.ai_list_threads(
  persona_id uuid default null,
  max_rows integer default 50,
  before_message_at timestamptz default null,
  before_id uuid default null,
  all_personas boolean default false,
  archived boolean default false,
  pinned boolean default null,
  deleted boolean default false
) returns setof public.ai_thread_view
language plpgsql stable security invoker
-- Row security makes the planner think that hardly a row passes. It must read along the index all the same.
set enable_sort = off
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  resource text := auth.uid()::text || ':'
    || coalesce(ai_list_threads.persona_id, '00000000-0000-0000-0000-000000000000'::uuid)::text;
  page_size integer := least(greatest(coalesce(ai_list_threads.max_rows, 50), 1), 201);
  in_bin boolean := coalesce(ai_list_threads.deleted, false);
  before_at timestamptz := coalesce(ai_list_threads.before_message_at, 'infinity');
  before_thread uuid := coalesce(ai_list_threads.before_id, '00000000-0000-0000-0000-000000000000');
begin
  perform kith.check_request();
  if ai_list_threads.all_personas then
    return query
      select shown.* from kith.shown_threads as shown
      where (shown.deleted_at is not null) = in_bin
        and (in_bin or shown.archived = coalesce(ai_list_threads.archived, shown.archived))
        and shown.pinned = coalesce(ai_list_threads.pinned, shown.pinned)
        and (shown.last_message_at, shown.thread_id) < (before_at, before_thread)
      order by shown.last_message_at desc, shown.thread_id desc
      limit page_size;
  else
    return query
      select shown.* from kith.shown_threads as shown
      where shown.resource_key = resource and (shown.deleted_at is not null) = in_bin
        and (in_bin or shown.archived = coalesce(ai_list_threads.archived, shown.archived))
        and shown.pinned = coalesce(ai_list_threads.pinned, shown.pinned)
        and (shown.last_message_at, shown.thread_id) < (before_at, before_thread)
      order by shown.last_message_at desc, shown.thread_id desc
      limit page_size;
  end if;
end
$$;
comment on function public.ai_list_threads(uuid, integer, timestamptz, uuid, boolean, boolean, boolean, boolean) is
  'One page of the threads of a persona (null: of none) or of all personas, newest message first, after the given position. archived and pinned: null for both kinds. With deleted, only what was deleted, archived or not.';
revoke execute on function public.ai_list_threads(uuid, integer, timestamptz, uuid, boolean, boolean, boolean, boolean) from public, anon;
grant execute on function public.ai_list_threads(uuid, integer, timestamptz, uuid, boolean, boolean, boolean, boolean) to authenticated;

create type public.ai_stored_thread as (
  thread_id uuid,
  resource_key text,
  title text,
  metadata jsonb,
  created_at timestamptz,
  updated_at timestamptz
);
comment on type public.ai_stored_thread is 'A thread as Mastra knows it.';
create type public.ai_thread_page as (threads public.ai_stored_thread[], total integer);
comment on type public.ai_thread_page is 'A page of threads, and how many there are on all pages.';

create function public.ai_query_threads(
  resource_key text default null,
  metadata jsonb default null,
  order_by text default 'created_at',
  descending boolean default true,
  max_rows integer default 100,
  skip integer default 0
) returns setof public.ai_thread_page
language plpgsql stable security invoker
-- Without a filter, metadata is read for the page only.
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  is_filtered boolean := coalesce(ai_query_threads.metadata, '{}') <> '{}';
  page uuid[];
  total integer;
begin
  perform kith.check_request();
  if jsonb_typeof(ai_query_threads.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  if ai_query_threads.order_by is null or ai_query_threads.order_by not in ('created_at', 'updated_at') then
    raise exception 'threads are ordered by created_at or updated_at' using errcode = '22023';
  end if;
  if ai_query_threads.max_rows < 0 or ai_query_threads.skip < 0 then
    raise exception 'max_rows and skip must not be negative' using errcode = '22023';
  end if;
  with matching as materialized (
    select
      thread.thread_id,
      case ai_query_threads.order_by when 'created_at' then thread.created_at else thread.updated_at end as moment
    from public.ai_threads as thread
    where thread.deleted_at is null
      and (ai_query_threads.resource_key is null or thread.resource_key = ai_query_threads.resource_key)
      and (not is_filtered or exists (
        select from public.ai_metadata as entry
        where entry.thread_id = thread.thread_id and entry.key = 'mastra.thread'
          -- Containing is quickly seen, and equal is more than containing.
          and entry.value @> ai_query_threads.metadata
          and not exists (
            select from jsonb_each(ai_query_threads.metadata) as wanted
            where entry.value -> wanted.key is distinct from wanted.value
          )
      ))
  )
  select
    array(
      select matching.thread_id from matching
      order by
        case when ai_query_threads.descending then matching.moment end desc,
        case when ai_query_threads.descending then matching.thread_id end desc,
        matching.moment,
        matching.thread_id
      limit ai_query_threads.max_rows offset ai_query_threads.skip
    ),
    (select count(*) from matching)
  into page, total;
  return query
    select
      array(
        select row(
          thread.thread_id, thread.resource_key, thread.title, coalesce(entry.value, '{}'), thread.created_at,
          thread.updated_at
        )::public.ai_stored_thread
        from public.ai_threads as thread
        left join public.ai_metadata as entry on entry.thread_id = thread.thread_id and entry.key = 'mastra.thread'
        where thread.thread_id = any (page)
        order by array_position(page, thread.thread_id)
      ),
      total;
end
$$;
comment on function public.ai_query_threads(text, jsonb, text, boolean, integer, integer) is
  'Threads as Mastra''s listThreads asks for them: of one resource (null: of all), with exactly these values in their metadata, in pages counted from the start (max_rows null: all). Always one row.';
revoke execute on function public.ai_query_threads(text, jsonb, text, boolean, integer, integer) from public, anon;
grant execute on function public.ai_query_threads(text, jsonb, text, boolean, integer, integer) to authenticated;

-- One thread ----------------------------------------------------------------------------------------------------------

create or replace function public.ai_get_thread(thread_id uuid) returns setof public.ai_thread_view
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select shown.* from kith.shown_threads as shown
    where shown.thread_id = ai_get_thread.thread_id and shown.deleted_at is null;
end
$$;

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
  if ai_save_thread.persona_id is not null and not exists (
    select from public.ai_personas as persona where persona.id = ai_save_thread.persona_id
  ) then
    perform kith.refuse_missing('persona');
  end if;
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
comment on function public.ai_save_thread(uuid, uuid, text, jsonb, timestamptz) is
  'Makes a thread. If it is there: its title changes when one is given, metadata is merged, created_at stays, and another persona is refused. No row when it was deleted.';

create or replace function public.ai_update_thread(
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
  perform kith.check_request();
  perform kith.require_owner();
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

create function public.ai_mark_thread_read(thread_id uuid, seq bigint default null)
returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  -- Two windows may tell in any order how far they are: what has been read stays read.
  update public.ai_threads as thread
  set last_read_seq = least(coalesce(ai_mark_thread_read.seq, thread.last_message_seq), thread.last_message_seq)
  where thread.thread_id = ai_mark_thread_read.thread_id and thread.deleted_at is null
    and coalesce(thread.last_read_seq, 0)
      < least(coalesce(ai_mark_thread_read.seq, thread.last_message_seq), thread.last_message_seq);
  return query select * from public.ai_get_thread(ai_mark_thread_read.thread_id);
  if not found then
    perform kith.refuse_missing('thread');
  end if;
end
$$;
comment on function public.ai_mark_thread_read(uuid, bigint) is
  'The owner has seen the thread up to this message (null: to its end). updated_at stays as it is.';
revoke execute on function public.ai_mark_thread_read(uuid, bigint) from public, anon;
grant execute on function public.ai_mark_thread_read(uuid, bigint) to authenticated;

create or replace function public.ai_delete_thread(thread_id uuid) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform kith.require_owner();
  update public.ai_threads as thread
  set deleted_at = clock_timestamp()
  where thread.thread_id = ai_delete_thread.thread_id and thread.deleted_at is null;
end
$$;

create or replace function public.ai_restore_thread(thread_id uuid) returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  perform kith.require_owner();
  update public.ai_threads as thread
  set deleted_at = null
  where thread.thread_id = ai_restore_thread.thread_id;
  if not found then
    perform kith.refuse_missing('thread');
  end if;
  return query select * from public.ai_get_thread(ai_restore_thread.thread_id);
end
$$;

create function public.ai_move_thread(thread_id uuid, persona_id uuid default null)
returns setof public.ai_thread_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  open_run uuid;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if kith.vault() <> '*' then
    raise exception 'A request that is narrowed to one persona cannot hand a thread to another.'
      using errcode = 'PT403';
  end if;
  if ai_move_thread.persona_id is not null and not exists (
    select from public.ai_personas as persona where persona.id = ai_move_thread.persona_id
  ) then
    perform kith.refuse_missing('persona');
  end if;
  if not kith.lock_thread(ai_move_thread.thread_id) then
    perform kith.refuse_missing('thread');
  end if;
  select run.run_id into open_run from public.ai_runs as run
  where run.thread_id = ai_move_thread.thread_id and run.status in ('running', 'suspended');
  if found then
    raise exception 'this thread is being answered' using errcode = 'PT409', hint = 'run', detail = open_run::text;
  end if;
  if exists (
    select from public.ai_threads as thread
    where thread.thread_id = ai_move_thread.thread_id
      and thread.persona_id is distinct from ai_move_thread.persona_id
  ) then
    perform kith.move_thread(ai_move_thread.thread_id, ai_move_thread.persona_id);
  end if;
  return query select * from public.ai_get_thread(ai_move_thread.thread_id);
end
$$;
comment on function public.ai_move_thread(uuid, uuid) is
  'Hands a thread with its messages to another persona (null: to none). Memories and files stay where they are. Refused while it is being answered.';
revoke execute on function public.ai_move_thread(uuid, uuid) from public, anon;
grant execute on function public.ai_move_thread(uuid, uuid) to authenticated;

-- Copies --------------------------------------------------------------------------------------------------------------

create type public.ai_thread_copy as (thread public.ai_thread_view, message_ids jsonb);
comment on type public.ai_thread_copy is 'A copy of a thread, and which message of it is which of the original: {"original": "copy"}.';

-- From the two ids it is made of, so that a copy that is asked for twice is one copy.
create function kith.copied_id(thread_id uuid, message_id uuid) returns uuid
language sql immutable parallel safe
set search_path = ''
as $$
  select overlay(overlay(
    md5(copied_id.thread_id::text || copied_id.message_id::text) placing '8' from 13) placing 'a' from 17)::uuid
$$;
comment on function kith.copied_id(uuid, uuid) is 'The id of the copy of a message in that thread: a UUID, version 8.';
revoke execute on function kith.copied_id(uuid, uuid) from public;
grant execute on function kith.copied_id(uuid, uuid) to authenticated;

create function public.ai_copy_thread(
  thread_id uuid,
  new_thread_id uuid,
  until_message_id uuid default null,
  title text default null,
  persona_id uuid default null,
  message_ids uuid[] default null,
  since timestamptz default null,
  until timestamptz default null,
  last_messages integer default null,
  metadata jsonb default null
) returns setof public.ai_thread_copy
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  source public.ai_threads;
  target_persona uuid;
  copies jsonb;
  last_id uuid;
  branch uuid[];
  path_until integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_copy_thread.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  if ai_copy_thread.last_messages < 1 then
    raise exception 'last_messages must be positive' using errcode = '22023';
  end if;
  select thread.* into source from public.ai_threads as thread
  where thread.thread_id = ai_copy_thread.thread_id and thread.deleted_at is null;
  if not found then
    perform kith.refuse_missing('thread');
  end if;

  target_persona := case
    when ai_copy_thread.persona_id is null then source.persona_id
    else nullif(ai_copy_thread.persona_id, '00000000-0000-0000-0000-000000000000')
  end;
  if target_persona is not null and not exists (
    select from public.ai_personas as persona where persona.id = target_persona
  ) then
    perform kith.refuse_missing('persona');
  end if;
  insert into public.ai_threads (thread_id, persona_id, title)
  values (ai_copy_thread.new_thread_id, target_persona, nullif(coalesce(ai_copy_thread.title, source.title), ''))
  on conflict on constraint ai_threads_pkey do nothing;

  if not found then
    if not exists (
      select from public.ai_metadata as entry
      where entry.thread_id = ai_copy_thread.new_thread_id and entry.key = 'mastra.thread'
        and entry.value -> 'clone' ->> 'sourceThreadId' = source.thread_id::text
    ) then
      raise exception 'new_thread_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
    select jsonb_object_agg(original.message_id, copy.message_id) into copies
    from public.ai_messages as original
    join public.ai_messages as copy
      on copy.message_id = kith.copied_id(ai_copy_thread.new_thread_id, original.message_id)
    where original.thread_id = source.thread_id and copy.thread_id = ai_copy_thread.new_thread_id;
  else
    if ai_copy_thread.until_message_id is not null then
      -- Up to the first message that is on the path; from there on, everything is.
      with recursive climbed as (
        select message.message_id, message.parent_message_id, message.selected, message.depth
        from public.ai_messages as message
        where message.message_id = ai_copy_thread.until_message_id and message.thread_id = source.thread_id
          and message.deleted_at is null
        union all
        select parent.message_id, parent.parent_message_id, parent.selected, parent.depth
        from climbed
        join public.ai_messages as parent on parent.message_id = climbed.parent_message_id
        where not climbed.selected
      )
      select
        array_agg(climbed.message_id) filter (where not climbed.selected),
        coalesce(max(climbed.depth) filter (where climbed.selected), -1)
      into branch, path_until
      from climbed
      having count(*) > 0;
      if not found then
        perform kith.refuse_missing('message');
      end if;
    end if;

    with chosen as materialized (
      select original.message_id, original.seq
      from public.ai_messages as original
      where original.thread_id = source.thread_id and original.deleted_at is null
        and (
          original.selected and original.depth <= coalesce(path_until, original.depth)
          or original.message_id = any (branch)
        )
        and (
          coalesce(cardinality(ai_copy_thread.message_ids), 0) = 0
          or original.message_id = any (ai_copy_thread.message_ids)
        )
        and (ai_copy_thread.since is null or original.created_at >= ai_copy_thread.since)
        and (ai_copy_thread.until is null or original.created_at <= ai_copy_thread.until)
      order by original.seq desc
      limit ai_copy_thread.last_messages
    ), copied as (
      insert into public.ai_messages (
        message_id, thread_id, role, content, status, message_embedding, embedding_model, created_at
      )
      select
        kith.copied_id(ai_copy_thread.new_thread_id, original.message_id), ai_copy_thread.new_thread_id, original.role,
        original.content,
        -- Nobody goes on writing the copy.
        case original.status when 'streaming' then 'stopped' else original.status end,
        original.message_embedding, original.embedding_model, original.created_at
      from chosen
      join public.ai_messages as original using (message_id)
      order by chosen.seq
    )
    select
      jsonb_object_agg(
        chosen.message_id, kith.copied_id(ai_copy_thread.new_thread_id, chosen.message_id)
      ),
      (array_agg(chosen.message_id order by chosen.seq desc))[1]
    into copies, last_id
    from chosen;

    perform kith.merge_thread_metadata(
      ai_copy_thread.new_thread_id,
      coalesce(ai_copy_thread.metadata, '{}') || jsonb_build_object('clone', jsonb_strip_nulls(jsonb_build_object(
        'sourceThreadId', source.thread_id,
        'clonedAt', date_trunc('milliseconds', clock_timestamp()),
        'lastMessageId', last_id
      )))
    );
    -- The owner knows what the owner copied.
    update public.ai_threads as thread set last_read_seq = thread.last_message_seq
    where thread.thread_id = ai_copy_thread.new_thread_id;
  end if;
  return query
    select copy, coalesce(copies, '{}') from public.ai_get_thread(ai_copy_thread.new_thread_id) as copy;
end
$$;
comment on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb) is
  'Copies the path of a thread, or the path to until_message_id on whatever branch it is, into a new thread: of the same persona or another (the zero uuid: none); only message_ids, only from since to until, only the last_messages. Messages get new ids and keep their times; other versions of them, metadata rows and receipts stay behind. Repeating it gives the copy that was made.';
revoke execute on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb) from public, anon;
grant execute on function public.ai_copy_thread(uuid, uuid, uuid, text, uuid, uuid[], timestamptz, timestamptz, integer, jsonb) to authenticated;
