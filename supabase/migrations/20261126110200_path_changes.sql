-- A thread of ten thousand messages goes to another persona, or another version of its beginning is shown: every message
-- changes, in a column or two. What follows from it is done once for all of them, and not for each; and what search
-- reads of a message is changed where it lies, without taking its words out of their index and putting them in again.

-- Space for another version of every row of a page: then, and as long as no indexed column changes, no index is touched.
-- Of ten thousand rows with 70 terms each, writing these again took 3 seconds. Rows that are there move to such pages as
-- they change.
alter table public.ai_message_search set (fillfactor = 50);

-- Triggers of messages -------------------------------------------------------------------------------------------------

-- What moves a thread (kith.move_thread, as the owner of these tables) says itself where its messages belong, once.
drop trigger place_message on public.ai_messages;
create trigger place_message before insert on public.ai_messages
for each row execute function kith.place_message();
do $$
begin
  execute format(
    'create trigger place_moved_message before update of thread_id, user_id, resource_key on public.ai_messages
     for each row when (
       (old.thread_id, old.user_id) is distinct from (new.thread_id, new.user_id) or current_user <> %L
     ) execute function kith.place_message()',
    (select relowner::regrole from pg_catalog.pg_class where oid = 'public.ai_messages'::regclass)
  );
end
$$;

-- A check constraint looks at every row that changes, whatever changes of it: at ten thousand times six kilobytes of a
-- vector, and at as many texts. These look when there is something new. Vectors of zeros kith.keep_embedding() takes out.
alter table public.ai_messages
  drop constraint embedding_has_a_direction,
  drop constraint ai_messages_content_check;
create function kith.check_content() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if octet_length(new.content::text) > 16000000 then
    raise exception 'A message can have 16 MB.' using errcode = '23514';
  end if;
  return new;
end
$$;
comment on function kith.check_content() is 'Trigger: a message has an end.';
revoke execute on function kith.check_content() from public;
create trigger check_content before insert or update of content on public.ai_messages
for each row execute function kith.check_content();

-- Like kith.actor(): without such a header it is the owner, and the function need not be asked for every row.
drop trigger guard_answer on public.ai_messages;
create trigger guard_answer before update on public.ai_messages
for each row when (
  current_user = 'authenticated' and strpos(lower(current_setting('request.headers', true)), 'x-kith-') > 0
) execute function kith.guard_answer();

create or replace function kith.summarise_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  thread_ids uuid[];
begin
  select array_agg(distinct touched.thread_id) into thread_ids
  from (
    select
      after.user_id, before.thread_id as left_id, after.thread_id,
      case
        when before.status = 'streaming' and after.status = 'streaming' then false
        when (before.thread_id, before.selected, before.deleted_at, before.status, before.role)
          is distinct from (after.thread_id, after.selected, after.deleted_at, after.status, after.role) then true
        -- A thread that goes to another persona shows what it has shown.
        when before.resource_key <> after.resource_key then false
        else before.content is distinct from after.content
      end as is_seen
    from before_change as before
    -- Full, and with no condition here that would make it less: so it is never planned as a loop within a loop, as would
    -- do for one message, and kept for ten thousand.
    full join after_change as after using (message_id)
    offset 0
  ) as change
  cross join lateral (values (change.left_id), (change.thread_id)) as touched (thread_id)
  where change.is_seen and change.user_id = coalesce(owner, change.user_id);
  if thread_ids is not null then
    perform kith.summarise_threads(thread_ids);
  end if;
  return null;
end
$$;

-- What search derives from the words of a message, and its code.
create or replace function kith.index_changed_message() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id is distinct from coalesce(auth.uid(), new.user_id) then
    return null;
  end if;
  if new.deleted_at is not null or new.status = 'streaming' then
    delete from public.ai_message_search as row where row.message_id = new.message_id;
    delete from kith.message_codes as row where row.message_id = new.message_id;
    return null;
  end if;
  if old.status = 'streaming' or old.deleted_at is not null or old.content is distinct from new.content
    or old.role is distinct from new.role or old.created_at is distinct from new.created_at then
    perform kith.write_message_search(array[new.message_id]);
  end if;
  if new.message_embedding is null then
    delete from kith.message_codes as row where row.message_id = new.message_id and old.message_embedding is not null;
  elsif old.status = 'streaming' or old.deleted_at is not null
    or (old.role, old.created_at, old.embedding_model) is distinct from (new.role, new.created_at, new.embedding_model)
    or old.message_embedding operator(extensions.<>) new.message_embedding
  then
    perform kith.write_message_codes(array[new.message_id]);
  end if;
  return null;
