-- Whom the owner talks to.

create table public.ai_personas (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  name text not null check (length(name) between 1 and 80),
  accent text not null default 'graphite' check (
    accent in ('clay', 'ochre', 'moss', 'pine', 'lagoon', 'slate', 'plum', 'rose', 'graphite')
  ),
  instructions text not null default '' check (length(instructions) <= 100000),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object' and octet_length(settings::text) <= 100000),
  archived_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (id, user_id)
);
comment on table public.ai_personas is 'An assistant with a name and instructions of its own, and memories of its own.';
comment on column public.ai_personas.user_id is 'The owner.';
comment on column public.ai_personas.accent is 'Colour on screen, by name.';
comment on column public.ai_personas.instructions is 'What the assistant is told about itself; stands first in every prompt.';
comment on column public.ai_personas.settings is 'Model and memory settings of this persona.';
comment on column public.ai_personas.archived_at is 'Set: in no list, and nothing of it is lost.';

create index ai_personas_by_user on public.ai_personas (user_id, created_at);

create trigger touch_updated_at before update on public.ai_personas
for each row execute function kith.touch_updated_at();

alter table public.ai_personas enable row level security;
alter table public.ai_personas force row level security;
create policy own on public.ai_personas for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_personas from anon, authenticated;
grant select, insert, update, delete on public.ai_personas to authenticated;
