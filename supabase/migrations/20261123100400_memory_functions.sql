-- The API of working memory, and of proposals to add to it.

create type public.ai_working_memory_view as (
  memory_id uuid,
  resource_key text,
  content text,
  metadata jsonb,
  created_at timestamptz,
  updated_at timestamptz
);
comment on type public.ai_working_memory_view is 'The notes of one persona, or of no persona.';

create type public.ai_proposal_view as (
  memory_id uuid,
  persona_id uuid,
  content text,
  source_thread_id uuid,
  source_message_id uuid,
  created_at timestamptz
);
comment on type public.ai_proposal_view is 'Something the assistant asks to remember.';

create function kith.resource_key(persona_id uuid) returns text
language sql stable
set search_path = ''
as $$
  select auth.uid()::text || ':' || coalesce(resource_key.persona_id, '00000000-0000-0000-0000-000000000000'::uuid)::text
$$;
comment on function kith.resource_key(uuid) is 'The caller''s resource key for a persona.';

-- Two lines that differ only in case, spaces and a closing full stop say the same.
create function kith.same_saying(line text) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select lower(regexp_replace(btrim(regexp_replace(btrim(line), '^[-*]\s+', ''), ' .'), '\s+', ' ', 'g'))
$$;
comment on function kith.same_saying(text) is 'A line as it is compared with others.';

create function public.ai_get_working_memory(persona_id uuid default null) returns setof public.ai_working_memory_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select
      notes.memory_id, notes.resource_key, notes.content,
      coalesce((
        select entry.value from public.ai_metadata as entry
        where entry.memory_id = notes.memory_id and entry.key = 'mastra.resource'
      ), '{}'),
      notes.created_at, notes.updated_at
    from public.ai_memory as notes
    where notes.resource_key = kith.resource_key(ai_get_working_memory.persona_id)
      and notes.memory_type = 'working' and notes.status = 'active' and notes.deleted_at is null;
end
$$;
comment on function public.ai_get_working_memory(uuid) is 'The notes of a persona (null: of none), or no row.';
revoke execute on function public.ai_get_working_memory(uuid) from public, anon;
grant execute on function public.ai_get_working_memory(uuid) to authenticated;

create function public.ai_save_working_memory(
  persona_id uuid default null,
  content text default null,
  metadata jsonb default null
) returns setof public.ai_working_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  notes_id uuid;
begin
  insert into public.ai_memory as notes (persona_id, memory_type, content)
  values (ai_save_working_memory.persona_id, 'working', coalesce(ai_save_working_memory.content, ''))
  on conflict (resource_key) where memory_type = 'working' and status = 'active' and deleted_at is null
    do update set content = coalesce(ai_save_working_memory.content, notes.content)
  returning notes.memory_id into notes_id;
  if ai_save_working_memory.metadata is not null then
    insert into public.ai_metadata as entry (memory_id, key, value)
    values (notes_id, 'mastra.resource', ai_save_working_memory.metadata)
    on conflict (memory_id, key) where memory_id is not null do update set value = entry.value || excluded.value;
  end if;
  return query select * from public.ai_get_working_memory(ai_save_working_memory.persona_id);
end
$$;
comment on function public.ai_save_working_memory(uuid, text, jsonb) is
  'Writes the notes of a persona, making them when they are missing. What is not given stays; metadata is merged.';
revoke execute on function public.ai_save_working_memory(uuid, text, jsonb) from public, anon;
grant execute on function public.ai_save_working_memory(uuid, text, jsonb) to authenticated;

create function public.ai_propose_memory(
  memory_id uuid,
  content text,
  persona_id uuid default null,
  source_thread_id uuid default null,
  source_message_id uuid default null
) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  insert into public.ai_memory (
    memory_id, persona_id, memory_type, content, status, source_thread_id, source_message_id
  )
  select
    ai_propose_memory.memory_id, ai_propose_memory.persona_id, 'working', ai_propose_memory.content, 'proposed',
    ai_propose_memory.source_thread_id, ai_propose_memory.source_message_id
  where not exists (
    select
    from public.ai_memory as known, regexp_split_to_table(known.content, '\n') as line
    where known.resource_key = kith.resource_key(ai_propose_memory.persona_id)
      and known.memory_type = 'working' and known.status in ('active', 'proposed') and known.deleted_at is null
      and known.memory_id <> ai_propose_memory.memory_id
      and kith.same_saying(line) = kith.same_saying(ai_propose_memory.content)
  )
  on conflict on constraint ai_memory_pkey do nothing;
  return query
    select
      proposal.memory_id, proposal.persona_id, proposal.content,
      proposal.source_thread_id, proposal.source_message_id, proposal.created_at
    from public.ai_memory as proposal
    where proposal.memory_id = ai_propose_memory.memory_id;
