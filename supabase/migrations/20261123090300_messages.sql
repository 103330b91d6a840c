-- Messages. `selected order by seq` is the path one reads; the rest are earlier versions of a branch.

create table public.ai_messages (
  message_id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  thread_id uuid not null,
  user_id uuid not null default auth.uid(),
  resource_key text collate "C" not null,
  parent_message_id uuid,
  selected boolean not null default true,
  role text not null check (role in ('user', 'assistant', 'system', 'tool', 'signal')),
  content jsonb not null check (octet_length(content::text) <= 16000000),
  status text not null default 'complete' check (status in ('complete', 'streaming', 'stopped', 'failed')),
  message_embedding extensions.vector(1536),
  embedding_model text check (length(embedding_model) <= 200),
  created_at timestamptz not null default clock_timestamp(),
  foreign key (thread_id, user_id) references public.ai_threads (thread_id, user_id) on delete cascade,
  unique (message_id, user_id),
  foreign key (parent_message_id, user_id) references public.ai_messages (message_id, user_id)
    on delete set null (parent_message_id)
);
comment on table public.ai_messages is 'One message. An answer is one row, whatever number of model calls it took.';
comment on column public.ai_messages.seq is 'Order within a thread: a child is always later than its parent.';
comment on column public.ai_messages.resource_key is 'Copied from the thread by trigger, so that a search stays in its scope.';
comment on column public.ai_messages.parent_message_id is 'What this follows. Two children of one parent are siblings: versions of the same turn.';
comment on column public.ai_messages.selected is 'On the path one reads. At most one sibling is.';
comment on column public.ai_messages.content is 'Mastra''s whole content object, lossless.';
comment on column public.ai_messages.status is 'streaming: being written. stopped and failed: ended early, what arrived is kept.';
comment on column public.ai_messages.message_embedding is 'Meaning of the text, or null. Which model made it: embedding_model.';
comment on column public.ai_messages.created_at is 'As the client said it, to the millisecond: Mastra compares it.';

create unique index ai_messages_by_thread on public.ai_messages (thread_id, seq desc);
create index ai_messages_by_resource on public.ai_messages (resource_key, seq desc);
create index ai_messages_by_parent on public.ai_messages (parent_message_id, user_id) where parent_message_id is not null;
create index ai_messages_streaming on public.ai_messages (user_id) where status = 'streaming';

create function kith.set_resource_key() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  select thread.resource_key into new.resource_key
  from public.ai_threads as thread
  where thread.thread_id = new.thread_id and thread.user_id = new.user_id;
  if new.resource_key is null then
    perform kith.refuse_missing('thread');
  end if;
  return new;
end
$$;
comment on function kith.set_resource_key() is 'Trigger: a message is always in the scope of its thread, whatever the client sent.';
create trigger set_resource_key before insert or update of thread_id, user_id, resource_key on public.ai_messages
for each row execute function kith.set_resource_key();

create function kith.touch_thread() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  update public.ai_threads as thread
  set last_message_seq = newest.seq, last_message_at = greatest(thread.last_message_at, newest.created_at)
  from (
    select added.thread_id, max(added.seq) as seq, max(added.created_at) as created_at
    from added group by added.thread_id
  ) as newest
  where thread.thread_id = newest.thread_id;
  return null;
end
$$;
comment on function kith.touch_thread() is 'Trigger: a thread with a new message moves to the top of the list.';
create trigger touch_thread after insert on public.ai_messages
referencing new table as added for each statement execute function kith.touch_thread();

alter table public.ai_messages enable row level security;
alter table public.ai_messages force row level security;
create policy own on public.ai_messages for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_messages from anon, authenticated;
grant select, insert, update, delete on public.ai_messages to authenticated;
