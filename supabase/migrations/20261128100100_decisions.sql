-- What the owner decides about a proposal: accepted, by themselves or as they have ordered for its kind; put in the place of
-- a memory; and taken back.

drop function public.ai_accept_proposal(uuid, text);
create function public.ai_accept_proposal(
  memory_id uuid,
  content text default null,
  automatically boolean default false
) returns setof public.ai_working_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  proposal public.ai_memory;
  line text;
begin
  perform kith.check_request();
  perform kith.require_owner();
  proposal := kith.find_own_memory(ai_accept_proposal.memory_id);
  if proposal.memory_type = 'working' and proposal.status = 'active' then
    perform kith.refuse_missing('memory');
  end if;
  if proposal.status = 'proposed' then
    if ai_accept_proposal.automatically and (
      proposal.memory_type = 'working' or proposal.content_json ?| array['kith_updates', 'kith_contradicts']
    ) then
      raise exception 'This is for its owner to decide.' using errcode = '22023';
    end if;
    line := coalesce(ai_accept_proposal.content, proposal.content);
    perform kith.require_words(line);
    if proposal.memory_type = 'working' then
      line := btrim(line);
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
    else
      update public.ai_memory as memory
      set
        status = 'active',
        content = line,
        content_json = case
          when ai_accept_proposal.automatically and coalesce(jsonb_typeof(proposal.content_json), 'object') = 'object'
            then coalesce(proposal.content_json, '{}') || '{"kith_automatic": true}'
          else proposal.content_json
        end
      where memory.memory_id = ai_accept_proposal.memory_id;
    end if;
    perform kith.allow_saying(proposal.resource_key, line);
  end if;
  return query select * from public.ai_get_working_memory(proposal.persona_id);
  if not found then
    return query
      select null::uuid, proposal.resource_key, '', '{}'::jsonb, null::timestamptz, null::timestamptz, null::integer;
  end if;
end
$$;
comment on function public.ai_accept_proposal(uuid, text, boolean) is
  'The owner agrees, to what was proposed or to what is given: a line is added to the notes, another kind becomes a memory in use. automatically: because the owner has ordered it for this kind; that is noted in the memory (kith_automatic), and refused for the notes and for what updates or contradicts something. The notes as they are now, one row always. Repeating it changes nothing. ai_return_proposal undoes it.';
revoke execute on function public.ai_accept_proposal(uuid, text, boolean) from public, anon;
grant execute on function public.ai_accept_proposal(uuid, text, boolean) to authenticated;

create function public.ai_replace_memory(memory_id uuid, replaced_id uuid, content text default null)
returns setof public.ai_memory_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  newer public.ai_memory;
  older public.ai_memory;
  strength text[] := array['low', 'normal', 'high', 'critical'];
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_replace_memory.memory_id = ai_replace_memory.replaced_id then
    raise exception 'A memory does not replace itself.' using errcode = '22023';
  end if;
  if ai_replace_memory.content is not null then
    perform kith.require_words(ai_replace_memory.content);
  end if;
  -- In one order for everybody, as when memories are merged.
  perform from public.ai_memory as memory
  where memory.memory_id in (ai_replace_memory.memory_id, ai_replace_memory.replaced_id)
  order by memory.memory_id for update;
  newer := kith.find_own_memory(ai_replace_memory.memory_id);
  older := kith.find_own_memory(ai_replace_memory.replaced_id);
  perform kith.require_durable(older);
  if newer.status <> 'proposed' then
    perform kith.require_durable(newer);
  end if;
  if 'working' in (newer.memory_type, older.memory_type) then
    raise exception 'A line of the notes neither replaces a memory nor is replaced by one.' using errcode = '22023';
  end if;
  if newer.resource_key <> older.resource_key then
    raise exception 'Only a memory of the same persona can be replaced.' using errcode = '22023';
  end if;
  if older.merged_into is distinct from newer.memory_id or newer.status <> 'active' then
    update public.ai_memory as memory
    set
      status = 'active',
      merged_into = null,
      content = coalesce(ai_replace_memory.content, newer.content),
      importance = case
        when array_position(strength, older.importance) > array_position(strength, newer.importance) then older.importance
        else newer.importance
      end,
      pinned = newer.pinned or older.pinned
    where memory.memory_id = newer.memory_id;
    update public.ai_memory as memory set status = 'archived', pinned = false, merged_into = newer.memory_id
    where memory.memory_id = older.memory_id;
    perform kith.allow_saying(newer.resource_key, coalesce(ai_replace_memory.content, newer.content));
  end if;
  return query select shown.* from kith.shown_memories as shown where shown.memory_id = newer.memory_id;
