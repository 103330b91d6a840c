-- What one persona may know of another: one row, one grant, visible and revocable. Memories only, never threads.

create table public.ai_grants (
  grant_id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  from_persona uuid,
  to_persona uuid,
  memory_type text check (length(memory_type) between 1 and 40),
  memory_id uuid,
  from_key text collate "C" not null generated always as (
    user_id::text || ':' || coalesce(from_persona, '00000000-0000-0000-0000-000000000000'::uuid)::text
  ) stored,
  to_key text collate "C" not null generated always as (
    user_id::text || ':' || coalesce(to_persona, '00000000-0000-0000-0000-000000000000'::uuid)::text
  ) stored,
  created_at timestamptz not null default clock_timestamp(),
  constraint kind_or_one_memory check (num_nonnulls(memory_type, memory_id) = 1),
  constraint to_another check (from_persona is distinct from to_persona),
  foreign key (from_persona, user_id) references public.ai_personas (id, user_id) on delete cascade,
  foreign key (to_persona, user_id) references public.ai_personas (id, user_id) on delete cascade,
  foreign key (memory_id, user_id) references public.ai_memory (memory_id, user_id) on delete cascade
);
comment on table public.ai_grants is 'A persona may know a kind of memory, or one memory, of another.';
comment on column public.ai_grants.from_persona is 'Whose memory it is. Null: of no persona.';
comment on column public.ai_grants.to_persona is 'Who may know it. Null: no persona.';
comment on column public.ai_grants.memory_type is 'The kind that is granted, or null for one memory.';
comment on column public.ai_grants.memory_id is 'The memory that is granted, or null for a kind.';
comment on column public.ai_grants.from_key is 'resource_key of the giving persona.';
comment on column public.ai_grants.to_key is 'resource_key of the receiving persona.';
create unique index ai_grants_once on public.ai_grants (to_key, from_key, memory_type, memory_id) nulls not distinct;
create index ai_grants_by_user on public.ai_grants (user_id);
create index ai_grants_by_from on public.ai_grants (from_persona, user_id);
create index ai_grants_by_to on public.ai_grants (to_persona, user_id);
create index ai_grants_by_memory on public.ai_grants (memory_id) where memory_id is not null;
alter table public.ai_grants enable row level security;
alter table public.ai_grants force row level security;
create policy own on public.ai_grants for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.ai_grants from anon, authenticated;
grant select, insert, update, delete on public.ai_grants to authenticated;

-- A trigger and not a policy: the policies of ai_memory look at grants, and the two would ask each other for ever.
create function kith.check_grant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Before the policies are asked: whom they would refuse must not learn here what there is.
  if auth.role() in ('anon', 'authenticated')
    and (auth.uid() is null or kith.vault() is distinct from '*' or kith.actor() is distinct from 'owner')
  then
    raise exception 'Only the owner grants, with all personas in view.' using errcode = '42501';
  end if;
  if new.memory_id is not null and not exists (
    select from public.ai_memory as memory
    where memory.memory_id = new.memory_id and memory.user_id = coalesce(auth.uid(), new.user_id)
      and memory.persona_id is not distinct from new.from_persona
  ) then
    perform kith.refuse_missing('memory');
  end if;
  return new;
end
$$;
comment on function kith.check_grant() is 'Trigger: a memory is granted by the persona it belongs to.';
create trigger check_grant before insert or update on public.ai_grants
for each row execute function kith.check_grant();
revoke execute on function kith.check_grant() from public;
