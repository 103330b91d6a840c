-- Messages form a tree: each has a parent, and of the children of one parent (siblings) at most one is on the path one
-- reads. `depth` is the place on that path, so the neighbours of a message are one less and one more.

alter table public.ai_messages
  add column depth integer not null default 0,
  add column deleted_at timestamptz;
alter table public.ai_threads
  add column message_count integer not null default 0 check (message_count >= 0),
  add column opening text not null default '',
  add column preview text not null default '',
  add column last_answer_seq bigint;

-- What follows describes what is there and changes none of it.
alter table public.ai_threads disable trigger touch_updated_at;
update public.ai_messages as message set message_embedding = null
where message.message_embedding is not null and extensions.vector_norm(message.message_embedding) = 0;
update public.ai_messages as message set embedding_model = 'text-embedding-3-small'
where message.message_embedding is not null and message.embedding_model is null;

-- Messages stored before there was a tree follow the one before them.
do $$
declare
  talk record;
  stored record;
  last_id uuid;
begin
  for talk in select distinct thread_id from public.ai_messages loop
    last_id := null;
    for stored in
      select * from public.ai_messages where thread_id = talk.thread_id order by seq
    loop
      update public.ai_messages as placed
      set parent_message_id = coalesce(stored.parent_message_id, last_id),
        depth = coalesce((
          select parent.depth + 1 from public.ai_messages as parent
          where parent.message_id = coalesce(stored.parent_message_id, last_id)
        ), 0)
      where placed.message_id = stored.message_id;
      if stored.selected then
        last_id := stored.message_id;
      end if;
    end loop;
  end loop;
  update public.ai_threads as thread
  set message_count = (select count(*) from public.ai_messages as message where message.thread_id = thread.thread_id);
end
$$;

alter table public.ai_messages
  alter column depth drop default,
  add constraint created_at_is_a_time check (isfinite(created_at)),
  add constraint embedding_has_a_direction check (message_embedding is null or extensions.vector_norm(message_embedding) > 0);
comment on column public.ai_messages.depth is 'Place on its path, from 0. Set by trigger.';
comment on column public.ai_messages.deleted_at is 'Set: deleted, and can still be restored.';
comment on column public.ai_threads.message_count is 'All messages of the thread, kept by trigger.';
comment on column public.ai_threads.opening is 'How the owner began. Kept by trigger: a list of threads must not read messages.';
comment on column public.ai_threads.preview is 'How it goes on: the end of the path. Kept by trigger.';
comment on column public.ai_threads.last_answer_seq is 'seq of the last finished answer on the path. Kept by trigger.';

-- The path is one line. Of two that were selected at one place, the later one stays.
update public.ai_messages as message set selected = false
where message.selected and exists (
  select from public.ai_messages as later
  where later.thread_id = message.thread_id and later.depth = message.depth and later.selected
    and later.seq > message.seq
);
create unique index ai_messages_on_path on public.ai_messages (thread_id, depth) where selected;

drop trigger set_resource_key on public.ai_messages;
drop function kith.set_resource_key();

-- Definer: it queues up the writers of a thread, and a row lock needs the right to change the thread, which a run has not.
create function kith.place_message() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  vault text := kith.vault();
  parent record;
