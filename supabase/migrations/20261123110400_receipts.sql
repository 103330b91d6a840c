-- What an answer was made of: runs know their settings and costs, receipts every item that went into the prompt.

alter table public.ai_runs
  add column settings jsonb check (octet_length(settings::text) <= 100000),
  add column cost jsonb check (octet_length(cost::text) <= 10000),
  add unique (run_id, user_id),
  drop constraint ai_runs_status_check,
  add constraint ai_runs_status_check check (status in ('running', 'suspended', 'complete', 'stopped', 'failed'));
comment on column public.ai_runs.status is 'suspended: waits for the owner''s word on a tool call.';
comment on column public.ai_runs.settings is 'Temperature, context sizes and the like, as they were.';
comment on column public.ai_runs.cost is 'What it cost by the price list of that day; null when the price is not known.';
drop index public.ai_runs_running;
create unique index ai_runs_running on public.ai_runs (thread_id) where status in ('running', 'suspended');

create table public.ai_receipts (
  receipt_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid(),
  run_id uuid not null,
  step integer not null default 0 check (step between 0 and 1000),
  kind text not null check (kind in (
    'message', 'memory', 'instructions', 'working_memory', 'history', 'attachment', 'tools', 'summary'
  )),
  item_id uuid,
  item_version integer,
  used boolean not null,
  rank integer,
  score real,
  parts jsonb check (octet_length(parts::text) <= 20000),
  tokens integer check (tokens >= 0),
  reason text check (length(reason) <= 200),
  created_at timestamptz not null default clock_timestamp(),
  foreign key (run_id, user_id) references public.ai_runs (run_id, user_id) on delete cascade
);
comment on table public.ai_receipts is 'One item that was put into a prompt, or was considered and left out.';
comment on column public.ai_receipts.step is 'Which call of the model in the run, from 0.';
comment on column public.ai_receipts.item_id is 'The message, memory or file. No foreign key: a receipt outlives what it names.';
comment on column public.ai_receipts.item_version is 'Version of the memory, as it was used.';
comment on column public.ai_receipts.used is 'False: considered and left out; why is in reason.';
comment on column public.ai_receipts.rank is 'Place among what was found, from 1.';
comment on column public.ai_receipts.parts is 'What the score is made of.';
comment on column public.ai_receipts.tokens is 'What it took of the prompt.';
comment on column public.ai_receipts.reason is 'Why it was left out; the word forgotten when what it names was forgotten.';
create index ai_receipts_by_run on public.ai_receipts (run_id, step, rank);
create index ai_receipts_by_item on public.ai_receipts (item_id, created_at desc) where item_id is not null;
alter table public.ai_receipts enable row level security;
alter table public.ai_receipts force row level security;
create policy own on public.ai_receipts for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_receipts from anon, authenticated;
-- Written once: a receipt that could be changed would prove nothing.
grant select, insert on public.ai_receipts to authenticated;

-- Apart from ai_runs: Mastra keeps two snapshots under one run id, names them by text, and may have no thread at all.
create table public.ai_run_snapshots (
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  workflow_name text not null check (length(workflow_name) between 1 and 200),
  run_key text not null check (length(run_key) between 1 and 200),
  resource_key text collate "C" not null,
  thread_id uuid,
  status text not null check (length(status) between 1 and 40),
  snapshot jsonb not null check (octet_length(snapshot::text) <= 4000000),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (user_id, workflow_name, run_key),
  foreign key (thread_id, user_id) references public.ai_threads (thread_id, user_id) on delete cascade
);
comment on table public.ai_run_snapshots is 'Where a suspended run goes on, without secrets.';
comment on column public.ai_run_snapshots.run_key is 'Mastra''s run id.';
comment on column public.ai_run_snapshots.resource_key is 'Whose run it is; the thread''s, when there is one.';
create index ai_run_snapshots_by_resource on public.ai_run_snapshots (resource_key, created_at desc);
create index ai_run_snapshots_by_thread on public.ai_run_snapshots (thread_id, user_id) where thread_id is not null;
create trigger touch_updated_at before update on public.ai_run_snapshots
for each row execute function kith.touch_updated_at();
alter table public.ai_run_snapshots enable row level security;
alter table public.ai_run_snapshots force row level security;
create policy own on public.ai_run_snapshots for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_run_snapshots from anon, authenticated;
grant select, insert, update, delete on public.ai_run_snapshots to authenticated;