end
$$;
comment on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid) is
  'Asks to add a line to the notes. No row when the notes or another proposal already say it.';
revoke execute on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid) from public, anon;
grant execute on function public.ai_propose_memory(uuid, text, uuid, uuid, uuid) to authenticated;

create function public.ai_list_proposals(persona_id uuid default null) returns setof public.ai_proposal_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    select
      proposal.memory_id, proposal.persona_id, proposal.content,
      proposal.source_thread_id, proposal.source_message_id, proposal.created_at
    from public.ai_memory as proposal
    where proposal.resource_key = kith.resource_key(ai_list_proposals.persona_id)
      and proposal.memory_type = 'working' and proposal.status = 'proposed' and proposal.deleted_at is null
    order by proposal.created_at, proposal.memory_id
    limit 500;
end
$$;
comment on function public.ai_list_proposals(uuid) is 'What waits for the owner''s word, oldest first.';
revoke execute on function public.ai_list_proposals(uuid) from public, anon;
grant execute on function public.ai_list_proposals(uuid) to authenticated;

create function public.ai_accept_proposal(memory_id uuid, content text default null)
returns setof public.ai_working_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  proposal public.ai_memory;
  line text;
begin
  select memory.* into proposal from public.ai_memory as memory
  where memory.memory_id = ai_accept_proposal.memory_id
    and memory.memory_type = 'working' and memory.status <> 'active'
  for update;
  if not found then
    perform kith.refuse_missing('memory');
  end if;
  if proposal.status = 'proposed' then
    line := btrim(coalesce(ai_accept_proposal.content, proposal.content));
    if (
      select length(notes.content) from public.ai_memory as notes
      where notes.resource_key = proposal.resource_key
        and notes.memory_type = 'working' and notes.status = 'active' and notes.deleted_at is null
    ) + length(line) + 2 > 20000 then
      raise exception 'The notes are full: they hold 20,000 characters. Shorten them, then remember this.'
        using errcode = '22023';
    end if;
    -- Archived with what was accepted: the source of the line stays known, and repeating appends nothing.
    update public.ai_memory as memory set status = 'archived', content = line
    where memory.memory_id = ai_accept_proposal.memory_id;
    insert into public.ai_memory as notes (persona_id, memory_type, content)
    values (proposal.persona_id, 'working', line)
    on conflict (resource_key) where memory_type = 'working' and status = 'active' and deleted_at is null
      do update set content = case when btrim(notes.content) = '' then line else rtrim(notes.content) || E'\n\n' || line end;
  end if;
  return query select * from public.ai_get_working_memory(proposal.persona_id);
end
$$;
comment on function public.ai_accept_proposal(uuid, text) is
  'Adds the line to the notes, as proposed or as given. Repeating it appends nothing.';
revoke execute on function public.ai_accept_proposal(uuid, text) from public, anon;
grant execute on function public.ai_accept_proposal(uuid, text) to authenticated;

create function public.ai_reject_proposal(memory_id uuid) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    delete from public.ai_memory as proposal
    where proposal.memory_id = ai_reject_proposal.memory_id
      and proposal.status = 'proposed'
    returning
      proposal.memory_id, proposal.persona_id, proposal.content,
      proposal.source_thread_id, proposal.source_message_id, proposal.created_at;
end
$$;
comment on function public.ai_reject_proposal(uuid) is 'Keeps nothing of a proposal and returns what it was. Repeating it is fine.';
revoke execute on function public.ai_reject_proposal(uuid) from public, anon;
grant execute on function public.ai_reject_proposal(uuid) to authenticated;
