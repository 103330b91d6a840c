-- Typed key and value on exactly one thread, message, memory or persona.

create table public.ai_metadata (
  metadata_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  thread_id uuid,
  message_id uuid,
  memory_id uuid,
  persona_ref uuid,
  key text not null check (length(key) between 1 and 128),
  value jsonb not null check (octet_length(value::text) <= 1000000),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint exactly_one_target check (num_nonnulls(thread_id, message_id, memory_id, persona_ref) = 1),
  foreign key (thread_id, user_id) references public.ai_threads (thread_id, user_id) on delete cascade,
  foreign key (message_id, user_id) references public.ai_messages (message_id, user_id) on delete cascade,
  foreign key (memory_id, user_id) references public.ai_memory (memory_id, user_id) on delete cascade,
  foreign key (persona_ref, user_id) references public.ai_personas (id, user_id) on delete cascade
);
comment on table public.ai_metadata is 'One key and value about one thing. Keys that begin with "mastra." belong to the Mastra store.';
comment on column public.ai_metadata.persona_ref is 'The persona this is about.';

create unique index ai_metadata_of_thread on public.ai_metadata (thread_id, key) where thread_id is not null;
create unique index ai_metadata_of_message on public.ai_metadata (message_id, key) where message_id is not null;
create unique index ai_metadata_of_memory on public.ai_metadata (memory_id, key) where memory_id is not null;
create unique index ai_metadata_of_persona on public.ai_metadata (persona_ref, key) where persona_ref is not null;
create index ai_metadata_by_user on public.ai_metadata (user_id, key);

create trigger touch_updated_at before update on public.ai_metadata
for each row execute function kith.touch_updated_at();

alter table public.ai_metadata enable row level security;
alter table public.ai_metadata force row level security;
create policy own on public.ai_metadata for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_metadata from anon, authenticated;
grant select, insert, update, delete on public.ai_metadata to authenticated;
