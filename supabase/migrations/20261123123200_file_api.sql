-- The API of files. A file arrives in parts, is checked as a whole, and can be read only then.

create type public.ai_file_view as (
  file_id uuid,
  persona_id uuid,
  sha256 text,
  media_type text,
  name text,
  size integer,
  complete boolean,
  missing_chunks integer[],
  created_at timestamptz
);
comment on type public.ai_file_view is
  'A file without its bytes. sha256 in hexadecimal; missing_chunks: what has not arrived yet, none when it is complete.';

create type public.ai_file_chunk_view as (file_id uuid, n integer, bytes text);
comment on type public.ai_file_chunk_view is 'Part n of a file, in base64.';

create function kith.chunk_count(size integer) returns integer
language sql immutable parallel safe
set search_path = ''
as $$ select (chunk_count.size + 262143) / 262144 $$;
comment on function kith.chunk_count(integer) is 'How many parts a file of this size has.';

create function public.ai_get_file(file_id uuid) returns setof public.ai_file_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  return query
    select
      file.file_id, file.persona_id, encode(file.sha256, 'hex'), file.media_type, file.name, file.size, file.complete,
      array(
        select needed.n from generate_series(0, kith.chunk_count(file.size) - 1) as needed (n)
        where not file.complete and not exists (
          select from public.ai_file_chunks as chunk where chunk.file_id = file.file_id and chunk.n = needed.n
        )
        order by needed.n
      ),
      file.created_at
    from public.ai_files as file
    where file.file_id = ai_get_file.file_id;
end
$$;
comment on function public.ai_get_file(uuid) is 'What a file is and whether it is complete; or no row.';
revoke execute on function public.ai_get_file(uuid) from public, anon;
grant execute on function public.ai_get_file(uuid) to authenticated;

create function public.ai_start_file(
  file_id uuid,
  sha256 text,
  media_type text,
  size bigint,
  name text default '',
  persona_id uuid default null
) returns setof public.ai_file_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  hash bytea;
  present public.ai_files;
begin
  perform kith.check_request();
  perform kith.require_owner();
  if ai_start_file.size is null or ai_start_file.size < 0 then
    raise exception 'A file has a size of 0 bytes or more.' using errcode = '22023';
  end if;
  if ai_start_file.size > 10485760 then
    raise exception 'This file has % MB. A file can have 10 MB.', round(ai_start_file.size / 1048576.0, 1)
      using errcode = '22023';
  end if;
  if ai_start_file.sha256 is null or ai_start_file.sha256 !~* '^[0-9a-f]{64}$' then
    raise exception 'sha256 must be 64 hexadecimal digits' using errcode = '22023';
  end if;
  if length(ai_start_file.name) > 255 then
    raise exception 'The name of this file has % characters. It can have 255.', length(ai_start_file.name)
      using errcode = '22023';
  end if;
  if ai_start_file.persona_id is not null and not exists (
    select from public.ai_personas as persona where persona.id = ai_start_file.persona_id
  ) then
    perform kith.refuse_missing('persona');
  end if;
  hash := decode(ai_start_file.sha256, 'hex');

  insert into public.ai_files (file_id, persona_id, sha256, media_type, name, size)
  values (
    ai_start_file.file_id, ai_start_file.persona_id, hash, ai_start_file.media_type,
    coalesce(ai_start_file.name, ''), ai_start_file.size::integer
  )
  on conflict do nothing;
  -- The same bytes are kept once in each vault, under the id they were first given.
  select stored.* into present from public.ai_files as stored
  where stored.resource_key = kith.resource_key(ai_start_file.persona_id) and stored.sha256 = hash
  for update;
  if not found then
    raise exception 'file_id is taken' using errcode = '22023', hint = 'Make a new one.';
  end if;
  if not present.complete and present.size <> ai_start_file.size then
    delete from public.ai_file_chunks as chunk where chunk.file_id = present.file_id;
    update public.ai_files as stored set size = ai_start_file.size::integer where stored.file_id = present.file_id;
  end if;
  return query select * from public.ai_get_file(present.file_id);
end
$$;
comment on function public.ai_start_file(uuid, text, text, bigint, text, uuid) is
  'Announces a file of a persona (null: of none). When the same bytes are there already, that file, under its own id: what it lacks is in missing_chunks. Repeating it is fine.';
revoke execute on function public.ai_start_file(uuid, text, text, bigint, text, uuid) from public, anon;
grant execute on function public.ai_start_file(uuid, text, text, bigint, text, uuid) to authenticated;

create function public.ai_save_file_chunk(file_id uuid, n integer, bytes text) returns boolean
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  file public.ai_files;
  expected integer;
  given bytea;
