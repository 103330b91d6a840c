-- What a persona knows: its notes (working memory), and what it would like to remember.
-- Every reference carries user_id: a foreign key does not ask RLS, so the pair is the proof of ownership.

create table public.ai_memory (
  memory_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  persona_id uuid,
  resource_key text collate "C" not null generated always as (
    user_id::text || ':' || coalesce(persona_id, '00000000-0000-0000-0000-000000000000'::uuid)::text
  ) stored,
  memory_type text not null check (length(memory_type) between 1 and 40),
  content text not null check (length(content) <= 20000),
  content_json jsonb check (octet_length(content_json::text) <= 1000000),
  importance text not null default 'normal' check (importance in ('low', 'normal', 'high', 'critical')),
  status text not null default 'active' check (status in ('proposed', 'active', 'archived')),
  pinned boolean not null default false,
  source_thread_id uuid,
  source_message_id uuid,
  content_embedding extensions.vector(1536),
  embedding_model text check (length(embedding_model) <= 200),
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  foreign key (persona_id, user_id) references public.ai_personas (id, user_id) on delete restrict,
  foreign key (source_thread_id, user_id) references public.ai_threads (thread_id, user_id)
    on delete set null (source_thread_id),
  foreign key (source_message_id, user_id) references public.ai_messages (message_id, user_id)
    on delete set null (source_message_id),
  unique (memory_id, user_id)
);
comment on table public.ai_memory is 'Something a persona knows, or would like to.';
comment on column public.ai_memory.memory_type is 'working: the notes that stand in every prompt. Others are durable memories: fact, preference, event, instruction and so on.';
comment on column public.ai_memory.status is 'proposed: the assistant asks; active: the owner agreed; archived: kept and not used.';
comment on column public.ai_memory.source_message_id is 'The message it was learned from.';
comment on column public.ai_memory.content_embedding is 'Meaning of the content, or null.';
comment on column public.ai_memory.deleted_at is 'Set: deleted, and can still be restored.';

create unique index ai_memory_notes on public.ai_memory (resource_key)
  where memory_type = 'working' and status = 'active' and deleted_at is null;
create index ai_memory_by_resource on public.ai_memory (resource_key, status, created_at);
create index ai_memory_by_user on public.ai_memory (user_id, updated_at desc);
create index ai_memory_by_persona on public.ai_memory (persona_id, user_id) where persona_id is not null;
create index ai_memory_by_source_thread on public.ai_memory (source_thread_id) where source_thread_id is not null;
create index ai_memory_by_source_message on public.ai_memory (source_message_id) where source_message_id is not null;

create trigger touch_updated_at before update on public.ai_memory
for each row execute function kith.touch_updated_at();

alter table public.ai_memory enable row level security;
alter table public.ai_memory force row level security;
create policy own on public.ai_memory for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_memory from anon, authenticated;
grant select, insert, update, delete on public.ai_memory to authenticated;