begin
  -- Before RLS sees the row: somebody else's thread must sound like one that is not there.
  if new.user_id is distinct from auth.uid() and (auth.uid() is not null or auth.role() in ('anon', 'authenticated')) then
    perform kith.refuse_missing('thread');
  end if;
  select thread.resource_key into new.resource_key
  from public.ai_threads as thread
  where thread.thread_id = new.thread_id and thread.user_id = new.user_id
    and (vault = '*' or thread.resource_key = vault)
  for update;
  if not found then
    perform kith.refuse_missing('thread');
  end if;

  if tg_op = 'UPDATE' then
    if new.thread_id = old.thread_id then
      return new;
    end if;
    new.parent_message_id := null;
    new.selected := true;
  end if;
  if new.parent_message_id is null then
    select last.message_id, last.depth, last.seq into parent
    from public.ai_messages as last
    where last.thread_id = new.thread_id and last.selected
    order by last.seq desc limit 1;
  else
    select message.message_id, message.depth, message.seq into parent
    from public.ai_messages as message
    where message.message_id = new.parent_message_id and message.thread_id = new.thread_id
      and message.user_id = new.user_id;
    if not found then
      perform kith.refuse_missing('message');
    end if;
  end if;
  new.parent_message_id := parent.message_id;
  new.depth := coalesce(parent.depth + 1, 0);
  -- Drawn before the lock was there, or in another thread.
  if parent.seq >= new.seq then
    new.seq := nextval('public.ai_messages_seq_seq');
  end if;
  return new;
end
$$;
comment on function kith.place_message() is
  'Trigger: puts a message into the scope of its thread, behind its parent or, without one, at the end of the path.';
create trigger place_message before insert or update of thread_id, user_id, resource_key on public.ai_messages
for each row execute function kith.place_message();

create function kith.check_parent() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.parent_message_id is not null and new.thread_id = old.thread_id
    and new.parent_message_id is distinct from old.parent_message_id
    and not exists (
      select from public.ai_messages as parent
      where parent.message_id = new.parent_message_id and parent.thread_id = new.thread_id
        and parent.user_id = new.user_id and parent.depth < new.depth
    )
  then
    perform kith.refuse_missing('message');
  end if;
  return new;
end
$$;
comment on function kith.check_parent() is 'Trigger: a message follows an earlier one of its own thread.';
create trigger check_parent before update of parent_message_id on public.ai_messages
for each row execute function kith.check_parent();

create function kith.guard_answer() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_user = 'authenticated' and kith.actor() is distinct from 'owner'
    and (
      new.message_id, new.thread_id, new.user_id, new.parent_message_id, new.selected, new.depth, new.created_at,
      new.deleted_at
    ) is distinct from (
      old.message_id, old.thread_id, old.user_id, old.parent_message_id, old.selected, old.depth, old.created_at,
      old.deleted_at
    )
  then
    raise exception 'A run writes its answer and nothing else.' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function kith.guard_answer() is 'Trigger: where an answer stands is not the run''s to say.';
create trigger guard_answer before update on public.ai_messages
for each row execute function kith.guard_answer();

create function kith.keep_embedding() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- A vector of zeros, as for a text without words, has no direction to compare.
  if new.status = 'streaming' or extensions.vector_norm(new.message_embedding) = 0 then
    new.message_embedding := null;
  elsif tg_op = 'UPDATE' and new.content is distinct from old.content
    and kith.message_text(new.content) is distinct from kith.message_text(old.content)
    and coalesce(
      new.message_embedding operator(extensions.=) old.message_embedding,
      new.message_embedding is null and old.message_embedding is null
    ) then
    new.message_embedding := null;
  end if;
  if new.message_embedding is null then
    new.embedding_model := null;
  elsif new.embedding_model is null then
    -- What the column was made for; clients that know only one model do not name it.
    new.embedding_model := 'text-embedding-3-small';
  end if;
  return new;
end
$$;
comment on function kith.keep_embedding() is
  'Trigger: an embedding belongs to the words it was made of. It goes when they change, unless the same statement brings a new one.';
create trigger keep_embedding before insert or update of content, status, message_embedding, embedding_model
on public.ai_messages for each row execute function kith.keep_embedding();