end
$$;
drop trigger index_changed_message on public.ai_messages;
create trigger index_changed_message
after update of content, role, status, created_at, deleted_at, message_embedding, embedding_model on public.ai_messages
for each row when (old is distinct from new and not (old.status = 'streaming' and new.status = 'streaming'))
execute function kith.index_changed_message();

create function kith.place_search_rows() returns trigger
language plpgsql security definer
-- The plan of the first time is kept: for one message and for all of a thread, each row is looked up by its key.
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set jit = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
begin
  update public.ai_message_search as row
  set
    thread_id = changed.thread_id, resource_key = changed.resource_key, seq = changed.seq, depth = changed.depth,
    selected = changed.selected
  from after_change as changed
  where row.message_id = changed.message_id and changed.user_id = coalesce(owner, changed.user_id)
    and (row.thread_id, row.resource_key, row.seq, row.depth, row.selected)
      is distinct from (changed.thread_id, changed.resource_key, changed.seq, changed.depth, changed.selected);
  update kith.message_codes as row
  set thread_id = changed.thread_id, seq = changed.seq, selected = changed.selected
  from after_change as changed
  where row.message_id = changed.message_id and changed.user_id = coalesce(owner, changed.user_id)
    and (row.thread_id, row.seq, row.selected) is distinct from (changed.thread_id, changed.seq, changed.selected);
  return null;
end
$$;
comment on function kith.place_search_rows() is
  'Trigger: search sees messages where they stand. Their words are the same: cutting them again would be most of the work.';
revoke execute on function kith.place_search_rows() from public;
create trigger place_search_rows after update on public.ai_messages
referencing new table as after_change for each statement execute function kith.place_search_rows();

-- Versions of a turn --------------------------------------------------------------------------------------------------

create function kith.newest_below(thread_id uuid, message_id uuid) returns uuid[]
language plpgsql stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  last_id uuid := newest_below.message_id;
  below uuid[] := '{}';
  child record;
begin
  -- A child is later than its parent, so that one look at each, in their order, finds the way.
  for child in
    select newest.message_id, newest.parent_message_id
    from (
      -- What is deleted is passed through only where there is no other way on.
      select distinct on (message.parent_message_id) message.message_id, message.parent_message_id, message.seq
      from public.ai_messages as message
      where message.thread_id = newest_below.thread_id and not message.selected
        and message.seq > (
          select first.seq from public.ai_messages as first where first.message_id = newest_below.message_id
        )
      order by message.parent_message_id, message.deleted_at is not null, message.seq desc
    ) as newest
    order by newest.seq
  loop
    if child.parent_message_id = last_id then
      last_id := child.message_id;
      below := below || last_id;
    end if;
  end loop;
  return below;
end
$$;
comment on function kith.newest_below(uuid, uuid) is
  'What follows a message that is not on the path, the newest version of every turn, in order.';

drop function kith.show_branch(uuid, uuid);
create function kith.show_branch(thread_id uuid, message_id uuid, below uuid[] default '{}') returns void
language plpgsql volatile
-- Both versions of every message that changes are kept until the end of the statement: better not on the disk.
set work_mem = '64MB'
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
declare
  hidden uuid[];
  fork integer;
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

  perform kith.refuse_if_being_written(array(
    select message.message_id
    from public.ai_runs as run
    join public.ai_messages as message using (message_id)
    where run.thread_id = show_branch.thread_id and run.status in ('running', 'suspended')
      and message.selected and message.depth > coalesce(fork, -1)
  ));
  -- One after the other: at no moment are two on one place.
  update public.ai_messages as message set selected = false
  where message.thread_id = show_branch.thread_id and message.selected and message.depth > coalesce(fork, -1);
  update public.ai_messages as message set selected = true
  where message.message_id = any (hidden || show_branch.below);
end
$$;
comment on function kith.show_branch(uuid, uuid, uuid[]) is
  'Makes the path end in this message, or in the last of those below it: they and all they follow are on it, and nothing else. Null: an empty path.';

create or replace function public.ai_select_sibling(message_id uuid) returns setof public.ai_message_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  wanted record;
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
    perform kith.show_branch(
      wanted.thread_id, ai_select_sibling.message_id,
      kith.newest_below(wanted.thread_id, ai_select_sibling.message_id)
    );
    perform kith.touch_threads(array[wanted.thread_id]);
  end if;
  return query select * from public.ai_messages_by_id(array[ai_select_sibling.message_id]);
end
$$;

revoke execute on function kith.newest_below(uuid, uuid), kith.show_branch(uuid, uuid, uuid[]) from public;
grant execute on function kith.newest_below(uuid, uuid), kith.show_branch(uuid, uuid, uuid[]) to authenticated;
