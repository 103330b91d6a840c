-- Files: what is read is what was announced, each vault keeps its own, and nothing that is shown is deleted.
begin;
select plan(44);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('aaaaaaaa-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.become(who text, headers text default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', case who
      when 'ana' then '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}'
      else '{"sub": "aaaaaaaa-0000-4000-8000-000000000002", "role": "authenticated"}' end, true),
    set_config('request.headers', headers, true)
$$;
create function pg_temp.id(short text) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short, 12, '0'))::uuid
$$;
create function pg_temp.bytes(size integer) returns bytea language sql immutable as $$
  select convert_to(left(repeat('Kith keeps what it is given. ', 20000), size), 'UTF8')
$$;
create function pg_temp.hash(bytes bytea) returns text language sql as $$ select encode(sha256(bytes), 'hex') $$;
create function pg_temp.begin_file(file text, bytes bytea, persona text default null) returns setof public.ai_file_view
language sql as $$
  select * from public.ai_start_file(pg_temp.id(file), pg_temp.hash(bytes), 'image/png', length(bytes), 'cat.png', pg_temp.id(persona))
$$;
create function pg_temp.send_part(file text, n integer, bytes bytea) returns boolean language sql as $$
  select public.ai_save_file_chunk(pg_temp.id(file), n, encode(substring(bytes from n * 262144 + 1 for 262144), 'base64'))
$$;

set local role authenticated;
select pg_temp.become('ana');
select public.ai_save_persona(pg_temp.id('e1'), 'Coach', '', 'pine');

-- A file of three parts -----------------------------------------------------------------------------------------------
select results_eq(
  $$select file_id, persona_id, sha256, media_type, name, size, complete, missing_chunks
    from pg_temp.begin_file('f1', pg_temp.bytes(530000))$$,
  $$values (pg_temp.id('f1'), null::uuid, pg_temp.hash(pg_temp.bytes(530000)), 'image/png', 'cat.png', 530000, false,
    array[0, 1, 2])$$,
  'a file is announced, and what it lacks is known');
select ok(pg_temp.send_part('f1', 2, pg_temp.bytes(530000)), 'its parts arrive in any order');
select ok(pg_temp.send_part('f1', 0, pg_temp.bytes(530000)), 'one by one');
select is((select missing_chunks from pg_temp.begin_file('f1', pg_temp.bytes(530000))), array[1],
  'announced again after a break, it says what is missing');
select is((select array_agg(file_id) from pg_temp.begin_file('f2', pg_temp.bytes(530000))), array[pg_temp.id('f1')],
  'announced under another id it is the same file');
select throws_ok($$select public.ai_finish_file(pg_temp.id('f1'))$$, '22023',
  'This file has not arrived: 2 of 3 parts are there.', 'it is not finished before it is there');
select throws_ok($$select public.ai_read_file_chunk(pg_temp.id('f1'), 0)$$, 'PT404', 'file not found',
  'nor read');
select pg_temp.send_part('f1', 1, convert_to(repeat('x', 600000), 'UTF8'));
select throws_ok($$select public.ai_finish_file(pg_temp.id('f1'))$$, '22023',
  'What arrived is not the file that was announced. Send it again.', 'what was changed on the way is noticed');
select ok(pg_temp.send_part('f1', 1, pg_temp.bytes(530000)), 'a part can be sent again');
select is((select complete from public.ai_finish_file(pg_temp.id('f1'))), true, 'then the file is complete');
select is((select missing_chunks from public.ai_finish_file(pg_temp.id('f1'))), '{}'::integer[], 'also when asked again');
select is(
  (select string_agg(decode(part.bytes, 'base64'), ''::bytea order by part.n)
    from generate_series(0, 3) as n, public.ai_read_file_chunk(pg_temp.id('f1'), n) as part),
  pg_temp.bytes(530000), 'and read, byte for byte');
select is_empty($$select * from public.ai_read_file_chunk(pg_temp.id('f1'), 0) where bytes ~ '\s'$$, 'in one line a part');
select ok(not pg_temp.send_part('f1', 1, convert_to(repeat('x', 600000), 'UTF8')), 'a part that comes late changes nothing');
select throws_ok(
  $$insert into public.ai_file_chunks (file_id, n, bytes) values (pg_temp.id('f1'), 5, 'x')$$, '42501', null,
  'a complete file is not added to by any door');
select lives_ok($$update public.ai_file_chunks set bytes = 'x' where file_id = pg_temp.id('f1')$$, 'nor changed');
select is((select length(bytes) from public.ai_file_chunks where file_id = pg_temp.id('f1') and n = 0), 262144, 'it is as it was');
select is((select complete from pg_temp.begin_file('f3', pg_temp.bytes(530000))), true,
  'the same bytes again need not be sent again');
select is((select count(*)::integer from public.ai_files), 1, 'and are kept once');
select results_eq($$select file_id, complete from pg_temp.begin_file('f4', pg_temp.bytes(530000), 'e1')$$,
  $$values (pg_temp.id('f4'), false)$$, 'but each vault keeps its own');