-- Definer, these four: a run adds messages to a thread and may not change the thread itself.
create or replace function kith.touch_thread() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- What is added to the path is its end.
  update public.ai_threads as thread
  set
    last_message_seq = greatest(thread.last_message_seq, newest.seq),
    last_message_at = greatest(thread.last_message_at, newest.created_at),
    message_count = thread.message_count + newest.count,
    opening = case when thread.opening = '' then left(kith.message_text(newest.first), 120) else thread.opening end,
    preview = case when newest.last is null then thread.preview else left(kith.message_text(newest.last), 160) end,
    last_answer_seq = coalesce(newest.answer_seq, thread.last_answer_seq)
  from (
    select
      added.thread_id, max(added.seq) as seq, max(added.created_at) as created_at, count(*) as count,
      (array_agg(added.content order by added.seq) filter (where shown.on_path and added.role = 'user'))[1] as first,
      (array_agg(added.content order by added.seq desc) filter (where shown.finished))[1] as last,
      max(added.seq) filter (where shown.finished and added.role = 'assistant') as answer_seq
    from added
    cross join lateral (
      select
        added.selected and added.deleted_at is null as on_path,
        added.selected and added.deleted_at is null and added.status <> 'streaming' and added.role in ('user', 'assistant')
          as finished
    ) as shown
    where added.user_id = coalesce(auth.uid(), added.user_id)
    group by added.thread_id
  ) as newest
  where thread.thread_id = newest.thread_id;
  return null;
end
$$;

