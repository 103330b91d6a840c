-- One row for every time a model was asked to answer.

create table public.ai_runs (
  run_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid(),
  thread_id uuid not null,
  message_id uuid not null,
  status text not null default 'running' check (status in ('running', 'complete', 'stopped', 'failed')),
  model jsonb not null check (octet_length(model::text) <= 10000),
  device text not null check (length(device) between 1 and 200),
  usage jsonb check (octet_length(usage::text) <= 10000),
  failure jsonb check (octet_length(failure::text) <= 100000),
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  foreign key (thread_id, user_id) references public.ai_threads (thread_id, user_id) on delete cascade,
  foreign key (message_id, user_id) references public.ai_messages (message_id, user_id) on delete cascade
);
comment on table public.ai_runs is 'A run: one answer being made, or made.';
comment on column public.ai_runs.message_id is 'The answer.';
comment on column public.ai_runs.model is 'Which provider and model, as the owner chose it. No key.';
comment on column public.ai_runs.device is 'The installation that runs it: after a crash only its own runs are called interrupted.';
comment on column public.ai_runs.usage is 'Tokens, as the provider counted them.';
comment on column public.ai_runs.failure is 'Why it failed: an error code and its data.';

-- The database's own word for "one run per thread at a time".
create unique index ai_runs_running on public.ai_runs (thread_id) where status = 'running';
create index ai_runs_by_thread on public.ai_runs (thread_id, started_at desc);
create index ai_runs_by_message on public.ai_runs (message_id);
create index ai_runs_by_user on public.ai_runs (user_id);

alter table public.ai_runs enable row level security;
alter table public.ai_runs force row level security;
create policy own on public.ai_runs for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_runs from anon, authenticated;
grant select, insert, update, delete on public.ai_runs to authenticated;
