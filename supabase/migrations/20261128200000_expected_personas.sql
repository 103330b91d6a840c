-- Who changes a part of the settings has read them before. What somebody else has saved meanwhile is not written over: the
-- save is refused, and whoever it was reads again.

drop function public.ai_save_persona(uuid, text, text, text, jsonb);
create function public.ai_save_persona(
  id uuid,
  name text default null,
  instructions text default null,
  accent text default null,
  settings jsonb default null,
  expected_updated_at timestamptz default null
) returns setof public.ai_personas
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  perform kith.require_whole_owner();
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
      and persona.updated_at = coalesce(ai_save_persona.expected_updated_at, persona.updated_at)
    returning persona.*;
  if not found then
    perform from public.ai_personas as persona where persona.id = ai_save_persona.id;
    if found then
      raise exception 'This persona was changed meanwhile.' using errcode = 'PT409';
    end if;
    perform kith.refuse_missing('persona');
  end if;
end
$$;
comment on function public.ai_save_persona(uuid, text, text, text, jsonb, timestamptz) is
  'Makes a persona, for which it needs a name, or changes what is given of it. With the time of the last change as it was read, only if there was none since; else it ends with 409.';
revoke execute on function public.ai_save_persona(uuid, text, text, text, jsonb, timestamptz) from public, anon;
grant execute on function public.ai_save_persona(uuid, text, text, text, jsonb, timestamptz) to authenticated;
