-- A persona that is duplicated gets copies of the files its settings show, in its own vault: those of the other one go when
-- that one is forgotten.

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
  select ai_duplicate_persona.new_id, ai_duplicate_persona.name, source.accent, source.instructions, source.settings
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
  'Makes another persona with the same instructions, colour and settings, copies of the files they show included, and with nothing this one has been told. Repeating it gives the one that was made.';