-- Small ones ----------------------------------------------------------------------------------------------------------
select pg_temp.begin_file('f5', ''::bytea);
select is((select complete from public.ai_finish_file(pg_temp.id('f5'))), true, 'an empty file is a file');
select pg_temp.begin_file('f6', pg_temp.bytes(262144));
select is((select missing_chunks from public.ai_get_file(pg_temp.id('f6'))), array[0], 'a full part is one part');
select public.ai_start_file(pg_temp.id('f6'), pg_temp.hash(pg_temp.bytes(262144)), 'image/png', 262145);
select is((select missing_chunks from public.ai_get_file(pg_temp.id('f6'))), array[0, 1],
  'a size that was wrong can be corrected until the file is complete');

-- Refused -------------------------------------------------------------------------------------------------------------
select throws_ok($$select public.ai_start_file(pg_temp.id('f7'), repeat('0', 64), 'image/png', 5368709120)$$, '22023',
  'This file has 5120.0 MB. A file can have 10 MB.', 'a file that is too large is refused before it is sent');
select throws_ok($$select public.ai_start_file(pg_temp.id('f7'), repeat('0', 64), 'image/png', -1)$$, '22023', null, 'one of less than nothing too');
select throws_ok($$select public.ai_start_file(pg_temp.id('f7'), 'abc', 'image/png', 1)$$, '22023',
  'sha256 must be 64 hexadecimal digits', 'a hash has a form');
select throws_ok($$select public.ai_start_file(pg_temp.id('f7'), repeat('0', 64), 'image/png', 1, repeat('x', 256))$$, '22023',
  'The name of this file has 256 characters. It can have 255.', 'a name has an end');
select throws_ok($$select public.ai_start_file(pg_temp.id('f1'), repeat('0', 64), 'image/png', 1)$$, '22023', 'file_id is taken',
  'an id names one file');
select throws_ok($$select public.ai_start_file(pg_temp.id('f7'), repeat('0', 64), 'image/png', 1, persona_id => pg_temp.id('99'))$$,
  'PT404', 'persona not found', 'a persona must be there');
select throws_ok($$select public.ai_save_file_chunk(pg_temp.id('f6'), 2, '')$$, '22023',
  'This file has 2 parts, counted from 0. There is no part 2.', 'there are so many parts and no more');
select throws_ok($$select public.ai_save_file_chunk(pg_temp.id('f6'), 0, 'AAAA')$$, '22023',
  'Part 0 of this file must have 262144 bytes. It has 3.', 'of one size');
select throws_ok($$select public.ai_save_file_chunk(pg_temp.id('f6'), 0, '!')$$, '22023', null, 'in base64');
select throws_ok($$select public.ai_save_file_chunk(pg_temp.id('f9'), 0, '')$$, 'PT404', 'file not found', 'of a file that was announced');

-- Deleted -------------------------------------------------------------------------------------------------------------
select public.ai_save_thread(pg_temp.id('1'));
select public.ai_save_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.id('b1'),
  'thread_id', pg_temp.id('1'), 'role', 'user', 'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(
    jsonb_build_object('type', 'file', 'mimeType', 'image/png', 'data', 'kith-file:' || pg_temp.id('f1')))))));
select throws_ok($$select public.ai_delete_file(pg_temp.id('f1'))$$, 'PT409', null, 'a file that a message shows is not deleted');
delete from public.ai_messages where message_id = pg_temp.id('b1');
select lives_ok($$select public.ai_delete_file(pg_temp.id('f1'))$$, 'one that nothing shows is');
select lives_ok($$select public.ai_delete_file(pg_temp.id('f1'))$$, 'once or twice');
select is_empty($$select * from public.ai_file_chunks where file_id = pg_temp.id('f1')$$, 'with its bytes');

-- Others --------------------------------------------------------------------------------------------------------------
select pg_temp.send_part('f4', n, pg_temp.bytes(530000)) from generate_series(0, 2) as n;
select pg_temp.become('ana', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('e1'))::text);
select throws_ok($$select public.ai_finish_file(pg_temp.id('f4'))$$, 'PT403', null, 'a run finishes no file');
select pg_temp.become('ana');
select public.ai_finish_file(pg_temp.id('f4'));
select pg_temp.become('ana', jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('e1'))::text);
select is((select count(*)::integer from public.ai_read_file_chunk(pg_temp.id('f4'), 0)), 1, 'it reads those of its persona');
select throws_ok($$select public.ai_read_file_chunk(pg_temp.id('f5'), 0)$$, 'PT404', 'file not found', 'and no others');
select throws_ok($$select public.ai_delete_file(pg_temp.id('f4'))$$, 'PT403', null, 'it deletes none');
select pg_temp.become('ben');
select is_empty($$select * from public.ai_get_file(pg_temp.id('f4'))$$, 'another person has no such file');
select is((select file_id from pg_temp.begin_file('f8', pg_temp.bytes(530000))), pg_temp.id('f8'),
  'and is not told that somebody has it');
select throws_ok($$select pg_temp.begin_file('f4', pg_temp.bytes(1))$$, '22023', 'file_id is taken', 'by no error either');

select * from finish();
rollback;
