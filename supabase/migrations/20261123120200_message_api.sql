-- The API of messages.

alter type public.ai_message_view
  add attribute selected boolean,
  add attribute depth integer,
  add attribute sibling_ids uuid[];
comment on type public.ai_message_view is
  'A message without its embedding, which is large and never shown. sibling_ids: all versions of this turn, itself included, in the order they were made.';

-- Mastra and whoever uses the tables directly order by time; ties are in the order of arrival.
create index ai_messages_by_time on public.ai_messages (thread_id, created_at, seq);
create index ai_messages_roots on public.ai_messages (thread_id, seq) where parent_message_id is null;

-- A clock may tell the same time to a whole batch, and who orders by created_at relies on the order of the batch.
create function kith.next_moment() returns timestamptz
language plpgsql volatile
set search_path = ''
as $$
declare
  moment timestamptz := greatest(
    clock_timestamp(), nullif(current_setting('kith.last_moment', true), '')::timestamptz + interval '1 microsecond'
  );
begin
  perform set_config('kith.last_moment', moment::text, true);
  return moment;
end
$$;
comment on function kith.next_moment() is 'Now, and later than what it said before in this transaction.';
revoke execute on function kith.next_moment() from public;
grant execute on function kith.next_moment() to authenticated, service_role;
alter table public.ai_messages alter column created_at set default kith.next_moment();

-- A view and not a function, so that the planner sees into it: a function would be run once for every row.
create view kith.shown_messages with (security_invoker = true) as
select
  message.message_id,
  message.thread_id,
  message.seq,
  message.role,
  message.content,
  message.status,
  message.parent_message_id,
  message.created_at,
  message.selected,
  message.depth,
  case
    when message.parent_message_id is not null then array(
      select sibling.message_id from public.ai_messages as sibling
      where sibling.parent_message_id = message.parent_message_id and sibling.deleted_at is null
      order by sibling.seq
    )
    when message.depth = 0 then array(
      select sibling.message_id from public.ai_messages as sibling
      where sibling.thread_id = message.thread_id and sibling.parent_message_id is null and sibling.depth = 0
        and sibling.deleted_at is null
      order by sibling.seq
    )
    else array[message.message_id]
  end as sibling_ids
from public.ai_messages as message
where message.deleted_at is null;
comment on view kith.shown_messages is 'Messages that are not deleted, as they are shown.';
grant select on kith.shown_messages to authenticated;

-- Helpers -------------------------------------------------------------------------------------------------------------

