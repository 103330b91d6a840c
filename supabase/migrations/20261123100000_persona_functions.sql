-- The API of personas, and who is calling.

create type public.ai_identity as (user_id uuid, role text);

create function public.ai_whoami() returns setof public.ai_identity
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  return query select auth.uid(), auth.role();
end
$$;
comment on function public.ai_whoami() is 'Whom the database takes the caller for.';
revoke execute on function public.ai_whoami() from public, anon;
grant execute on function public.ai_whoami() to authenticated;

create function public.ai_list_personas() returns setof public.ai_personas
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  return query
    select persona.* from public.ai_personas as persona
    where persona.archived_at is null
    order by persona.created_at, persona.id;
end
$$;
comment on function public.ai_list_personas() is 'All personas that are not archived, in the order they were made.';
revoke execute on function public.ai_list_personas() from public, anon;
grant execute on function public.ai_list_personas() to authenticated;

create function public.ai_save_persona(id uuid, name text, instructions text, accent text)
returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    insert into public.ai_personas as persona (id, name, instructions, accent)
    values (ai_save_persona.id, ai_save_persona.name, ai_save_persona.instructions, ai_save_persona.accent)
    on conflict on constraint ai_personas_pkey do update
      set name = excluded.name, instructions = excluded.instructions, accent = excluded.accent
    returning persona.*;
end
$$;
comment on function public.ai_save_persona(uuid, text, text, text) is 'Makes a persona or changes it.';
revoke execute on function public.ai_save_persona(uuid, text, text, text) from public, anon;
grant execute on function public.ai_save_persona(uuid, text, text, text) to authenticated;
