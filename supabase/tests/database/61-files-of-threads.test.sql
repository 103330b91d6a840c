-- Files go where the thread goes that shows them: to another persona, in a copy, and not away with what is unfinished.
begin;
select plan(44);

insert into auth.users (id, email) values ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com');

create function pg_temp.id(short text) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(short, 12, '0'))::uuid
$$;
create function pg_temp.within(persona text default null) returns void language sql as $$
  select set_config('request.headers', case when persona is null then '{}'
    else jsonb_build_object('x-kith-persona', pg_temp.id(persona))::text end, true)
$$;
create function pg_temp.keep_file(file text, bytes text, persona text, is_finished boolean default true) returns void
language plpgsql as $$
begin
  perform public.ai_start_file(pg_temp.id(file), encode(sha256(convert_to(bytes, 'UTF8')), 'hex'), 'text/plain',
    length(bytes), bytes || '.txt', pg_temp.id(persona));
  if is_finished then
    perform public.ai_save_file_chunk(pg_temp.id(file), 0, encode(convert_to(bytes, 'UTF8'), 'base64'));
    perform public.ai_finish_file(pg_temp.id(file));
  end if;
end
$$;
create function pg_temp.showing(file text) returns jsonb language sql as $$
  select jsonb_build_object('format', 2, 'parts', jsonb_build_array(
    jsonb_build_object('type', 'file', 'mimeType', 'text/plain', 'data', 'kith-file:' || pg_temp.id(file))))
$$;
create function pg_temp.show(message text, thread text, file text) returns void language sql as $$
  select public.ai_save_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.id(message),
    'thread_id', pg_temp.id(thread), 'role', 'user', 'content', pg_temp.showing(file))))
$$;
-- What a message shows: the file's id and its bytes, as far as this request sees them.
create function pg_temp.file_of(message text) returns uuid language sql as $$
  select substring(content::text from 'kith-file:([0-9a-f-]{36})')::uuid
  from public.ai_messages where message_id = pg_temp.id(message)
$$;
create function pg_temp.seen(message text) returns text language sql as $$
  select convert_from(decode(part.bytes, 'base64'), 'UTF8')
  from public.ai_read_file_chunk(pg_temp.file_of(message), 0) as part
$$;

set local role authenticated;
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_persona(pg_temp.id('e1'), 'Coach'), public.ai_save_persona(pg_temp.id('e2'), 'Researcher');

-- A thread that goes to another persona -----------------------------------------------------------------------------------

select public.ai_save_thread(pg_temp.id('1'), pg_temp.id('e1')), public.ai_save_thread(pg_temp.id('2'), pg_temp.id('e1')),
  public.ai_save_thread(pg_temp.id('3'), pg_temp.id('e2'));
select pg_temp.keep_file('f1', 'alone', 'e1'), pg_temp.keep_file('f2', 'shared', 'e1'), pg_temp.keep_file('f3', 'twice', 'e1'),
  pg_temp.keep_file('f4', 'remembered', 'e1'), pg_temp.keep_file('f5', 'picture', 'e1'), pg_temp.keep_file('f6', 'known', 'e1'),
  pg_temp.keep_file('f7', 'unseen', 'e1'), pg_temp.keep_file('f8', 'half', 'e1');
select pg_temp.keep_file('d3', 'twice', 'e2'), pg_temp.keep_file('d6', 'known', 'e2'), pg_temp.keep_file('d8', 'half', 'e2', false);
select pg_temp.show('a' || n, '1', 'f' || n) from generate_series(1, 8) as n where n <> 7;
select pg_temp.show('b2', '2', 'f2'), pg_temp.show('b6', '2', 'f6'), pg_temp.show('c3', '3', 'd3');
select public.ai_start_sibling(jsonb_build_object('message_id', pg_temp.id('a9'), 'role', 'user',
  'content', pg_temp.showing('f2')), pg_temp.id('a8'));
select public.ai_set_metadata('pictures', to_jsonb('kith-file:' || pg_temp.id('f2')), thread_id => pg_temp.id('1'));
select public.ai_set_metadata('picture', to_jsonb('kith-file:' || pg_temp.id('f3')), message_id => pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('70'), 'Looks like kith-file:' || pg_temp.id('f4'), persona_id => pg_temp.id('e1'));
select public.ai_save_persona(pg_temp.id('e1'), settings => jsonb_build_object('picture', 'kith-file:' || pg_temp.id('f5')));
select public.ai_start_run(run_id => pg_temp.id('90'), thread_id => pg_temp.id('1'), answer_id => pg_temp.id('91'),
  answer_created_at => now(), model => '{}', device => 'desk', parent_message_id => pg_temp.id('a9'));
