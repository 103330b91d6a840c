-- The API of personas, and who is calling.

alter type public.ai_identity
  add attribute persona_id uuid,
  add attribute actor text,
  add attribute vault text,
  add attribute may_write boolean;
comment on type public.ai_identity is
  'The caller: account and role, the persona the request is narrowed to (null: none; the zero uuid: the vault of no persona), owner or assistant, the resource key it may see (*: all), and whether it may write.';

create or replace function public.ai_whoami() returns setof public.ai_identity
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select
      auth.uid(), auth.role(), nullif(split_part(kith.vault(), ':', 2), '')::uuid, kith.actor(), kith.vault(),
      kith.may_write();
end
$$;
comment on function public.ai_whoami() is
  'Whom the database takes the caller for. A run begins only when this names its persona and the assistant.';

drop function public.ai_list_personas();
create function public.ai_list_personas(include_archived boolean default false) returns setof public.ai_personas
language plpgsql stable security invoker
set search_path = ''
as $$
begin
  perform kith.check_request();
  return query
    select persona.* from public.ai_personas as persona
    where persona.archived_at is null or ai_list_personas.include_archived
    order by persona.created_at, persona.id;
end
$$;
comment on function public.ai_list_personas(boolean) is
  'All personas in the order they were made; those that are archived only when asked for.';
revoke execute on function public.ai_list_personas(boolean) from public, anon;
grant execute on function public.ai_list_personas(boolean) to authenticated;

drop function public.ai_save_persona(uuid, text, text, text);
create function public.ai_save_persona(
  id uuid,
  name text default null,
  instructions text default null,
  accent text default null,
  settings jsonb default null
) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_save_persona.name is not null then
    return query
      insert into public.ai_personas as persona (id, name, instructions, accent, settings)
      values (
        ai_save_persona.id, ai_save_persona.name, coalesce(ai_save_persona.instructions, ''),
        coalesce(ai_save_persona.accent, 'graphite'), coalesce(ai_save_persona.settings, '{}')
      )
      on conflict on constraint ai_personas_pkey do nothing
      returning persona.*;
    if found then
      return;
    end if;
  end if;
  return query
    update public.ai_personas as persona
    set
      name = coalesce(ai_save_persona.name, persona.name),
      instructions = coalesce(ai_save_persona.instructions, persona.instructions),
      accent = coalesce(ai_save_persona.accent, persona.accent),
      settings = coalesce(ai_save_persona.settings, persona.settings)
    where persona.id = ai_save_persona.id
    returning persona.*;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function public.ai_save_persona(uuid, text, text, text, jsonb) is
  'Makes a persona (then it needs a name) or changes it. What is null stays; settings are replaced as a whole.';
revoke execute on function public.ai_save_persona(uuid, text, text, text, jsonb) from public, anon;
grant execute on function public.ai_save_persona(uuid, text, text, text, jsonb) to authenticated;

create function public.ai_archive_persona(id uuid) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  return query
    update public.ai_personas as persona set archived_at = coalesce(persona.archived_at, clock_timestamp())
    where persona.id = ai_archive_persona.id
    returning persona.*;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function public.ai_archive_persona(uuid) is
  'Takes a persona out of the list. Its threads and memories stay. ai_restore_persona undoes it; repeating is fine.';
revoke execute on function public.ai_archive_persona(uuid) from public, anon;
grant execute on function public.ai_archive_persona(uuid) to authenticated;

create function public.ai_restore_persona(id uuid) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  return query
    update public.ai_personas as persona set archived_at = null
    where persona.id = ai_restore_persona.id
    returning persona.*;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function public.ai_restore_persona(uuid) is 'Undoes ai_archive_persona.';
revoke execute on function public.ai_restore_persona(uuid) from public, anon;
grant execute on function public.ai_restore_persona(uuid) to authenticated;

create function public.ai_duplicate_persona(id uuid, new_id uuid, name text) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_owner();
  insert into public.ai_personas (id, name, accent, instructions, settings)
  select ai_duplicate_persona.new_id, ai_duplicate_persona.name, source.accent, source.instructions, source.settings
  from public.ai_personas as source
  where source.id = ai_duplicate_persona.id
  on conflict on constraint ai_personas_pkey do nothing;
  return query
    select persona.* from public.ai_personas as persona where persona.id = ai_duplicate_persona.new_id;
  if not found then
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function public.ai_duplicate_persona(uuid, uuid, text) is
  'Makes another persona with the same instructions, colour and settings, and with nothing this one has been told. Repeating it gives the one that was made.';
revoke execute on function public.ai_duplicate_persona(uuid, uuid, text) from public, anon;
grant execute on function public.ai_duplicate_persona(uuid, uuid, text) to authenticated;