-- Definer: a run adds to a thread and may not change the thread itself.
create function kith.touch_threads(thread_ids uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  vault text := kith.vault();
begin
  if kith.may_write() then
    -- The trigger sets it.
    update public.ai_threads as thread set updated_at = thread.updated_at
    where thread.thread_id = any (touch_threads.thread_ids) and thread.user_id = auth.uid()
      and (vault = '*' or thread.resource_key = vault);
  end if;
end
$$;
comment on function kith.touch_threads(uuid[]) is 'Something in these threads has changed: updated_at says so.';

create function kith.lock_threads(thread_ids uuid[]) returns uuid[]
language plpgsql volatile
set search_path = ''
as $$
declare
  missing uuid[];
begin
  -- In one order for everybody, so that two writers wait for each other and never in a circle.
  select array_agg(wanted.thread_id) into missing
  from (select distinct thread_id from unnest(lock_threads.thread_ids) as thread_id order by thread_id) as wanted
  where not kith.lock_thread(wanted.thread_id);
  return coalesce(missing, '{}');
end
$$;
comment on function kith.lock_threads(uuid[]) is 'Queues up those who write to these threads. Which of them the caller has not got.';

create function kith.refuse_if_being_written(message_ids uuid[]) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  open_run uuid;
begin
  select run.run_id into open_run from public.ai_runs as run
  where run.message_id = any (refuse_if_being_written.message_ids) and run.status in ('running', 'suspended')
  limit 1;
  if found then
    raise exception 'this answer is being written' using errcode = 'PT409', hint = 'run', detail = open_run::text;
  end if;
end
$$;
comment on function kith.refuse_if_being_written(uuid[]) is 'Ends the call with 409 when a run is at work on one of these messages.';

create function kith.show_branch(thread_id uuid, message_id uuid) returns void
language plpgsql volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  hidden uuid[];
  fork integer;
  leaving uuid[];
begin
  with recursive climbed as (
    select message.message_id, message.parent_message_id, message.selected, message.depth
    from public.ai_messages as message
    where message.message_id = show_branch.message_id and message.thread_id = show_branch.thread_id
    union all
    select parent.message_id, parent.parent_message_id, parent.selected, parent.depth
    from climbed
    join public.ai_messages as parent on parent.message_id = climbed.parent_message_id
    where not climbed.selected
  )
  select
    array_agg(climbed.message_id) filter (where not climbed.selected),
    max(climbed.depth) filter (where climbed.selected)
  into hidden, fork
  from climbed;

  select array_agg(message.message_id) into leaving
  from public.ai_messages as message
  where message.thread_id = show_branch.thread_id and message.selected and message.depth > coalesce(fork, -1);
  perform kith.refuse_if_being_written(leaving);
  update public.ai_messages as message set selected = false where message.message_id = any (leaving);
  update public.ai_messages as message set selected = true where message.message_id = any (hidden);
end
$$;
comment on function kith.show_branch(uuid, uuid) is
  'Makes the path end in this message: it and all it follows are on it, and nothing else. Null: an empty path.';

-- Definer: the counts of a thread are not written by hand.
create function kith.leave_thread() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  anchor record;
  moved record;
begin
  if new.user_id is distinct from coalesce(auth.uid(), new.user_id) then
    return null;
  end if;
  -- What it followed, unless that has left as well.
  select previous.message_id, previous.depth into anchor from public.ai_messages as previous
  where previous.thread_id = old.thread_id and previous.user_id = new.user_id
    and (
      previous.message_id = old.parent_message_id
      or previous.selected and previous.depth < old.depth and previous.seq < old.seq
    )
  order by previous.message_id = old.parent_message_id desc nulls last, previous.depth desc
  limit 1;
  for moved in
    with recursive below as (
      select child.message_id, child.depth, child.depth - coalesce(anchor.depth + 1, 0) as steps, true as is_child
      from public.ai_messages as child
      where child.parent_message_id = new.message_id and child.thread_id = old.thread_id
        and child.user_id = new.user_id
      union all
      select child.message_id, child.depth, below.steps, false
      from below
      join public.ai_messages as child on child.parent_message_id = below.message_id
    )
    -- From the top, so that on the path every place is free when the next one moves up.
    select below.message_id, below.steps, below.is_child from below order by below.depth
  loop
    update public.ai_messages as message
    set
      depth = message.depth - moved.steps,
      parent_message_id = case when moved.is_child then anchor.message_id else message.parent_message_id end
    where message.message_id = moved.message_id;
  end loop;
  update public.ai_threads as thread
  set
    message_count = greatest(thread.message_count - 1, 0),
    last_message_seq = (
      select max(message.seq) from public.ai_messages as message where message.thread_id = thread.thread_id
    )
  where thread.thread_id = old.thread_id and thread.user_id = new.user_id;
  update public.ai_threads as thread
  set
    message_count = thread.message_count + 1,
    last_message_seq = greatest(thread.last_message_seq, new.seq),
    last_message_at = greatest(thread.last_message_at, new.created_at)
  where thread.thread_id = new.thread_id and thread.user_id = new.user_id;
  -- The trigger on resource_key fetches the message's.
  update public.ai_metadata as entry set resource_key = entry.resource_key
  where entry.message_id = new.message_id and entry.user_id = new.user_id and old.resource_key <> new.resource_key;
  return null;
end
$$;
comment on function kith.leave_thread() is
  'Trigger: when a message goes to another thread, what followed it moves up, its metadata goes along, and both threads count anew.';
create trigger leave_thread after update of thread_id on public.ai_messages
for each row when (old.thread_id is distinct from new.thread_id) execute function kith.leave_thread();

-- Pages ---------------------------------------------------------------------------------------------------------------

-- Apart from what reads the messages: here the planner is kept from sorting, and there it may.
create function kith.path_page(thread_id uuid, before_seq bigint, after_seq bigint, max_rows integer) returns uuid[]
language plpgsql stable
-- Row security and small threads make the planner think that sorting costs nothing. It must read along the index.
set enable_sort = off
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  if path_page.after_seq is not null then
    return array(
      select message.message_id from public.ai_messages as message
      where message.thread_id = path_page.thread_id and message.selected and message.deleted_at is null
        and message.seq > path_page.after_seq
      order by message.seq limit path_page.max_rows
    );
  end if;
  return array(
    select message.message_id from public.ai_messages as message
    where message.thread_id = path_page.thread_id and message.selected and message.deleted_at is null
      and message.seq < path_page.before_seq
    order by message.seq desc limit path_page.max_rows
  );
end
$$;
comment on function kith.path_page(uuid, bigint, bigint, integer) is
  'The messages next after a place on a path, or those last before it.';

drop function public.ai_list_path(uuid, integer, bigint);
create function public.ai_list_path(
  thread_id uuid,
  max_rows integer default 50,
  before_seq bigint default null,
  after_seq bigint default null,
  around_id uuid default null
) returns setof public.ai_message_view
language plpgsql stable security invoker
-- One plan is as good as another, and making one takes longer than reading.
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  page_size integer := least(greatest(coalesce(ai_list_path.max_rows, 50), 1), 1000);
  begins_after bigint := ai_list_path.after_seq;
  middle bigint;
  later uuid[];
  page uuid[];
begin
  perform kith.check_request();
  if num_nonnulls(ai_list_path.before_seq, ai_list_path.after_seq, ai_list_path.around_id) > 1 then
    raise exception 'a page is before, after or around one place, not several' using errcode = '22023';
  end if;
  if not exists (
    select from public.ai_threads as thread
    where thread.thread_id = ai_list_path.thread_id and thread.deleted_at is null
  ) then
    return;
  end if;

  if ai_list_path.around_id is not null then
    select message.seq into middle from public.ai_messages as message
    where message.message_id = ai_list_path.around_id and message.thread_id = ai_list_path.thread_id
      and message.deleted_at is null;
    if not found then
      perform kith.refuse_missing('message');
    end if;
    -- Half of the page is later; more of it is earlier when the end is near.
    later := kith.path_page(ai_list_path.thread_id, null, middle, page_size / 2);
    page := kith.path_page(ai_list_path.thread_id, middle + 1, null, page_size - cardinality(later));
    select coalesce(min(message.seq) - 1, middle) into begins_after
    from public.ai_messages as message where message.message_id = any (page);
  end if;

  page := kith.path_page(
    ai_list_path.thread_id, coalesce(ai_list_path.before_seq, 9223372036854775807), begins_after, page_size
  );
  return query
    select shown.* from kith.shown_messages as shown where shown.message_id = any (page) order by shown.seq;
end
$$;
comment on function public.ai_list_path(uuid, integer, bigint, bigint, uuid) is
  'A page of the path one reads, oldest first: the one that ends before before_seq, begins after after_seq, or has around_id in its middle (or its place, when it is not on the path); else the last one.';
revoke execute on function public.ai_list_path(uuid, integer, bigint, bigint, uuid) from public, anon;
grant execute on function public.ai_list_path(uuid, integer, bigint, bigint, uuid) to authenticated;

create or replace function public.ai_messages_by_id(message_ids uuid[]) returns setof public.ai_message_view
language plpgsql stable security invoker
-- One plan is as good as another, and making one takes longer than reading.
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
begin
  perform kith.check_request();
  if cardinality(ai_messages_by_id.message_ids) > 1000 then
    raise exception 'at most 1,000 messages can be read at once' using errcode = '22023';
  end if;
  return query
    select shown.* from kith.shown_messages as shown
    where shown.message_id = any (ai_messages_by_id.message_ids)
    order by shown.thread_id, shown.seq;
end
$$;
comment on function public.ai_messages_by_id(uuid[]) is
  'Those of at most 1,000 that are there, in order; of a deleted thread too, whose last answer may just be coming to its end.';

create type public.ai_message_neighbour as (
  message_id uuid,
  thread_id uuid,
  seq bigint,
  role text,
  content jsonb,
  status text,
  parent_message_id uuid,
  created_at timestamptz,
  selected boolean,
  depth integer,
  sibling_ids uuid[],
  is_hit boolean
);
comment on type public.ai_message_neighbour is 'A message, and whether it was asked for (is_hit) or stands near one that was.';

create function kith.near_messages(message_ids uuid[], before integer, after integer) returns uuid[]
language plpgsql stable
-- Row security and small threads make the planner think that sorting costs nothing. It must read along the index.
set enable_sort = off
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  return array(
    select around.message_id
    from public.ai_messages as hit
    join public.ai_threads as thread on thread.thread_id = hit.thread_id and thread.deleted_at is null
    cross join lateral (
      select hit.message_id
      union all
      (
        select message.message_id from public.ai_messages as message
        where message.thread_id = hit.thread_id and message.selected and message.deleted_at is null
          and message.seq < hit.seq
        order by message.seq desc limit near_messages.before
      )
      union all
      (
        select message.message_id from public.ai_messages as message
        where message.thread_id = hit.thread_id and message.selected and message.deleted_at is null
          and message.seq > hit.seq
        order by message.seq limit near_messages.after
      )
    ) as around
    where hit.message_id = any (near_messages.message_ids) and hit.selected and hit.deleted_at is null
  );
end
$$;
comment on function kith.near_messages(uuid[], integer, integer) is
  'Those of these messages that are on a path, with their neighbours there; some perhaps twice.';

create function public.ai_message_neighbours(message_ids uuid[], before integer default 2, after integer default 2)
returns setof public.ai_message_neighbour
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
  return query
    select shown.*, shown.message_id = any (ai_message_neighbours.message_ids)
    from kith.shown_messages as shown
    where shown.message_id = any (near)
    order by shown.thread_id, shown.seq;
end
$$;
comment on function public.ai_message_neighbours(uuid[], integer, integer) is
  'Those of at most 200 messages that are on the path one reads, each with up to 50 before and after it there. Every message once, in order.';
revoke execute on function public.ai_message_neighbours(uuid[], integer, integer) from public, anon;
grant execute on function public.ai_message_neighbours(uuid[], integer, integer) to authenticated;

create type public.ai_stored_message as (
  message_id uuid,
  thread_id uuid,
  resource_key text,
  seq bigint,
  role text,
  content jsonb,
  status text,
  created_at timestamptz
);
comment on type public.ai_stored_message is 'A message as Mastra knows it.';
create type public.ai_message_page as (messages public.ai_stored_message[], total integer, has_more boolean);
comment on type public.ai_message_page is
  'A page of messages, how many there are on all pages (null: not counted), and whether others follow this page.';

-- What is not listed, so that what is can be counted without reading it.
create index ai_messages_hidden on public.ai_messages (thread_id) where not selected or deleted_at is not null;

create function kith.list_messages(
  thread_ids uuid[],
  since timestamptz,
  until timestamptz,
  metadata jsonb,
  descending boolean,
  max_rows bigint,
  skip bigint
) returns uuid[]
language plpgsql stable
-- Row security and small threads make the planner think that sorting costs nothing. It must read along the index, in one
-- direction or the other. What it has to sort all the same looks so dear then that it would compile it.
set enable_sort = off
set jit = off
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  return array(
    select listed.message_id
    from unnest(list_messages.thread_ids) as wanted (thread_id)
    -- No thread gives more than the page can need.
    cross join lateral (
      select message.message_id, message.created_at, message.seq
      from public.ai_messages as message
      where message.thread_id = wanted.thread_id and message.selected and message.deleted_at is null
        and message.created_at >= coalesce(list_messages.since, '-infinity')
        and message.created_at <= coalesce(list_messages.until, 'infinity')
        and (list_messages.metadata is null or message.content -> 'metadata' @> list_messages.metadata and not exists (
          select from jsonb_each(list_messages.metadata) as wanted_value
          where message.content -> 'metadata' -> wanted_value.key is distinct from wanted_value.value
        ))
      order by
        case when list_messages.descending then message.created_at end desc,
        case when list_messages.descending then message.seq end desc,
        message.created_at,
        message.seq
      limit list_messages.skip + list_messages.max_rows
    ) as listed
    order by
      case when list_messages.descending then listed.created_at end desc,
      case when list_messages.descending then listed.seq end desc,
      listed.created_at,
      listed.seq
    limit list_messages.max_rows offset list_messages.skip
  );
end
$$;
comment on function kith.list_messages(uuid[], timestamptz, timestamptz, jsonb, boolean, bigint, bigint) is
  'A page of what is on the paths of these threads, by time; max_rows null: all.';

create function kith.count_messages(thread_ids uuid[], since timestamptz, until timestamptz, metadata jsonb) returns integer
language plpgsql stable
set plan_cache_mode = force_custom_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  if num_nonnulls(count_messages.since, count_messages.until, count_messages.metadata) = 0 then
    return (
      select coalesce(sum(thread.message_count), 0)
      from public.ai_threads as thread where thread.thread_id = any (count_messages.thread_ids)
    ) - (
      select count(*)
      from public.ai_messages as message
      where message.thread_id = any (count_messages.thread_ids)
        and (not message.selected or message.deleted_at is not null)
    );
  end if;
  return (
    select count(*)
    from public.ai_messages as message
    where message.thread_id = any (count_messages.thread_ids) and message.selected and message.deleted_at is null
      and message.created_at >= coalesce(count_messages.since, '-infinity')
      and message.created_at <= coalesce(count_messages.until, 'infinity')
      and (count_messages.metadata is null or message.content -> 'metadata' @> count_messages.metadata and not exists (
        select from jsonb_each(count_messages.metadata) as wanted_value
        where message.content -> 'metadata' -> wanted_value.key is distinct from wanted_value.value
      ))
  );
end
$$;
comment on function kith.count_messages(uuid[], timestamptz, timestamptz, jsonb) is
  'How many messages kith.list_messages lists on all its pages.';

create function kith.include_messages(include jsonb, resource_key text) returns uuid[]
language plpgsql stable
set enable_sort = off
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
begin
  return array(
    select near.message_id
    from jsonb_to_recordset(include_messages.include) as item (message_id uuid, before integer, after integer)
    join public.ai_messages as hit on hit.message_id = item.message_id and hit.selected and hit.deleted_at is null
    join public.ai_threads as thread on thread.thread_id = hit.thread_id and thread.deleted_at is null
    cross join lateral (
      select hit.message_id
      union all
      (
        select message.message_id from public.ai_messages as message
        where message.thread_id = hit.thread_id and message.selected and message.deleted_at is null
          and (message.created_at, message.seq) < (hit.created_at, hit.seq)
        order by message.created_at desc, message.seq desc limit greatest(coalesce(item.before, 0), 0)
      )
      union all
      (
        select message.message_id from public.ai_messages as message
        where message.thread_id = hit.thread_id and message.selected and message.deleted_at is null
          and (message.created_at, message.seq) > (hit.created_at, hit.seq)
        order by message.created_at, message.seq limit greatest(coalesce(item.after, 0), 0)
      )
    ) as near
    where hit.resource_key = coalesce(include_messages.resource_key, hit.resource_key)
  );
end
$$;
comment on function kith.include_messages(jsonb, text) is
  'Of [{message_id, before, after}], those that are on a path, with their neighbours in time; some perhaps twice.';

create function public.ai_query_messages(
  thread_ids uuid[] default null,
  resource_key text default null,
  since timestamptz default null,
  until timestamptz default null,
  since_exclusive boolean default false,
  until_exclusive boolean default false,
  metadata jsonb default null,
  include jsonb default null,
  descending boolean default false,
  max_rows integer default 40,
  skip integer default 0,
  with_total boolean default true
) returns setof public.ai_message_page
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  threads uuid[];
  -- A moment has a next one, so that an open end is a closed one, a microsecond further in.
  first_moment timestamptz := ai_query_messages.since
    + case when ai_query_messages.since_exclusive then interval '1 microsecond' else '0' end;
  last_moment timestamptz := ai_query_messages.until
    - case when ai_query_messages.until_exclusive then interval '1 microsecond' else '0' end;
  page uuid[] := '{}';
  included uuid[] := '{}';
  total integer;
begin
  perform kith.check_request();
  if jsonb_typeof(ai_query_messages.metadata) <> 'object' then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  if jsonb_typeof(ai_query_messages.include) <> 'array' then
    raise exception 'include must be a JSON array' using errcode = '22023';
  end if;
  if ai_query_messages.max_rows < 0 or ai_query_messages.skip < 0 then
    raise exception 'max_rows and skip must not be negative' using errcode = '22023';
  end if;
  if cardinality(ai_query_messages.thread_ids) > 1000 or jsonb_array_length(ai_query_messages.include) > 1000 then
    raise exception 'at most 1,000 threads and 1,000 messages can be asked for' using errcode = '22023';
  end if;
  if ai_query_messages.max_rows is distinct from 0
    and ai_query_messages.thread_ids is null and ai_query_messages.resource_key is null then
    raise exception 'messages are listed of threads or of a resource' using errcode = '22023';
  end if;

  if ai_query_messages.max_rows = 0 then
    total := case when ai_query_messages.with_total then 0 end;
  else
    if ai_query_messages.thread_ids is null then
      select array_agg(thread.thread_id) into threads from public.ai_threads as thread
      where thread.resource_key = ai_query_messages.resource_key and thread.deleted_at is null;
    else
      select array_agg(thread.thread_id) into threads from public.ai_threads as thread
      where thread.thread_id = any (ai_query_messages.thread_ids) and thread.deleted_at is null
        and thread.resource_key = coalesce(ai_query_messages.resource_key, thread.resource_key);
    end if;
    page := kith.list_messages(
      threads, first_moment, last_moment, ai_query_messages.metadata, ai_query_messages.descending,
      ai_query_messages.max_rows::bigint + 1, coalesce(ai_query_messages.skip, 0)
    );
    if ai_query_messages.with_total then
      total := kith.count_messages(threads, first_moment, last_moment, ai_query_messages.metadata);
    end if;
  end if;
  if jsonb_array_length(ai_query_messages.include) > 0 then
    included := kith.include_messages(ai_query_messages.include, ai_query_messages.resource_key);
  end if;

  return query
    select
      array(
        select row(
          message.message_id, message.thread_id, message.resource_key, message.seq, message.role, message.content,
          message.status, message.created_at
        )::public.ai_stored_message
        from public.ai_messages as message
        where message.message_id = any (
          page[:coalesce(ai_query_messages.max_rows, cardinality(page))] || included
        )
        order by
          case when ai_query_messages.descending then message.created_at end desc,
          case when ai_query_messages.descending then message.seq end desc,
          message.created_at,
          message.seq
      ),
      total,
      coalesce(cardinality(page) > ai_query_messages.max_rows, false);
end
$$;
comment on function public.ai_query_messages(uuid[], text, timestamptz, timestamptz, boolean, boolean, jsonb, jsonb, boolean, integer, integer, boolean) is
  'Messages as Mastra''s listMessages asks for them: of these threads, of a resource or both; by time, in pages counted from the start (max_rows null: all; 0: none but what is included); with exactly these values in content.metadata. include [{message_id, before, after}] adds messages of any thread with their neighbours. Only what is on the path one reads. Always one row.';
revoke execute on function public.ai_query_messages(uuid[], text, timestamptz, timestamptz, boolean, boolean, jsonb, jsonb, boolean, integer, integer, boolean) from public, anon;
grant execute on function public.ai_query_messages(uuid[], text, timestamptz, timestamptz, boolean, boolean, jsonb, jsonb, boolean, integer, integer, boolean) to authenticated;

-- Writing -------------------------------------------------------------------------------------------------------------

create type kith.given_message as (
  message_id uuid,
  thread_id uuid,
  parent_message_id uuid,
  selected boolean,
  role text,
  content jsonb,
  status text,
  embedding extensions.vector,
  embedding_model text,
  metadata jsonb,
  created_at timestamptz
);
comment on type kith.given_message is 'A message as clients send it.';

create function kith.read_messages(messages jsonb) returns kith.given_message[]
language plpgsql stable
set search_path = ''
as $$
declare
  given kith.given_message[];
begin
  if jsonb_typeof(read_messages.messages) is distinct from 'array' then
    raise exception 'messages must be an array' using errcode = '22023';
  end if;
  if jsonb_array_length(read_messages.messages) > 500 then
    raise exception 'at most 500 messages can be written at once' using errcode = '22023';
  end if;
  select array_agg(item order by place) into given
  from jsonb_array_elements(read_messages.messages) with ordinality as listed (element, place)
  cross join lateral jsonb_populate_record(null::kith.given_message, listed.element) as item;
  if exists (select from unnest(given) as item where item.message_id is null) then
    raise exception 'a message needs a message_id' using errcode = '22023';
  end if;
  if exists (
    select from unnest(given) as item where extensions.vector_dims(item.embedding) <> 1536
  ) then
    raise exception 'an embedding has 1,536 numbers' using errcode = '22023';
  end if;
  if exists (
    select from unnest(given) as item
    where jsonb_typeof(item.metadata) <> 'object'
  ) then
    raise exception 'metadata must be a JSON object' using errcode = '22023';
  end if;
  return coalesce(given, '{}');
end
$$;
comment on function kith.read_messages(jsonb) is 'Reads messages as clients send them, or says what is wrong with them.';

create function kith.choose_path(given kith.given_message[]) returns kith.given_message[]
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  item kith.given_message;
  chosen kith.given_message[] := '{}';
  ends jsonb := '{}';
  end_id uuid;
begin
  foreach item in array choose_path.given loop
    if not exists (select from public.ai_messages as stored where stored.message_id = item.message_id) then
      if not ends ? item.thread_id::text then
        select last.message_id into end_id from public.ai_messages as last
        where last.thread_id = item.thread_id and last.selected
        order by last.seq desc limit 1;
        ends := ends || jsonb_build_object(item.thread_id, end_id);
      end if;
      end_id := (ends ->> item.thread_id::text)::uuid;
      if item.parent_message_id is null or item.parent_message_id = end_id then
        item.selected := coalesce(item.selected, true);
      elsif item.selected then
        raise exception 'the path goes on elsewhere from the parent of this message'
          using errcode = '22023', hint = 'ai_start_sibling and ai_select_sibling change the path.';
      else
        item.selected := false;
      end if;
      if item.selected then
        ends := ends || jsonb_build_object(item.thread_id, item.message_id);
      end if;
    end if;
    chosen := chosen || item;
  end loop;
  return chosen;
end
$$;
comment on function kith.choose_path(kith.given_message[]) is
  'Says of new messages whether they are on the path: those that go on from its end are, other versions are not.';

create or replace function public.ai_save_messages(messages jsonb) returns setof public.ai_message_view
language plpgsql volatile security invoker
-- One plan is as good as another, and making one takes longer than writing.
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  given kith.given_message[];
  ids uuid[];
  targets uuid[];
  sources uuid[];
  known integer;
  added integer;
  kept uuid[];
  moved record;
begin
  perform kith.check_request();
  given := kith.read_messages(ai_save_messages.messages);
  if exists (
    select from unnest(given) as item
    where item.thread_id is null or item.role is null or coalesce(jsonb_typeof(item.content), 'null') = 'null'
  ) then
    raise exception 'a message needs a thread_id, a role and content' using errcode = '22023';
  end if;
  -- Of two with one id the last counts.
  select array_agg(last.item order by last.place) into given
  from (
    select distinct on ((listed.item).message_id) listed.item, listed.place
    from (select given[place] as item, place from generate_subscripts(given, 1) as place) as listed
    order by (listed.item).message_id, listed.place desc
  ) as last;
  select array_agg(item.message_id), array_agg(distinct item.thread_id) into ids, targets from unnest(given) as item;
  select array_agg(distinct stored.thread_id) into sources
  from unnest(given) as item
  join public.ai_messages as stored on stored.message_id = item.message_id and stored.thread_id <> item.thread_id;
  if kith.lock_threads(targets || sources) && targets then
    perform kith.refuse_missing('thread');
  end if;

  -- A finished message is never made unfinished again.
  select count(*), array_agg(stored.message_id) filter (where item.status = 'streaming' and stored.status <> 'streaming')
  into known, kept
  from unnest(given) as item
  join public.ai_messages as stored using (message_id);
  if known > 0 and kith.actor() = 'assistant' then
    -- Nor changed by a run: it may only say the same thing twice.
    if exists (
      select from unnest(given) as item
      join public.ai_messages as stored using (message_id)
      where stored.status <> 'streaming' and item.status is distinct from 'streaming'
        and (item.thread_id, item.role, item.content, coalesce(item.status, stored.status))
          is distinct from (stored.thread_id, stored.role, stored.content, stored.status)
    ) then
      raise exception 'A run cannot change a finished message.' using errcode = 'PT403';
    end if;
    select array_agg(stored.message_id) into kept
    from public.ai_messages as stored
    where stored.message_id = any (ids) and stored.status <> 'streaming';
  end if;

  if known > coalesce(cardinality(kept), 0) then
    for moved in
      select item.message_id, item.thread_id
      from unnest(given) as item
      join public.ai_messages as stored on stored.message_id = item.message_id and stored.thread_id <> item.thread_id
      where kept is null or item.message_id <> all (kept)
      order by stored.seq
    loop
      perform kith.require_owner();
      perform kith.refuse_if_being_written(array[moved.message_id]);
      update public.ai_messages as message set thread_id = moved.thread_id
      where message.message_id = moved.message_id;
    end loop;
    update public.ai_messages as message
    set
      role = item.role,
      content = item.content,
      status = coalesce(item.status, case message.status when 'streaming' then 'complete' else message.status end),
      message_embedding = coalesce(item.embedding, message.message_embedding),
      embedding_model = case when item.embedding is null then message.embedding_model else item.embedding_model end,
      deleted_at = null
    from unnest(given) as item
    where message.message_id = item.message_id and (kept is null or message.message_id <> all (kept));
    perform kith.touch_threads(targets || sources);
  end if;

  if known < cardinality(given) then
    if exists (select from unnest(given) as item where num_nonnulls(item.parent_message_id, item.selected) > 0) then
      given := kith.choose_path(given);
    end if;
    insert into public.ai_messages (
      message_id, thread_id, parent_message_id, selected, role, content, status, message_embedding, embedding_model,
      created_at
    )
    select
      item.message_id, item.thread_id, item.parent_message_id, coalesce(item.selected, true), item.role, item.content,
      coalesce(item.status, 'complete'), item.embedding,
      case when item.embedding is not null then item.embedding_model end,
      coalesce(item.created_at, kith.next_moment())
    from unnest(given) with ordinality as item (
      message_id, thread_id, parent_message_id, selected, role, content, status, embedding, embedding_model, metadata,
      created_at, place
    )
    where not exists (select from public.ai_messages as stored where stored.message_id = item.message_id)
    order by item.place
    on conflict on constraint ai_messages_pkey do nothing;
    get diagnostics added = row_count;
    -- An id that is taken, and not by a message of the caller's.
    if known + added < cardinality(given) then
      perform kith.refuse_missing('message');
    end if;
  end if;

  if exists (select from unnest(given) as item where item.metadata <> '{}') then
    perform kith.set_metadata_of_messages(given, kept);
  end if;
  return query select * from public.ai_messages_by_id(ids);
end
$$;
comment on function public.ai_save_messages(jsonb) is
  'Saves [{message_id, thread_id, role, content, status?, created_at?, parent_message_id?, selected?, embedding?, embedding_model?, metadata?}], all of them or none. A message that is there is replaced, comes back if it was deleted, and keeps created_at and, while its text is the same, its embedding; in another thread than before, it goes to the end of that one. metadata sets these keys of the message. Of two with one id the last counts.';

create function public.ai_update_messages(messages jsonb) returns setof public.ai_message_view
language plpgsql volatile security invoker
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  given kith.given_message[];
  item kith.given_message;
  targets uuid[];
  sources uuid[];
  stored record;
  merged jsonb;
  updated uuid[] := '{}';
begin
  perform kith.check_request();
  given := kith.read_messages(ai_update_messages.messages);
  select array_agg(distinct changed.thread_id) into targets
  from unnest(given) as changed where changed.thread_id is not null;
  select array_agg(distinct message.thread_id) into sources
  from unnest(given) as changed
  join public.ai_messages as message using (message_id);
  if kith.lock_threads(targets || sources) && targets then
    perform kith.refuse_missing('thread');
  end if;

  foreach item in array given loop
    select message.thread_id, message.content into stored
    from public.ai_messages as message
    join public.ai_threads as thread using (thread_id)
    where message.message_id = item.message_id and message.deleted_at is null and thread.deleted_at is null;
    continue when not found;
    if item.thread_id <> stored.thread_id then
      perform kith.require_owner();
      perform kith.refuse_if_being_written(array[item.message_id]);
      update public.ai_messages as message set thread_id = item.thread_id
      where message.message_id = item.message_id;
    end if;
    merged := case
      when coalesce(jsonb_typeof(item.content), 'null') = 'null' then stored.content
      when jsonb_typeof(item.content) <> 'object' or jsonb_typeof(stored.content) <> 'object' then item.content
      when jsonb_typeof(item.content -> 'metadata') = 'object' and jsonb_typeof(stored.content -> 'metadata') = 'object'
        then stored.content || item.content
          || jsonb_build_object('metadata', (stored.content -> 'metadata') || (item.content -> 'metadata'))
      else stored.content || item.content
    end;
    update public.ai_messages as message
    set
      role = coalesce(item.role, message.role),
      content = merged,
      created_at = coalesce(item.created_at, message.created_at),
      message_embedding = coalesce(item.embedding, message.message_embedding),
      embedding_model = case when item.embedding is null then message.embedding_model else item.embedding_model end
    where message.message_id = item.message_id;
    if found then
      updated := updated || item.message_id;
      perform kith.touch_threads(array[stored.thread_id, item.thread_id]);
    end if;
  end loop;
  if exists (select from unnest(given) as changed where changed.metadata <> '{}') then
    perform kith.set_metadata_of_messages(
      array(select changed from unnest(given) as changed where changed.message_id = any (updated)), null
    );
  end if;
  return query select * from public.ai_messages_by_id(updated);
end
$$;
comment on function public.ai_update_messages(jsonb) is
  'Changes what is given of [{message_id, role?, content?, created_at?, thread_id?, embedding?, embedding_model?, metadata?}]: content is merged into what is there, content.metadata one level deeper; with another thread_id the message goes to the end of that thread and leaves what followed it behind. What is not there is passed over. The messages that were changed.';
revoke execute on function public.ai_update_messages(jsonb) from public, anon;
grant execute on function public.ai_update_messages(jsonb) to authenticated;

create function public.ai_delete_messages(message_ids uuid[]) returns integer
language plpgsql volatile security invoker
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  threads uuid[];
  removed integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if cardinality(ai_delete_messages.message_ids) > 1000 then
    raise exception 'at most 1,000 messages can be deleted at once' using errcode = '22023';
  end if;
  select array_agg(distinct message.thread_id) into threads
  from public.ai_messages as message
  where message.message_id = any (ai_delete_messages.message_ids) and message.deleted_at is null;
  perform kith.lock_threads(threads);
  perform kith.refuse_if_being_written(ai_delete_messages.message_ids);
  update public.ai_messages as message set deleted_at = clock_timestamp()
  where message.message_id = any (ai_delete_messages.message_ids) and message.deleted_at is null;
  get diagnostics removed = row_count;
  if removed > 0 then
    perform kith.touch_threads(threads);
  end if;
  return removed;
end
$$;
comment on function public.ai_delete_messages(uuid[]) is
  'Takes at most 1,000 messages out of sight; ai_restore_messages undoes it. How many were there: repeating is fine. Refused while one of them is being written.';
revoke execute on function public.ai_delete_messages(uuid[]) from public, anon;
grant execute on function public.ai_delete_messages(uuid[]) to authenticated;

create function public.ai_restore_messages(message_ids uuid[]) returns setof public.ai_message_view
language plpgsql volatile security invoker
set plan_cache_mode = force_generic_plan
set search_path = ''
as $$
#variable_conflict use_column
declare
  threads uuid[];
begin
  perform kith.check_request();
  perform kith.require_owner();
  select array_agg(distinct message.thread_id) into threads
  from public.ai_messages as message
  where message.message_id = any (ai_restore_messages.message_ids) and message.deleted_at is not null;
  if threads is not null then
    perform kith.lock_threads(threads);
    update public.ai_messages as message set deleted_at = null
    where message.message_id = any (ai_restore_messages.message_ids) and message.deleted_at is not null;
    perform kith.touch_threads(threads);
  end if;
  return query select * from public.ai_messages_by_id(ai_restore_messages.message_ids);
end
$$;
comment on function public.ai_restore_messages(uuid[]) is
  'Undoes ai_delete_messages: the messages stand where they stood. Those that are there.';
revoke execute on function public.ai_restore_messages(uuid[]) from public, anon;
grant execute on function public.ai_restore_messages(uuid[]) to authenticated;

-- Versions of a turn --------------------------------------------------------------------------------------------------

create function public.ai_start_sibling(message jsonb, sibling_of uuid) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  new_id uuid;
  old record;
  stored record;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if jsonb_typeof(ai_start_sibling.message) is distinct from 'object' then
    raise exception 'message must be a JSON object' using errcode = '22023';
  end if;
  new_id := (ai_start_sibling.message ->> 'message_id')::uuid;
  select earlier.thread_id into old from public.ai_messages as earlier
  where earlier.message_id = ai_start_sibling.sibling_of and earlier.deleted_at is null;
  if not found or not kith.lock_thread(old.thread_id) then
    perform kith.refuse_missing('message');
  end if;
  select earlier.thread_id, earlier.parent_message_id, earlier.depth into old from public.ai_messages as earlier
  where earlier.message_id = ai_start_sibling.sibling_of;

  select present.thread_id, present.parent_message_id into stored from public.ai_messages as present
  where present.message_id = new_id;
  if found then
    if (stored.thread_id, stored.parent_message_id) is distinct from (old.thread_id, old.parent_message_id) then
      raise exception 'message_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
  else
    perform kith.show_branch(old.thread_id, old.parent_message_id);
    perform public.ai_save_messages(jsonb_build_array(
      ai_start_sibling.message - 'parent_message_id' - 'selected' || jsonb_build_object('thread_id', old.thread_id)
    ));
  end if;
  return query select * from public.ai_messages_by_id(array[new_id]);
end
$$;
comment on function public.ai_start_sibling(jsonb, uuid) is
  'Stores another version of a message, as ai_save_messages would, and puts it on the path in place of that one and all that follows it. Repeating it changes nothing. Refused while an answer that would leave the path is being written.';
revoke execute on function public.ai_start_sibling(jsonb, uuid) from public, anon;
grant execute on function public.ai_start_sibling(jsonb, uuid) to authenticated;

create function public.ai_select_sibling(message_id uuid) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  wanted record;
  leaf uuid;
begin
  perform kith.check_request();
  perform kith.require_owner();
  select message.thread_id into wanted from public.ai_messages as message
  where message.message_id = ai_select_sibling.message_id and message.deleted_at is null;
  if not found or not kith.lock_thread(wanted.thread_id) then
    perform kith.refuse_missing('message');
  end if;
  select message.thread_id, message.selected into wanted from public.ai_messages as message
  where message.message_id = ai_select_sibling.message_id;
  if not wanted.selected then
    -- What is deleted is passed through only where there is no other way on.
    with recursive descended as (
      select ai_select_sibling.message_id, 0 as steps
      union all
      select newest.message_id, descended.steps + 1
      from descended
      cross join lateral (
        select child.message_id from public.ai_messages as child
        where child.parent_message_id = descended.message_id
        order by child.deleted_at is not null, child.seq desc limit 1
      ) as newest
    )
    select descended.message_id into leaf from descended order by descended.steps desc limit 1;
    perform kith.show_branch(wanted.thread_id, leaf);
    perform kith.touch_threads(array[wanted.thread_id]);
  end if;
  return query select * from public.ai_messages_by_id(array[ai_select_sibling.message_id]);
end
$$;
comment on function public.ai_select_sibling(uuid) is
  'Puts a version of a turn on the path, and below it the newest at every turn. On the path already: nothing changes. Refused while an answer that would leave the path is being written.';
revoke execute on function public.ai_select_sibling(uuid) from public, anon;
grant execute on function public.ai_select_sibling(uuid) to authenticated;

revoke execute on function
  kith.touch_threads(uuid[]), kith.lock_threads(uuid[]), kith.refuse_if_being_written(uuid[]),
  kith.show_branch(uuid, uuid), kith.leave_thread(), kith.read_messages(jsonb),
  kith.choose_path(kith.given_message[]), kith.path_page(uuid, bigint, bigint, integer),
  kith.near_messages(uuid[], integer, integer),
  kith.list_messages(uuid[], timestamptz, timestamptz, jsonb, boolean, bigint, bigint),
  kith.count_messages(uuid[], timestamptz, timestamptz, jsonb), kith.include_messages(jsonb, text) from public;
grant execute on function
  kith.touch_threads(uuid[]), kith.lock_threads(uuid[]), kith.refuse_if_being_written(uuid[]),
  kith.show_branch(uuid, uuid), kith.read_messages(jsonb),
  kith.choose_path(kith.given_message[]), kith.path_page(uuid, bigint, bigint, integer),
  kith.near_messages(uuid[], integer, integer),
  kith.list_messages(uuid[], timestamptz, timestamptz, jsonb, boolean, bigint, bigint),
  kith.count_messages(uuid[], timestamptz, timestamptz, jsonb), kith.include_messages(jsonb, text) to authenticated;
