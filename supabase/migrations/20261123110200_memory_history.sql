-- Every earlier state of a memory, what was merged into what, and what is never to be proposed again.

alter table public.ai_memory disable trigger touch_updated_at;
update public.ai_memory as memory set content_embedding = null
where memory.content_embedding is not null and extensions.vector_norm(memory.content_embedding) = 0;
update public.ai_memory as memory set embedding_model = 'text-embedding-3-small'
where memory.content_embedding is not null and memory.embedding_model is null;
alter table public.ai_memory enable trigger touch_updated_at;

alter table public.ai_memory
  add column version integer not null default 1,
  add column merged_into uuid,
  add foreign key (merged_into, user_id) references public.ai_memory (memory_id, user_id) on delete set null (merged_into),
  add constraint embedding_has_a_direction check (content_embedding is null or extensions.vector_norm(content_embedding) > 0);
comment on column public.ai_memory.version is 'Counts the changes; receipts name it. Set by trigger.';
comment on column public.ai_memory.merged_into is 'The memory that says this now. Such a memory is archived.';
create index ai_memory_by_merged_into on public.ai_memory (merged_into) where merged_into is not null;

create table public.ai_memory_versions (
  memory_id uuid not null,
  user_id uuid not null,
  version integer not null,
  memory_type text not null,
  content text not null,
  content_json jsonb,
  importance text not null,
  status text not null,
  pinned boolean not null,
  valid_from timestamptz not null,
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by in ('owner', 'assistant')),
  primary key (memory_id, version),
  foreign key (memory_id, user_id) references public.ai_memory (memory_id, user_id) on delete cascade
);
comment on table public.ai_memory_versions is 'What a memory was before a change. Written by trigger.';
comment on column public.ai_memory_versions.version is 'The version this was; the memory itself has a later one.';
comment on column public.ai_memory_versions.valid_from is 'Since when it said this.';
comment on column public.ai_memory_versions.changed_at is 'Until when, and when it was changed.';
comment on column public.ai_memory_versions.changed_by is 'Who made the change that ended this version.';
alter table public.ai_memory_versions enable row level security;
alter table public.ai_memory_versions force row level security;
create policy own on public.ai_memory_versions for select to authenticated using (user_id = (select auth.uid()));
revoke all on public.ai_memory_versions from anon, authenticated;
grant select on public.ai_memory_versions to authenticated;

-- Definer: a history that could be written by hand would prove nothing.
create function kith.keep_memory_version() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if new.user_id is distinct from old.user_id or new.persona_id is distinct from old.persona_id then
    raise exception 'the owner and the persona of a memory cannot change' using errcode = '23514';
  end if;
  if (new.memory_type, new.content, new.content_json, new.importance, new.status, new.pinned)
    is not distinct from (old.memory_type, old.content, old.content_json, old.importance, old.status, old.pinned)
  then
    new.version := old.version;
    return new;
  end if;
  if old.user_id is distinct from coalesce(auth.uid(), old.user_id) then
    perform kith.refuse_missing('memory');
  end if;
  new.version := old.version + 1;
  insert into public.ai_memory_versions (
    memory_id, user_id, version, memory_type, content, content_json, importance, status, pinned, valid_from, changed_by
  )
  values (
    old.memory_id, old.user_id, old.version, old.memory_type, old.content, old.content_json, old.importance, old.status,
    old.pinned,
    coalesce(
      (select max(earlier.changed_at) from public.ai_memory_versions as earlier where earlier.memory_id = old.memory_id),
      old.created_at
    ),
    coalesce(kith.actor(), 'assistant')
  );
  return new;
end
$$;
comment on function kith.keep_memory_version() is
  'Trigger: keeps what a memory was before this change, and refuses to hand it to another owner or persona.';
create trigger keep_memory_version before update on public.ai_memory
for each row execute function kith.keep_memory_version();

