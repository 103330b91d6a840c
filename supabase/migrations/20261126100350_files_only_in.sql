-- Whether a file is shown by something that stays: without reading every message.

-- Definer: the index over words is closed to invokers under row security.
create or replace function kith.files_only_in(messages uuid[], memories uuid[]) returns uuid[]
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan
set jit = off
set enable_seqscan = off
set search_path = ''
as $$
declare
  owner uuid := auth.uid();
  dictionary regconfig := ('pg_catalog.' || kith.search_config(owner))::regconfig;
  mention constant text := 'kith-file:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})';
  shown uuid[];
  named_by tsquery;
begin
  if owner is null or kith.vault() is distinct from '*' then
    return '{}';
  end if;
  select array_agg(distinct file.file_id) into shown
  from (
    select message.content::text as content from public.ai_messages as message
    where message.message_id = any (messages) and message.user_id = owner
    union all
    select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
    where memory.memory_id = any (memories) and memory.user_id = owner
  ) as going
  cross join lateral regexp_matches(going.content, mention, 'g') as named (id)
  join public.ai_files as file on file.file_id = named.id[1]::uuid and file.user_id = owner
  where going.content like '%kith-file:%';
  if shown is null then
    return '{}';
  end if;
  -- The groups of its id are words like any other.
  named_by := (
    select string_agg('(' || plainto_tsquery(dictionary, replace(id::text, '-', ' '))::text || ')', ' | ')::tsquery
    from unnest(shown) as id
  );
  return array(
    select alone from unnest(shown) as alone
    except
    select named.id[1]::uuid
    from (
      select message.content::text as content
      from (
        select row.message_id from public.ai_message_search as row where row.user_id = owner and row.terms @@ named_by
        union
        select kith.found_beside_index(owner, (
          select string_agg(kith.word_query('kith-file:' || id)::text, ' | ')::tsquery from unnest(shown) as id
        ))
      ) as likely
      join public.ai_messages as message using (message_id)
      where message.user_id = owner and message.message_id <> all (coalesce(messages, '{}'))
      union all
      select concat_ws(' ', memory.content, memory.content_json::text) from public.ai_memory as memory
      where memory.user_id = owner and memory.memory_id <> all (coalesce(memories, '{}'))
      union all
      select persona.settings::text from public.ai_personas as persona where persona.user_id = owner
      union all
      select entry.value::text from public.ai_metadata as entry where entry.user_id = owner
    ) as staying
    cross join lateral regexp_matches(staying.content, mention, 'g') as named (id)
    where staying.content like '%kith-file:%'
    order by 1
  );
end
$$;
