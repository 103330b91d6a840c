-- A request may ask for less than its JWT allows, never for more. A JWT is signed by the server, so what a run or a
-- scoped key may not do is said in headers:
--   x-kith-persona: <uuid>     only this persona's rows and what is granted to it; the zero uuid: no persona
--   x-kith-actor: assistant    a run: proposes and writes its own answer, decides nothing. Needs x-kith-persona
--   x-kith-scope: read         changes nothing
-- No such header: the owner. A header that is not understood: nothing at all.

create function kith.narrowing_fault() returns text
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  headers text := lower(current_setting('request.headers', true));
  fault text;
begin
  if headers is null or strpos(headers, 'x-kith-') = 0 then
    return null;
  end if;
  select header.key into fault
  from jsonb_each_text(headers::jsonb) as header
  where header.key like 'x-kith-%' and not case header.key
    when 'x-kith-actor' then header.value = 'assistant'
    when 'x-kith-scope' then header.value = 'read'
    when 'x-kith-persona' then header.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    else false
  end
  limit 1;
  if fault is null and headers::jsonb ? 'x-kith-actor' and not headers::jsonb ? 'x-kith-persona' then
    fault := 'x-kith-persona';
  end if;
  return fault;
end
$$;
comment on function kith.narrowing_fault() is
  'The narrowing header of this request that is unknown, missing or has a value nobody knows; null when all is well.';

create function kith.actor() returns text
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  headers text := lower(current_setting('request.headers', true));
begin
  if headers is null or strpos(headers, 'x-kith-') = 0 then
    return 'owner';
  end if;
  if kith.narrowing_fault() is not null then
    return null;
  end if;
  return case when headers::jsonb ? 'x-kith-actor' then 'assistant' else 'owner' end;
end
$$;
comment on function kith.actor() is
  'Who acts: owner or assistant; null when the headers are not understood. Compare with = only: null must fail.';

create function kith.may_write() returns boolean
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  headers text := lower(current_setting('request.headers', true));
begin
  if headers is null or strpos(headers, 'x-kith-') = 0 then
    return true;
  end if;
  return kith.narrowing_fault() is null and not headers::jsonb ? 'x-kith-scope';
end
$$;
comment on function kith.may_write() is 'False for a request that may only read, or that is not understood.';

create function kith.vault() returns text
language plpgsql stable parallel safe
set search_path = ''
as $$
declare
  headers text := lower(current_setting('request.headers', true));
begin
  if headers is null or strpos(headers, 'x-kith-') = 0 then
    return '*';
  end if;
  if kith.narrowing_fault() is not null then
    return null;
  end if;
  if not headers::jsonb ? 'x-kith-persona' then
    return '*';
  end if;
  return auth.uid()::text || ':' || (headers::jsonb ->> 'x-kith-persona');
end
$$;
comment on function kith.vault() is
  'The resource key this request is narrowed to, or * for all of the owner''s; null when the headers are not understood.';

create function kith.check_request() returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  fault text := kith.narrowing_fault();
begin
  if fault is not null then
    raise exception 'The request header % is not understood.', fault
      using errcode = 'PT400', hint = 'Known are x-kith-persona: <uuid>, x-kith-actor: assistant (with a persona) and x-kith-scope: read.';
  end if;
  if auth.uid() is null then
    raise exception 'Nobody is signed in.' using errcode = 'PT401';
  end if;
  if not kith.may_write() then
    perform set_config('transaction_read_only', 'on', true);
  end if;
end
$$;
comment on function kith.check_request() is
  'First line of every function of the API. A policy sees a malformed header only when it looks at a row; this always does.';

revoke execute on function
  kith.narrowing_fault(), kith.actor(), kith.may_write(), kith.vault(), kith.check_request() from public;
grant execute on function
  kith.narrowing_fault(), kith.actor(), kith.may_write(), kith.vault(), kith.check_request() to authenticated, service_role;
