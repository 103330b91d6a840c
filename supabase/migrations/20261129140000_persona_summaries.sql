-- What a gallery of personas says of each: how much it was told, and when last.

create type public.ai_persona_summary as (
  persona_id uuid,
  thread_count integer,
  memory_count integer,
  proposal_count integer,
  last_message_at timestamptz
);
comment on type public.ai_persona_summary is
  'What a persona has (null: no persona): threads that are not deleted, memories in use without its notes, what it would like to remember, and when somebody last said something to it or it answered.';

create function public.ai_persona_summaries() returns setof public.ai_persona_summary
language plpgsql stable security invoker
set plan_cache_mode = force_custom_plan
set jit = off
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    with threads as (
      select thread.persona_id, count(*)::integer as count,
        max(thread.last_message_at) filter (where thread.last_message_seq is not null) as last_at
      from public.ai_threads as thread
      where thread.user_id = auth.uid() and thread.deleted_at is null
      group by thread.persona_id
    ),
    memories as (
      select memory.persona_id,
        (count(*) filter (where memory.status = 'active' and memory.memory_type <> 'working'))::integer as count,
        (count(*) filter (where memory.status = 'proposed'))::integer as proposals
      from public.ai_memory as memory
      where memory.user_id = auth.uid() and memory.deleted_at is null
      group by memory.persona_id
    )
    select owner.persona_id, coalesce(threads.count, 0), coalesce(memories.count, 0), coalesce(memories.proposals, 0),
      threads.last_at
    from (
      select null::uuid as persona_id, null::timestamptz as created_at
      union all
      select persona.id, persona.created_at from public.ai_personas as persona where persona.user_id = auth.uid()
    ) as owner
    left join threads on coalesce(threads.persona_id, '00000000-0000-0000-0000-000000000000')
      = coalesce(owner.persona_id, '00000000-0000-0000-0000-000000000000')
    left join memories on coalesce(memories.persona_id, '00000000-0000-0000-0000-000000000000')
      = coalesce(owner.persona_id, '00000000-0000-0000-0000-000000000000')
    order by owner.created_at nulls first, owner.persona_id;
end
$$;
comment on function public.ai_persona_summaries() is
  'What every persona of the caller has, archived ones included and no persona first, in the order they were made.';
revoke execute on function public.ai_persona_summaries() from public, anon;
grant execute on function public.ai_persona_summaries() to authenticated;

-- What one persona may do without asking was said of that one. A duplicate asks again; what is never to be done, it does
-- not do either.

create function kith.without_always(settings jsonb) returns jsonb
language sql immutable
set search_path = ''
as $$
  select case
    when jsonb_typeof(settings -> 'tools' -> 'words') = 'object' then jsonb_set(
      settings, '{tools,words}',
      coalesce(
        (
          select jsonb_object_agg(word.key, word.value)
          from jsonb_each(settings -> 'tools' -> 'words') as word
          where (word.value ->> 'allow') is distinct from 'always'
        ),
        '{}'
      )
    )
    else settings
  end
$$;
comment on function kith.without_always(jsonb) is
  'Settings of a persona without what it may do without asking.';
revoke execute on function kith.without_always(jsonb) from public;
grant execute on function kith.without_always(jsonb) to authenticated;

create or replace function public.ai_duplicate_persona(id uuid, new_id uuid, name text) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  own_key text := kith.resource_key(ai_duplicate_persona.new_id);
  shown uuid;
  files jsonb := '{}';
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
  insert into public.ai_personas (id, name, accent, instructions, settings)
  select ai_duplicate_persona.new_id, ai_duplicate_persona.name, source.accent, source.instructions,
    kith.without_always(source.settings)
  from public.ai_personas as source
  where source.id = ai_duplicate_persona.id
  on conflict on constraint ai_personas_pkey do nothing;
  if found then
    for shown in
      select distinct file.file_id
      from public.ai_personas as persona
      cross join lateral regexp_matches(
        persona.settings::text, 'kith-file:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})', 'g'
      ) as named (id)
      join public.ai_files as file on file.file_id = named.id[1]::uuid
      where persona.id = ai_duplicate_persona.new_id and file.resource_key <> own_key
      order by 1
    loop
      files := files || jsonb_build_object(shown, kith.bring_file(shown, ai_duplicate_persona.new_id, true));
    end loop;
    if files <> '{}' then
      update public.ai_personas as persona set settings = kith.with_files(persona.settings, files)
      where persona.id = ai_duplicate_persona.new_id;
    end if;
  end if;
  return query
    select persona.* from public.ai_personas as persona where persona.id = ai_duplicate_persona.new_id;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function public.ai_duplicate_persona(uuid, uuid, text) is
  'Makes another persona with the same instructions, colour and settings, copies of the files they show included; without what this one may do without asking, and with nothing it has been told. Repeating it gives the one that was made.';