begin
  perform kith.check_request();
  perform kith.require_owner();
  -- Shared with other parts, and not with whoever checks the whole.
  select stored.* into file from public.ai_files as stored
  where stored.file_id = ai_save_file_chunk.file_id
  for share;
  if not found then
    perform kith.refuse_missing('file');
  end if;
  if file.complete then
    return false;
  end if;
  if ai_save_file_chunk.n is null or ai_save_file_chunk.n < 0
    or ai_save_file_chunk.n >= kith.chunk_count(file.size) then
    raise exception 'This file has % parts, counted from 0. There is no part %.',
      kith.chunk_count(file.size), ai_save_file_chunk.n using errcode = '22023';
  end if;
  expected := least(262144, file.size - ai_save_file_chunk.n * 262144);
  given := decode(ai_save_file_chunk.bytes, 'base64');
  if octet_length(given) is distinct from expected then
    raise exception 'Part % of this file must have % bytes. It has %.',
      ai_save_file_chunk.n, expected, octet_length(given) using errcode = '22023';
  end if;
  insert into public.ai_file_chunks as chunk (file_id, n, bytes)
  values (ai_save_file_chunk.file_id, ai_save_file_chunk.n, given)
  on conflict on constraint ai_file_chunks_pkey do update set bytes = excluded.bytes;
  return true;
end
$$;
comment on function public.ai_save_file_chunk(uuid, integer, text) is
  'Keeps part n (from 0; in base64) of an announced file: 262,144 bytes, the last one what remains. Repeating it is fine. False when the file is complete: then nothing changes.';
revoke execute on function public.ai_save_file_chunk(uuid, integer, text) from public, anon;
grant execute on function public.ai_save_file_chunk(uuid, integer, text) to authenticated;

create function public.ai_finish_file(file_id uuid) returns setof public.ai_file_view
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  file public.ai_files;
  arrived integer;
  whole bytea;
begin
  perform kith.check_request();
  perform kith.require_owner();
  select stored.* into file from public.ai_files as stored
  where stored.file_id = ai_finish_file.file_id
  for update;
  if not found then
    perform kith.refuse_missing('file');
  end if;
  if not file.complete then
    select count(*), coalesce(string_agg(chunk.bytes, ''::bytea order by chunk.n), ''::bytea) into arrived, whole
    from public.ai_file_chunks as chunk
    where chunk.file_id = ai_finish_file.file_id;
    if arrived <> kith.chunk_count(file.size) then
      raise exception 'This file has not arrived: % of % parts are there.', arrived, kith.chunk_count(file.size)
        using errcode = '22023', hint = 'Send what is in missing_chunks.';
    end if;
    if octet_length(whole) <> file.size or sha256(whole) <> file.sha256 then
      raise exception 'What arrived is not the file that was announced. Send it again.' using errcode = '22023';
    end if;
    update public.ai_files as stored set complete = true where stored.file_id = ai_finish_file.file_id;
  end if;
  return query select * from public.ai_get_file(ai_finish_file.file_id);
end
$$;
comment on function public.ai_finish_file(uuid) is
  'Checks that what arrived is what was announced; from then on it can be read and does not change. Repeating it is fine.';
revoke execute on function public.ai_finish_file(uuid) from public, anon;
grant execute on function public.ai_finish_file(uuid) to authenticated;

create function public.ai_read_file_chunk(file_id uuid, n integer) returns setof public.ai_file_chunk_view
language plpgsql stable security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform kith.check_request();
  if not exists (
    select from public.ai_files as file where file.file_id = ai_read_file_chunk.file_id and file.complete
  ) then
    perform kith.refuse_missing('file');
  end if;
  return query
    select chunk.file_id, chunk.n, translate(encode(chunk.bytes, 'base64'), E'\n', '')
    from public.ai_file_chunks as chunk
    where chunk.file_id = ai_read_file_chunk.file_id and chunk.n = ai_read_file_chunk.n;
end
$$;
comment on function public.ai_read_file_chunk(uuid, integer) is
  'Part n of a complete file; no row after the last. One that is not complete is not there.';
revoke execute on function public.ai_read_file_chunk(uuid, integer) from public, anon;
grant execute on function public.ai_read_file_chunk(uuid, integer) to authenticated;

create function public.ai_delete_file(file_id uuid) returns void
language plpgsql volatile security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  mention text := '%kith-file:' || ai_delete_file.file_id::text || '%';
begin
  perform kith.check_request();
  perform kith.require_owner();
  if kith.vault() <> '*' then
    raise exception 'A file is deleted without x-kith-persona: messages of other personas may show it.'
      using errcode = 'PT403';
  end if;
  perform from public.ai_files as file where file.file_id = ai_delete_file.file_id for update;
  if not found then
    return;
  end if;
  -- A deleted message, too: it can be restored.
  if exists (select from public.ai_messages as message where message.content::text like mention) then
    raise exception 'A message still shows this file. Forget the message first.' using errcode = 'PT409';
  end if;
  if exists (select from public.ai_personas as persona where persona.settings::text like mention) then
    raise exception 'A persona still uses this file as its picture. Choose another picture first.'
      using errcode = 'PT409';
  end if;
  delete from public.ai_files as file where file.file_id = ai_delete_file.file_id;
end
$$;
comment on function public.ai_delete_file(uuid) is
  'Keeps nothing of a file that no message and no persona refers to. Repeating it is fine.';
revoke execute on function public.ai_delete_file(uuid) from public, anon;
grant execute on function public.ai_delete_file(uuid) to authenticated;

revoke execute on function kith.chunk_count(integer) from public;
grant execute on function kith.chunk_count(integer) to authenticated;