select public.ai_finish_answer(pg_temp.id('90'), pg_temp.id('91'), '{"format": 2, "parts": []}', 'complete',
  receipt => jsonb_build_array(
    jsonb_build_object('kind', 'attachment', 'used', true, 'rank', 1, 'item_id', pg_temp.id('f1')),
    jsonb_build_object('kind', 'attachment', 'used', true, 'rank', 2, 'item_id', pg_temp.id('f2')),
    jsonb_build_object('kind', 'attachment', 'used', true, 'rank', 3, 'item_id', pg_temp.id('f3'))));

create temporary table before as select message_id, seq, depth, selected, created_at from public.ai_messages;
select public.ai_move_thread(pg_temp.id('1'), pg_temp.id('e2'));

select pg_temp.within('e2');
select is(pg_temp.seen('a1'), 'alone', 'a file goes with the thread that shows it');
select is(pg_temp.file_of('a1'), pg_temp.id('f1'), 'under its id');
select is(pg_temp.seen('a2'), 'shared', 'one that others show as well is there, too');
select is(pg_temp.seen('a9'), 'shared', 'also in what is not on the path, or was not');
select is(pg_temp.file_of('a9'), pg_temp.file_of('a2'), 'once');
select is(pg_temp.seen('a3'), 'twice', 'one whose bytes were there already is shown');
select is(pg_temp.file_of('a3'), pg_temp.id('d3'), 'as it was there');
select is(pg_temp.seen('a4'), 'remembered', 'one that a memory shows is there');
select is(pg_temp.seen('a5'), 'picture', 'one that is the picture of a persona, too');
select is(pg_temp.seen('a6'), 'known', 'and one that both vaults had and both show');
select is(pg_temp.file_of('a8'), pg_temp.id('d8'), 'of one that was half there,');
select is(pg_temp.seen('a8'), 'half', 'the rest has arrived');
select is_empty(
  $$select sha256 from public.ai_files group by resource_key, sha256 having count(*) > 1$$, 'no vault has the same bytes twice'
);
select is((select count(*)::integer from public.ai_files), 7, 'and it has what is shown in it, and nothing else');
select is(
  (select entry.value #>> '{}' from public.ai_metadata as entry where entry.key = 'pictures'),
  'kith-file:' || pg_temp.file_of('a2'), 'what is noted of the thread names the same files'
);
select is(
  (select entry.value #>> '{}' from public.ai_metadata as entry where entry.key = 'picture'),
  'kith-file:' || pg_temp.id('d3'), 'and what is noted of its messages'
);
select results_eq(
  $$select item.item_id, item.state, item.said
    from public.ai_receipt_of_message(pg_temp.id('91')) as receipt, unnest(receipt.items) as item order by item.rank$$,
  $$values (pg_temp.file_of('a1'), 'present', 'alone.txt'), (pg_temp.file_of('a2'), 'present', 'shared.txt'),
    (pg_temp.file_of('a3'), 'present', 'twice.txt')$$,
  'its receipts still say what was used'
);
select results_eq(
  $$select message_id, seq, depth, selected, created_at from public.ai_messages order by seq$$,
  $$select message_id, seq, depth, selected, created_at from before
    where message_id in (select message_id from public.ai_messages) order by seq$$,
  'every message is where it was'
);
select throws_ok(
  $$select public.ai_read_file_chunk(pg_temp.id('f2'), 0)$$, 'PT404', 'file not found', 'nothing is seen of the other vault'
);

select pg_temp.within('e1');
select is(pg_temp.seen('b2'), 'shared', 'the old vault has what others show there');
select is(pg_temp.file_of('b2'), pg_temp.id('f2'), 'as it was');
select is(pg_temp.seen('b6'), 'known', 'also what the other one had already');
select is((select count(*)::integer from public.ai_read_file_chunk(pg_temp.id('f4'), 0)), 1, 'and what a memory shows');
select is((select count(*)::integer from public.ai_read_file_chunk(pg_temp.id('f5'), 0)), 1, 'and its picture');
select is((select count(*)::integer from public.ai_read_file_chunk(pg_temp.id('f7'), 0)), 1, 'and what nothing shows yet');
select bag_eq(
  'select file_id from public.ai_files',
  $$select pg_temp.id(f) from unnest('{f2,f4,f5,f6,f7}'::text[]) as f$$,
  'and nothing of what has gone'
);
select throws_ok(
  $$select public.ai_move_thread(pg_temp.id('2'), pg_temp.id('e2'))$$, 'PT403', null,
  'within a persona no thread is handed to another'
);

-- The old persona is forgotten.
select pg_temp.within();
create temporary table chosen as select token from public.ai_forget_preview(persona_id => pg_temp.id('e1'));
select lives_ok('select public.ai_forget(token) from chosen', 'the old persona is forgotten, with all it has');
select pg_temp.within('e2');
select results_eq(
  $$select pg_temp.seen('a' || n) from generate_series(1, 9) as n where n <> 7$$,
  array['alone', 'shared', 'twice', 'remembered', 'picture', 'known', 'half', 'shared'],
  'the thread shows what it has shown'
);

-- And back to no persona.
select pg_temp.within();
select public.ai_move_thread(pg_temp.id('1'));
select set_config('request.headers', '{"x-kith-persona": "00000000-0000-0000-0000-000000000000"}', true);
select results_eq(
  $$select pg_temp.seen('a' || n) from generate_series(1, 9) as n where n <> 7$$,
  array['alone', 'shared', 'twice', 'remembered', 'picture', 'known', 'half', 'shared'],
  'no persona is a vault like any other'
);
select pg_temp.within();
select is(
  (select array_agg(file_id) from public.ai_files where persona_id = pg_temp.id('e2')), array[pg_temp.id('d3')],
  'what another thread shows stayed where it was'
);

-- A copy ------------------------------------------------------------------------------------------------------------------

select public.ai_copy_thread(pg_temp.id('1'), pg_temp.id('5'), persona_id => pg_temp.id('e2'));
select public.ai_copy_thread(pg_temp.id('1'), pg_temp.id('5'), persona_id => pg_temp.id('e2'));
create temporary table copied as
select original.message_id as original, copy.message_id as copy,
  substring(original.content::text from 'kith-file:([0-9a-f-]{36})')::uuid as old_file,
  substring(copy.content::text from 'kith-file:([0-9a-f-]{36})')::uuid as new_file
from public.ai_messages as original
join public.ai_messages as copy on copy.message_id = kith.copied_id(pg_temp.id('5'), original.message_id)
where original.content::text like '%kith-file%';
select is((select count(*)::integer from copied), 7, 'a copy for another persona shows the same files');
select is_empty('select * from copied where old_file = new_file', 'of its own');
select bag_eq(
  $$select file.name from copied join public.ai_files as file on file.file_id = copied.new_file
    join public.ai_files as original on original.file_id = copied.old_file and original.sha256 = file.sha256
    where file.persona_id = pg_temp.id('e2') and file.complete$$,
  $$values ('alone.txt'), ('known.txt'), ('picture.txt'), ('remembered.txt'), ('shared.txt'), ('shared.txt'), ('twice.txt')$$,
  'with the same bytes'
);

select is(
  (select count(*)::integer from public.ai_files where persona_id is null), 7, 'and the original shows what it has shown'
);
select is((select count(*)::integer from public.ai_files where persona_id = pg_temp.id('e2')), 6, 'none is there twice');

-- Unfinished --------------------------------------------------------------------------------------------------------------

select pg_temp.keep_file('31', 'begun', null, false), pg_temp.keep_file('32', 'begun long ago', null, false),
  pg_temp.keep_file('33', 'begun long ago and shown', null, false), pg_temp.keep_file('34', 'taken up again', null, false),
  pg_temp.keep_file('35', 'old', null);
select pg_temp.show('b3', '3', '33');
update public.ai_files set created_at = now() - interval '23 hours' where file_id = pg_temp.id('31');
update public.ai_files set created_at = now() - interval '25 hours'
where file_id in (pg_temp.id('32'), pg_temp.id('33'), pg_temp.id('34'), pg_temp.id('35'));
select pg_temp.keep_file('34', 'taken up again', null, false);
select results_eq(
  'select thread_count, message_count, memory_count, file_count from public.ai_purge_deleted()', 'values (0, 0, 0, 2)',
  'a day after it was announced, a file that never arrived is purged, and counted'
);
select is_empty($$select public.ai_get_file(pg_temp.id('32'))$$, 'it is gone');
select is_empty($$select public.ai_get_file(pg_temp.id('33'))$$, 'also when a message waits for it');
select isnt_empty($$select public.ai_get_file(pg_temp.id('31'))$$, 'one that was begun today is still awaited');
select isnt_empty($$select public.ai_get_file(pg_temp.id('34'))$$, 'and one that was taken up again');
select is((select complete from public.ai_get_file(pg_temp.id('35'))), true, 'one that is complete stays, however old it is');
select is((select file_count from public.ai_purge_deleted()), 0, 'once is enough');
select pg_temp.keep_file('32', 'begun long ago', null);
select is((select complete from public.ai_get_file(pg_temp.id('32'))), true, 'what was purged can be sent again');

select * from finish();
rollback;
