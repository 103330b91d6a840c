-- Personas and memories have two unique keys, as threads have, and what was said of those is true of these: an insert that
-- names one of them can wait at the other with a half insert in hand. The notes of a persona, which have a third key, are
-- written by another function. What is inserted and answered stays the same.
do $$
declare
  named record;
begin
  for named in
    select routine.oid, key.name
    from pg_catalog.pg_proc as routine
    join (values ('ai_personas_pkey'), ('ai_memory_pkey')) as key (name)
      on routine.prosrc like '%on conflict on constraint ' || key.name || ' do nothing%'
    where routine.pronamespace = 'public'::regnamespace
  loop
    execute replace(
      pg_catalog.pg_get_functiondef(named.oid),
      'on conflict on constraint ' || named.name || ' do nothing',
      'on conflict do nothing'
    );
  end loop;
end
$$;

-- As every list, in pages.
drop function public.ai_list_personas(boolean);
create function public.ai_list_personas(
  include_archived boolean default false,
  max_rows integer default 1000,
  after_created_at timestamptz default null,
  after_id uuid default null
) returns setof public.ai_personas
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select persona.* from public.ai_personas as persona
    where (persona.archived_at is null or ai_list_personas.include_archived)
      and (
        ai_list_personas.after_created_at is null
        or (persona.created_at, persona.id) > (ai_list_personas.after_created_at, ai_list_personas.after_id)
      )
    order by persona.created_at, persona.id
    limit least(greatest(coalesce(ai_list_personas.max_rows, 1000), 1), 1000);
end
$$;
comment on function public.ai_list_personas(boolean, integer, timestamptz, uuid) is
  'One page of personas in the order they were made; those that are archived only when asked for. The next page begins after the last: after_created_at and after_id.';
revoke execute on function public.ai_list_personas(boolean, integer, timestamptz, uuid) from public, anon;
grant execute on function public.ai_list_personas(boolean, integer, timestamptz, uuid) to authenticated;
