-- What the owner says while an answer is being written waits here: it is not said yet, can be taken back, and survives
-- whatever happens to the window, the run or the computer.

create table public.ai_waiting_messages (
  message_id uuid primary key,
  user_id uuid not null default auth.uid(),
  thread_id uuid not null,
  content jsonb not null check (octet_length(content::text) <= 16000000),
  created_at timestamptz not null default clock_timestamp(),
  foreign key (thread_id, user_id) references public.ai_threads (thread_id, user_id) on delete cascade
);
comment on table public.ai_waiting_messages is 'A message that waits until its thread is answered. Nothing recalls or searches it: it is not said yet.';
comment on column public.ai_waiting_messages.message_id is 'The id it will have as a message.';
comment on column public.ai_waiting_messages.user_id is 'Whose it is.';
comment on column public.ai_waiting_messages.thread_id is 'Where it will be said.';
comment on column public.ai_waiting_messages.content is 'What it says, as in ai_messages.';
comment on column public.ai_waiting_messages.created_at is 'When it was written. Those of a thread are said in this order.';
create index ai_waiting_messages_by_thread on public.ai_waiting_messages (thread_id, created_at);

alter table public.ai_waiting_messages enable row level security;
alter table public.ai_waiting_messages force row level security;
create policy own on public.ai_waiting_messages for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
-- A run has no business with what is not said yet.
create policy owner_reads on public.ai_waiting_messages as restrictive for select to authenticated
  using (
    (select kith.actor()) = 'owner' and (
      (select kith.vault()) = '*'
      or exists (select from public.ai_threads as thread where thread.thread_id = ai_waiting_messages.thread_id)
    )
  );
create policy owner_inserts on public.ai_waiting_messages as restrictive for insert to authenticated
  with check (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_threads as thread where thread.thread_id = ai_waiting_messages.thread_id)
  );
create policy owner_deletes on public.ai_waiting_messages as restrictive for delete to authenticated
  using (
    (select kith.may_write()) and (select kith.actor()) = 'owner'
    and exists (select from public.ai_threads as thread where thread.thread_id = ai_waiting_messages.thread_id)
  );
revoke all on public.ai_waiting_messages from anon, authenticated;
grant select, insert, delete on public.ai_waiting_messages to authenticated;

-- In the same transaction: at no moment does it wait and is said, and at no moment is it neither.
create function kith.end_waiting() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  delete from public.ai_waiting_messages as waiting
  using added
  where waiting.message_id = added.message_id;
  return null;
end
$$;
comment on function kith.end_waiting() is 'Trigger: what is said waits no longer.';
revoke execute on function kith.end_waiting() from public;
create trigger end_waiting after insert on public.ai_messages
referencing new table as added for each statement execute function kith.end_waiting();

create type public.ai_waiting_view as (
  message_id uuid,
  thread_id uuid,
  content jsonb,
  created_at timestamptz
);
comment on type public.ai_waiting_view is 'A message that waits.';

create function public.ai_list_waiting(thread_id uuid) returns setof public.ai_waiting_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select waiting.message_id, waiting.thread_id, waiting.content, waiting.created_at
    from public.ai_waiting_messages as waiting
    join public.ai_threads as thread on thread.thread_id = waiting.thread_id and thread.deleted_at is null
    where waiting.thread_id = ai_list_waiting.thread_id
    order by waiting.created_at, waiting.message_id;
end
$$;
comment on function public.ai_list_waiting(uuid) is 'What waits to be said in a thread, in the order it was written.';
revoke execute on function public.ai_list_waiting(uuid) from public, anon;
grant execute on function public.ai_list_waiting(uuid) to authenticated;

create function public.ai_wait_with_message(message_id uuid, thread_id uuid, content jsonb)
returns setof public.ai_waiting_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  if not kith.lock_thread(ai_wait_with_message.thread_id) then
    perform kith.refuse_missing('thread');
  end if;
  if (
    select count(*) from public.ai_waiting_messages as waiting where waiting.thread_id = ai_wait_with_message.thread_id
  ) >= 100 then
    raise exception '100 messages wait in this thread already.' using errcode = '22023';
  end if;
  -- Said already: asked for again by somebody who has not heard.
  if not exists (
    select from public.ai_messages as message where message.message_id = ai_wait_with_message.message_id
  ) then
    insert into public.ai_waiting_messages (message_id, thread_id, content)
    values (ai_wait_with_message.message_id, ai_wait_with_message.thread_id, ai_wait_with_message.content)
    on conflict on constraint ai_waiting_messages_pkey do nothing;
    if not found and not exists (
      select from public.ai_waiting_messages as waiting
      where waiting.message_id = ai_wait_with_message.message_id
        and waiting.thread_id = ai_wait_with_message.thread_id
    ) then
      raise exception 'message_id is taken' using errcode = '22023', hint = 'Make a new one.';
    end if;
  end if;
  return query
    select listed.* from public.ai_list_waiting(ai_wait_with_message.thread_id) as listed
    where listed.message_id = ai_wait_with_message.message_id;
end
$$;
comment on function public.ai_wait_with_message(uuid, uuid, jsonb) is
  'Keeps a message until its thread is answered. Repeating it with the same id changes nothing; no row when it is said already.';
revoke execute on function public.ai_wait_with_message(uuid, uuid, jsonb) from public, anon;
grant execute on function public.ai_wait_with_message(uuid, uuid, jsonb) to authenticated;

create function public.ai_take_back_message(message_id uuid) returns setof public.ai_waiting_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  return query
    delete from public.ai_waiting_messages as waiting
    where waiting.message_id = ai_take_back_message.message_id
    returning waiting.message_id, waiting.thread_id, waiting.content, waiting.created_at;
end
$$;
comment on function public.ai_take_back_message(uuid) is
  'A message that waits is not going to be said. What it said, or no row when it does not wait any more.';
revoke execute on function public.ai_take_back_message(uuid) from public, anon;
grant execute on function public.ai_take_back_message(uuid) to authenticated;