create function kith.summarise_threads(thread_ids uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.ai_threads as thread
  set opening = path.opening, preview = path.preview, last_answer_seq = path.answer_seq
  from (
    select
      listed.thread_id,
      coalesce((
        select left(kith.message_text(first.content), 120) from public.ai_messages as first
        where first.thread_id = listed.thread_id and first.selected and first.deleted_at is null and first.role = 'user'
        order by first.depth limit 1
      ), '') as opening,
      coalesce((
        select left(kith.message_text(last.content), 160) from public.ai_messages as last
        where last.thread_id = listed.thread_id and last.selected and last.deleted_at is null
          and last.role in ('user', 'assistant') and last.status <> 'streaming'
        order by last.depth desc limit 1
      ), '') as preview,
      (
        select answer.seq from public.ai_messages as answer
        where answer.thread_id = listed.thread_id and answer.selected and answer.deleted_at is null
          and answer.role = 'assistant' and answer.status <> 'streaming'
        order by answer.depth desc limit 1
      ) as answer_seq
    from unnest(thread_ids) as listed (thread_id)
    offset 0
  ) as path
  where thread.thread_id = path.thread_id and thread.user_id = coalesce(auth.uid(), thread.user_id)
    and (thread.opening, thread.preview, thread.last_answer_seq)
      is distinct from (path.opening, path.preview, path.answer_seq);
end
$$;
comment on function kith.summarise_threads(uuid[]) is 'Reads anew how these threads begin and end.';

create function kith.summarise_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  thread_ids uuid[];
begin
  select array_agg(distinct touched.thread_id) into thread_ids
  from before_change as before
  join after_change as after using (message_id)
  cross join lateral (values (before.thread_id), (after.thread_id)) as touched (thread_id)
  where not (before.status = 'streaming' and after.status = 'streaming')
    and after.user_id = coalesce(auth.uid(), after.user_id)
    and (before.thread_id, before.selected, before.deleted_at, before.status, before.role, before.content)
      is distinct from (after.thread_id, after.selected, after.deleted_at, after.status, after.role, after.content);
  if thread_ids is not null then
    perform kith.summarise_threads(thread_ids);
  end if;
  return null;
end
$$;
comment on function kith.summarise_changed() is 'Trigger: a list of threads shows how they end now.';
create trigger summarise_changed after update on public.ai_messages
referencing old table as before_change new table as after_change
for each statement execute function kith.summarise_changed();

create function kith.forget_count() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.ai_threads as thread
  set
    message_count = greatest(thread.message_count - gone.count, 0),
    last_message_seq = (
      select max(message.seq) from public.ai_messages as message where message.thread_id = thread.thread_id
    )
  from (
    select removed.thread_id, count(*) as count from removed
    where removed.user_id = coalesce(auth.uid(), removed.user_id) group by removed.thread_id
  ) as gone
  where thread.thread_id = gone.thread_id;
  -- What followed a message that is gone follows what came before it.
  update public.ai_messages as orphan
  set parent_message_id = (
    select earlier.message_id from public.ai_messages as earlier
    where earlier.thread_id = orphan.thread_id and earlier.selected and earlier.depth < orphan.depth
      and earlier.seq < orphan.seq
    order by earlier.depth desc limit 1
  )
  where orphan.thread_id in (select removed.thread_id from removed)
    and orphan.parent_message_id is null and orphan.depth > 0
    and orphan.user_id = coalesce(auth.uid(), orphan.user_id);
  perform kith.summarise_threads(array(select distinct removed.thread_id from removed));
  return null;
end
$$;
comment on function kith.forget_count() is 'Trigger: a thread counts the messages it has, and shows nothing of one that is gone.';
create trigger forget_count after delete on public.ai_messages
referencing old table as removed for each statement execute function kith.forget_count();

select kith.summarise_threads(array_agg(thread.thread_id)) from public.ai_threads as thread;
alter table public.ai_threads enable trigger touch_updated_at;

create function kith.lock_thread(thread_id uuid) returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
  vault text := kith.vault();
begin
  perform from public.ai_threads as thread
  where thread.thread_id = lock_thread.thread_id and thread.user_id = auth.uid() and thread.deleted_at is null
    and (vault = '*' or thread.resource_key = vault)
  for update;
  return found;
end
$$;
comment on function kith.lock_thread(uuid) is
  'Queues up those who write to a thread; false when the caller has no such thread. Definer: a run may not change the thread, and a row lock asks for that right.';

-- Only kith.move_thread passes: it runs as the owner of the table.
create or replace function kith.keep_owner_and_persona() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.user_id is distinct from old.user_id
    or new.persona_id is distinct from old.persona_id and current_user::regrole::oid <> (
      select class.relowner from pg_catalog.pg_class as class where class.oid = tg_relid
    )
  then
    raise exception 'the owner and the persona of a thread cannot change'
      using errcode = '23514', hint = 'ai_move_thread moves a thread to another persona.';
  end if;
  return new;
end
$$;

create function kith.move_thread(thread_id uuid, persona_id uuid) returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  if kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner' or not kith.may_write() then
    return false;
  end if;
  update public.ai_threads as thread set persona_id = move_thread.persona_id
  where thread.thread_id = move_thread.thread_id and thread.user_id = auth.uid() and thread.deleted_at is null;
  if not found then
    return false;
  end if;
  -- Triggers fetch the thread's.
  update public.ai_messages as message set resource_key = message.resource_key
  where message.thread_id = move_thread.thread_id and message.user_id = auth.uid();
  update public.ai_metadata as entry set resource_key = entry.resource_key
  where entry.user_id = auth.uid() and (
    entry.thread_id = move_thread.thread_id
    or entry.message_id in (
      select message.message_id from public.ai_messages as message where message.thread_id = move_thread.thread_id
    )
  );
  update public.ai_run_snapshots as snapshot set resource_key = thread.resource_key
  from public.ai_threads as thread
  where snapshot.thread_id = move_thread.thread_id and thread.thread_id = move_thread.thread_id
    and snapshot.user_id = auth.uid();
  return true;
end
$$;
comment on function kith.move_thread(uuid, uuid) is
  'Hands a thread with its messages to another persona of the same owner. False when there is no such thread, or the request is narrowed.';

revoke execute on function
  kith.place_message(), kith.check_parent(), kith.guard_answer(), kith.keep_embedding(), kith.touch_thread(), kith.forget_count(),
  kith.summarise_threads(uuid[]), kith.summarise_changed(),
  kith.lock_thread(uuid), kith.move_thread(uuid, uuid), kith.keep_owner_and_persona() from public;
grant execute on function kith.lock_thread(uuid), kith.move_thread(uuid, uuid) to authenticated;
