-- What every other migration stands on: the vector type, the private schema, and two small functions.

create schema if not exists extensions;
create extension if not exists vector with schema extensions;

-- Helpers of the API. Not exposed: PostgREST serves `public` only.
create schema kith;
comment on schema kith is 'Private helpers of Kith. Not part of the API.';
revoke all on schema kith from public;
grant usage on schema kith to authenticated, service_role;

create function kith.message_text(content jsonb) returns text
language sql immutable parallel safe
set search_path = ''
as $$
  select case jsonb_typeof(parts)
    when 'string' then parts #>> '{}'
    when 'array' then coalesce((
      select string_agg(part ->> 'text', E'\n\n' order by position)
      from jsonb_array_elements(parts) with ordinality as listed (part, position)
      where part ->> 'type' = 'text'
    ), '')
    else coalesce(parts ->> 'text', '')
  end
  from (
    select case when jsonb_typeof(message_text.content -> 'parts') = 'array'
      then message_text.content -> 'parts' else message_text.content end
  ) as body (parts)
$$;
comment on function kith.message_text(jsonb) is
  'All text parts of a message, joined by blank lines. Reads Mastra''s format 2, a bare array of parts and a string.';

-- Strictly later than before, so that two changes within one clock tick still have an order.
create function kith.touch_updated_at() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  return new;
end
$$;
comment on function kith.touch_updated_at() is 'Trigger: keeps updated_at.';

create function kith.refuse_missing(kind text) returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception '% not found', kind using errcode = 'PT404', hint = kind;
end
$$;
comment on function kith.refuse_missing(text) is
  'Ends the call with 404. What is missing and what belongs to somebody else sound the same.';