create function kith.keep_content_embedding() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if extensions.vector_norm(new.content_embedding) = 0 then
    new.content_embedding := null;
  elsif tg_op = 'UPDATE' and new.content is distinct from old.content
    and coalesce(
      new.content_embedding operator(extensions.=) old.content_embedding,
      new.content_embedding is null and old.content_embedding is null
    ) then
    new.content_embedding := null;
  end if;
  if new.content_embedding is null then
    new.embedding_model := null;
  elsif new.embedding_model is null then
    new.embedding_model := 'text-embedding-3-small';
  end if;
  return new;
end
$$;
comment on function kith.keep_content_embedding() is
  'Trigger: an embedding goes when the words it was made of change, unless the same statement brings a new one.';
create trigger keep_content_embedding before insert or update of content, content_embedding, embedding_model
on public.ai_memory for each row execute function kith.keep_content_embedding();

-- A rejected or forgotten fact is remembered only as a keyed hash: enough to know it again, too little to read it.
create table kith.refusal_keys (
  user_id uuid primary key references auth.users (id) on delete cascade,
  key bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);
comment on table kith.refusal_keys is 'One secret per owner, so that the hashes of refused facts cannot be guessed from a copy of them.';
create table kith.refusals (
  user_id uuid not null references auth.users (id) on delete cascade,
  resource_key text collate "C" not null,
  hash bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (resource_key, hash)
);
comment on table kith.refusals is 'What is not to be proposed again, as keyed hashes.';
create index refusals_by_user on kith.refusals (user_id);
alter table kith.refusal_keys enable row level security;
alter table kith.refusal_keys force row level security;
alter table kith.refusals enable row level security;
alter table kith.refusals force row level security;

create function kith.refusal_hash(saying text) returns bytea
language plpgsql security definer
set search_path = ''
as $$
declare
  secret bytea;
begin
  select known.key into secret from kith.refusal_keys as known where known.user_id = auth.uid();
  if not found then
    insert into kith.refusal_keys (user_id) values (auth.uid())
    on conflict (user_id) do update set key = refusal_keys.key
    returning key into secret;
  end if;
  return sha256(secret || sha256(secret || convert_to(kith.same_saying(saying), 'UTF8')));
end
$$;
comment on function kith.refusal_hash(text) is 'The caller''s keyed hash of a saying, the same for every way of writing it.';

create function kith.refuse_saying(resource_key text, saying text) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if kith.actor() = 'owner' and kith.may_write() and split_part(refuse_saying.resource_key, ':', 1) = auth.uid()::text
    and kith.vault() in ('*', refuse_saying.resource_key) then
    insert into kith.refusals (user_id, resource_key, hash)
    values (auth.uid(), refuse_saying.resource_key, kith.refusal_hash(refuse_saying.saying))
    on conflict do nothing;
  end if;
end
$$;
comment on function kith.refuse_saying(text, text) is 'This is not to be proposed to this persona again.';

create function kith.allow_saying(resource_key text, saying text) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  -- Once, not for every row.
  wanted bytea := kith.refusal_hash(allow_saying.saying);
begin
  if kith.actor() = 'owner' and kith.may_write() and kith.vault() in ('*', allow_saying.resource_key) then
    delete from kith.refusals as refusal
    where refusal.user_id = auth.uid() and refusal.resource_key = allow_saying.resource_key
      and refusal.hash = wanted;
  end if;
end
$$;
comment on function kith.allow_saying(text, text) is 'The owner says it after all.';

create function kith.is_refused(resource_key text, saying text) returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
  -- Once, not for every row.
  wanted bytea := kith.refusal_hash(is_refused.saying);
begin
  return exists (
    select from kith.refusals as refusal
    where refusal.user_id = auth.uid() and refusal.resource_key = is_refused.resource_key
      and kith.vault() in ('*', is_refused.resource_key)
      and refusal.hash = wanted
  );
end
$$;
comment on function kith.is_refused(text, text) is 'Whether the owner has rejected or forgotten this.';

revoke execute on function
  kith.keep_memory_version(), kith.keep_content_embedding(), kith.refusal_hash(text), kith.refuse_saying(text, text),
  kith.allow_saying(text, text), kith.is_refused(text, text) from public;
grant execute on function kith.refuse_saying(text, text), kith.allow_saying(text, text), kith.is_refused(text, text)
  to authenticated;