end
$$;
comment on function public.ai_replace_memory(uuid, uuid, text) is
  'What is proposed takes the place of a memory, saying what is given or what was proposed: it is in use from now on, and the other is archived and knows by which. Pinned and importance go over. Repeating it changes nothing. ai_return_proposal undoes it.';
revoke execute on function public.ai_replace_memory(uuid, uuid, text) from public, anon;
grant execute on function public.ai_replace_memory(uuid, uuid, text) to authenticated;

create function public.ai_return_proposal(memory_id uuid) returns setof public.ai_proposal_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  decided public.ai_memory;
  asked public.ai_memory_versions;
  notes public.ai_memory;
  place integer;
begin
  perform kith.check_request();
  perform kith.require_owner();
  decided := kith.find_own_memory(ai_return_proposal.memory_id);
  if decided.status <> 'proposed' then
    select earlier.* into asked from public.ai_memory_versions as earlier
    where earlier.memory_id = ai_return_proposal.memory_id and earlier.status = 'proposed'
    order by earlier.version desc limit 1;
    if not found then
      raise exception 'This was not proposed.' using errcode = '22023';
    end if;
    if decided.version <> asked.version + 1 then
      raise exception 'This memory has been changed since it was accepted.' using errcode = 'PT409';
    end if;
    if decided.memory_type = 'working' and decided.merged_into is null then
      select memory.* into notes from public.ai_memory as memory
      where memory.resource_key = decided.resource_key and memory.memory_type = 'working' and memory.status = 'active'
        and memory.deleted_at is null
      for update;
      place := strpos(E'\n\n' || notes.content || E'\n\n', E'\n\n' || decided.content || E'\n\n');
      if coalesce(place, 0) = 0 then
        raise exception 'The notes have been changed since. Take the line out of them yourself.' using errcode = 'PT409';
      end if;
      update public.ai_memory as memory
      set content = btrim(
        left(notes.content, greatest(place - 3, 0)) || E'\n\n' || substr(notes.content, place + length(decided.content) + 2),
        E'\n'
      )
      where memory.memory_id = notes.memory_id;
    end if;
    -- What it took the place of speaks for itself again.
    update public.ai_memory as memory set status = 'active', merged_into = null
    where memory.merged_into = decided.memory_id and memory.status = 'archived' and memory.memory_type <> 'working'
      and decided.status = 'active';
    update public.ai_memory as memory
    set
      status = 'proposed', merged_into = null, content = asked.content, content_json = asked.content_json,
      importance = asked.importance, memory_type = asked.memory_type, pinned = asked.pinned
    where memory.memory_id = ai_return_proposal.memory_id;
  end if;
  return query
    select shown.* from kith.shown_proposals as shown where shown.memory_id = ai_return_proposal.memory_id;
end
$$;
comment on function public.ai_return_proposal(uuid) is
  'Undoes ai_accept_proposal, ai_replace_memory and, as far as the proposal goes, ai_merge_memories: it waits again as it was proposed, its line is taken out of the notes, and what it had replaced is in use. Refused when the memory, or the notes there, have been changed since. Repeating it changes nothing.';
revoke execute on function public.ai_return_proposal(uuid) from public, anon;
grant execute on function public.ai_return_proposal(uuid) to authenticated;

create function public.ai_memories_by_id(memory_ids uuid[]) returns setof public.ai_memory_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select shown.* from kith.shown_memories as shown
    where shown.memory_id = any (ai_memories_by_id.memory_ids) and shown.deleted_at is null
    order by shown.memory_id
    limit 1000;
end
$$;
comment on function public.ai_memories_by_id(uuid[]) is
  'Those of these memories that are there, at most 1,000; deleted ones are not.';
revoke execute on function public.ai_memories_by_id(uuid[]) from public, anon;
grant execute on function public.ai_memories_by_id(uuid[]) to authenticated;
