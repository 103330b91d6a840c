-- Attachments and avatars, in chunks that fit a request. A message names one as kith-file:<uuid>.

create table public.ai_files (
  file_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  persona_id uuid,
  resource_key text collate "C" not null generated always as (
    user_id::text || ':' || coalesce(persona_id, '00000000-0000-0000-0000-000000000000'::uuid)::text
  ) stored,
  sha256 bytea not null check (octet_length(sha256) = 32),
  media_type text not null check (length(media_type) between 1 and 200),
  name text not null default '' check (length(name) <= 255),
  size integer not null check (size between 0 and 10485760),
  complete boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (persona_id, user_id) references public.ai_personas (id, user_id) on delete cascade,
  unique (file_id, user_id),
  -- Within one vault only: a hit on another's file would say that it is there.
  unique (resource_key, sha256)
);
comment on table public.ai_files is 'A file, at most 10 MB.';
comment on column public.ai_files.sha256 is 'Of the whole file: what the chunks must add up to.';
comment on column public.ai_files.size is 'In bytes.';
comment on column public.ai_files.complete is 'All chunks are there and add up.';
create index ai_files_by_persona on public.ai_files (persona_id, user_id) where persona_id is not null;
create index ai_files_by_user on public.ai_files (user_id, created_at desc);
alter table public.ai_files enable row level security;
alter table public.ai_files force row level security;
create policy own on public.ai_files for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_files from anon, authenticated;
grant select, insert, update, delete on public.ai_files to authenticated;

create table public.ai_file_chunks (
  file_id uuid not null,
  user_id uuid not null default auth.uid(),
  n integer not null check (n between 0 and 39),
  bytes bytea not null check (octet_length(bytes) between 1 and 262144),
  primary key (file_id, n),
  foreign key (file_id, user_id) references public.ai_files (file_id, user_id) on delete cascade
);
comment on table public.ai_file_chunks is 'The bytes of a file: every chunk but the last has 262,144.';
comment on column public.ai_file_chunks.n is 'Which chunk, from 0.';
alter table public.ai_file_chunks alter column bytes set storage external;
alter table public.ai_file_chunks enable row level security;
alter table public.ai_file_chunks force row level security;
create policy own on public.ai_file_chunks for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_file_chunks from anon, authenticated;
grant select, insert, update, delete on public.ai_file_chunks to authenticated;
