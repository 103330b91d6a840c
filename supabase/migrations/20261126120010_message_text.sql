-- The text of a message is read for every message that is saved, listed, found or looked through. Most have one part, and
-- a query over it took ten times as long as reading it.

create or replace function kith.message_text(content jsonb) returns text
language plpgsql immutable parallel safe
set search_path = ''
as $$
declare
  parts jsonb := content -> 'parts';
begin
  if jsonb_typeof(parts) is distinct from 'array' then
    parts := content;
  end if;
  case jsonb_typeof(parts)
    when 'array' then
      if jsonb_array_length(parts) = 1 then
        return case when parts -> 0 ->> 'type' = 'text' then coalesce(parts -> 0 ->> 'text', '') else '' end;
      end if;
      return coalesce((
        select string_agg(part ->> 'text', E'\n\n' order by position)
        from jsonb_array_elements(parts) with ordinality as listed (part, position)
        where part ->> 'type' = 'text'
      ), '');
    when 'string' then
      return parts #>> '{}';
    else
      return coalesce(parts ->> 'text', '');
  end case;
end
$$;
