-- Forgetting reads files: a text that has the words of a search goes, other bytes are not taken for text, and the proof looks
-- where the plan looked.
begin;
select plan(20);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');
create function pg_temp.id(n integer) returns uuid language sql as
  $$select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid$$;
create function pg_temp.keep(n integer, parts bytea[], name text default '') returns void language plpgsql as $$
begin
  insert into public.ai_files (file_id, sha256, media_type, name, size)
  values (pg_temp.id(n), sha256(convert_to(n::text, 'UTF8')), 'text/plain', keep.name, 1);
  insert into public.ai_file_chunks (file_id, n, bytes)
  select pg_temp.id(keep.n), part.n - 1, part.bytes from unnest(parts) with ordinality as part (bytes, n);
  update public.ai_files set complete = true where file_id = pg_temp.id(keep.n);
end
$$;
create function pg_temp.say(n integer, thread integer, words text) returns void language sql as $$
  select public.ai_save_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.id(n), 'thread_id', pg_temp.id(thread),
    'role', 'user', 'content', jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words))))))
$$;
create function pg_temp.files() returns integer[] language sql as
  $$ select array_agg(right(file_id::text, 4)::integer order by file_id) from public.ai_files $$;
create temporary table seen of public.ai_forget_radius;
create temporary table proof of public.ai_forget_proof;
grant all on seen, proof to authenticated;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
set local request.jwt.claims = '{"sub": "bbbbbbbb-0000-4000-8000-000000000002", "role": "authenticated"}';
select pg_temp.keep(99, array[convert_to('Karla', 'UTF8')]);
set local request.jwt.claims = '{"sub": "aaaaaaaa-0000-4000-8000-000000000001", "role": "authenticated"}';
select public.ai_save_thread(pg_temp.id(1)), public.ai_save_thread(pg_temp.id(2));
select pg_temp.keep(11, array[convert_to(E'Guests:\nAda, K', 'UTF8'), convert_to('arla, Ben', 'UTF8')], 'guests.txt');
select pg_temp.keep(12, array[convert_to('Karlas Frisur', 'UTF8')], 'karla.txt');
select pg_temp.keep(13, array[convert_to(repeat(' ', 4096), 'UTF8') || '\x00'::bytea || convert_to(' Karla ', 'UTF8')], 'picture.png');
select pg_temp.keep(14, array[convert_to('Karla ', 'UTF8') || '\xff00d8'::bytea], 'other.png');
select pg_temp.keep(15, array['\x4772fcdf6520616e204b61726c61'::bytea], 'letter.txt');
select pg_temp.keep(16, array[convert_to('"Karla" und die Wüste', 'UTF8')], 'empty.txt');
select pg_temp.say(21, 1, 'Read this: kith-file:' || pg_temp.id(11) || ' and kith-file:' || pg_temp.id(13));
select pg_temp.say(22, 1, 'Tea is warm.');
-- What a file says ------------------------------------------------------------------------------------------------------

reset role;
select results_eq(
  $$select n, kith.file_text(pg_temp.id(n)) from unnest(array[11, 14, 15, 98, 99]) as n order by n$$,
  $$values (11, E'Guests:\nAda, Karla, Ben'), (14, null), (15, 'Grüße an Karla'), (98, null), (99, null)$$,
  'a file says what its parts say one after the other, when it is a text, and of the caller'
);
select is(kith.file_text(pg_temp.id(13)), null, 'zeros further down are no text either');
create function pg_temp.found(words text[]) returns bigint language sql as $$
  select found_count from kith.census(kith.want_words(words, true, 'pg_catalog.english')) where table_name = 'ai_files'
$$;
select is(pg_temp.found('{karla}'), 4::bigint, 'the proof reads names and bytes');
select is(pg_temp.found('{karla,ben}'), 1::bigint, 'and wants all words in one of them');
select is(pg_temp.found('{frisur}'), 1::bigint, 'whatever the file is called');
set local role authenticated;

-- A search --------------------------------------------------------------------------------------------------------------

insert into seen select * from public.ai_forget_preview(query => 'Karla, Ben');
select results_eq(
  $$select counted.table_name, counted.row_count from seen, unnest(counts) as counted order by 1$$,
  $$values ('ai_file_chunks', 2::bigint), ('ai_files', 1)$$, 'a text that has all words goes, with its parts'
);
delete from seen;
insert into seen select * from public.ai_forget_preview(query => 'karla');
select results_eq(
  $$select counted.table_name, counted.row_count from seen, unnest(counts) as counted order by 1$$,
  $$values ('ai_file_chunks', 4::bigint), ('ai_files', 3)$$, 'those that have the word do'
);
select is((select message_ids from seen), '{}', 'no message goes for what its file says');
insert into proof select forgotten.* from seen, public.ai_forget(seen.token) as forgotten;
select is_empty($$select * from proof where found <> 0$$, 'then the word is nowhere');
select is(pg_temp.files(), array[12, 13, 14], 'what is no text, or has another word, stays');
select is((select name from public.ai_files where file_id = pg_temp.id(12)), '', 'without the word in its name');
select is((select count(*) from public.ai_list_path(pg_temp.id(1))), 2::bigint, 'and so do messages');
select throws_ok($$select public.ai_read_file_chunk(pg_temp.id(11), 0)$$, 'PT404', 'file not found', 'whose file is gone');
reset role;
select results_eq($$select file_id from public.ai_files where user_id::text like 'bbbb%'$$, array[pg_temp.id(99)], 'others have theirs');

-- What is forgotten otherwise ---------------------------------------------------------------------------------------------

set local role authenticated;
select pg_temp.keep(31, array[convert_to('The zebrafish is called Wanda.', 'UTF8')]);
select pg_temp.keep(32, array[convert_to('Of the zebrafish, and of marigolds.', 'UTF8')]);
select pg_temp.say(41, 2, 'Wanda the zebrafish likes marigolds: kith-file:' || pg_temp.id(31) || ' kith-file:' || pg_temp.id(32));
select pg_temp.say(42, 2, 'Again: kith-file:' || pg_temp.id(32));
delete from seen;
delete from proof;
insert into seen select * from public.ai_forget_preview(message_ids => array[pg_temp.id(41)]);
select ok((select 'wanda' = any (words) from seen), 'words that are only in what goes are what the proof looks for');
select ok((select not words && '{zebrafish,marigolds}' from seen), 'and not those of a file that stays');
insert into proof select forgotten.* from seen, public.ai_forget(seen.token) as forgotten;
select is(pg_temp.files(), array[12, 13, 14, 32], 'the file that nothing else shows is gone');
select is_empty($$select * from proof where found <> 0$$, 'and what it said is found nowhere');

-- Limits ------------------------------------------------------------------------------------------------------------------

select throws_ok(
  $$select public.ai_forget_preview(array(select gen_random_uuid() from generate_series(1, 10001)))$$,
  '22023', 'At most 10,000 messages and 10,000 memories can be chosen one by one.', 'a list has an end'
);
select throws_ok(
  $$select public.ai_forget_preview(memory_ids => array(select gen_random_uuid() from generate_series(1, 10001)), query => 'x')$$,
  '22023', 'At most 10,000 messages and 10,000 memories can be chosen one by one.', 'of memories as well'
);

select * from finish();
rollback;
