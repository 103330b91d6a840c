-- Conversations. A thread belongs to one persona, or to none, for good.

create table public.ai_threads (
  thread_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  persona_id uuid,
  resource_key text collate "C" not null generated always as (
    user_id::text || ':' || coalesce(persona_id, '00000000-0000-0000-0000-000000000000'::uuid)::text
  ) stored,
  title text check (length(title) between 1 and 200),
  pinned boolean not null default false,
  archived boolean not null default false,
  deleted_at timestamptz,
  last_message_seq bigint,
  last_message_at timestamptz not null default clock_timestamp(),
  last_read_seq bigint,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  foreign key (persona_id, user_id) references public.ai_personas (id, user_id) on delete restrict,
  unique (thread_id, user_id)
);
comment on table public.ai_threads is 'One conversation with one persona, or with none.';
comment on column public.ai_threads.user_id is 'The owner.';
comment on column public.ai_threads.persona_id is 'Null: no persona. Cannot be changed.';
comment on column public.ai_threads.resource_key is 'user:persona, with the zero uuid for no persona; what Mastra calls the resource.';
comment on column public.ai_threads.title is 'Null until somebody or something names it.';
comment on column public.ai_threads.deleted_at is 'Set: deleted, and can still be restored.';
comment on column public.ai_threads.last_message_seq is 'seq of the newest message.';
comment on column public.ai_threads.last_message_at is 'Orders the thread list. Renaming does not move it.';
comment on column public.ai_threads.last_read_seq is 'seq of the newest message the owner has seen.';

create index ai_threads_by_resource on public.ai_threads (resource_key, last_message_at desc, thread_id desc);
create index ai_threads_by_persona on public.ai_threads (persona_id, user_id) where persona_id is not null;

create trigger touch_updated_at before update on public.ai_threads
for each row execute function kith.touch_updated_at();

create function kith.keep_owner_and_persona() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.user_id is distinct from old.user_id or new.persona_id is distinct from old.persona_id then
    raise exception 'the owner and the persona of a thread cannot change' using errcode = '23514';
  end if;
  return new;
end
$$;
comment on function kith.keep_owner_and_persona() is
  'Trigger: memories were formed under this persona, so a thread never wanders to another.';
create trigger keep_owner_and_persona before update of user_id, persona_id on public.ai_threads
for each row execute function kith.keep_owner_and_persona();

alter table public.ai_threads enable row level security;
alter table public.ai_threads force row level security;
create policy own on public.ai_threads for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_threads from anon, authenticated;
grant select, insert, update, delete on public.ai_threads to authenticated;
