-- What search reads: derived from messages and memories alone, always what is there, and nobody's to write.
begin;
select plan(44);

insert into auth.users (id, email) values
  ('aaaaaaaa-0000-4000-8000-000000000001', 'ana@example.com'),
  ('bbbbbbbb-0000-4000-8000-000000000002', 'ben@example.com');

create function pg_temp.id(short text) returns uuid language sql as
$$ select ('00000000-0000-4000-8000-0000000000' || short)::uuid $$;
create function pg_temp.as_person(id text, headers jsonb default '{}') returns void language sql as $$
  select set_config('request.jwt.claims', jsonb_build_object('sub', id, 'role', 'authenticated')::text, true),
    set_config('request.headers', headers::text, true)
$$;
create function pg_temp.as_ana(headers jsonb default '{}') returns void language sql as
$$ select pg_temp.as_person('aaaaaaaa-0000-4000-8000-000000000001', headers) $$;
create function pg_temp.terms(message text) returns text[] language sql as
$$ select tsvector_to_array(terms) from public.ai_message_search where message_id = pg_temp.id(message) $$;
create function pg_temp.vector(value real) returns extensions.vector language sql as
$$ select array_fill(value, array[1536])::extensions.vector $$;
grant execute on all functions in schema pg_temp to authenticated;

set local role authenticated;
select pg_temp.as_ana();
insert into public.ai_threads (thread_id) values (pg_temp.id('a1')), (pg_temp.id('a2'));
create function pg_temp.say(id text, content jsonb, role text default 'user', status text default 'complete')
returns void language sql as $$
  insert into public.ai_messages (message_id, thread_id, role, content, status)
  values (pg_temp.id(say.id), pg_temp.id('a1'), say.role, say.content, say.status)
$$;
create function pg_temp.text(said text) returns jsonb language sql as
$$ select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', said))) $$;

-- Messages.
select pg_temp.say('01', pg_temp.text('The dogs were running. Where did they go?'));
select is(pg_temp.terms('01'), '{dog,go,run}', 'a message is found by the stems of its words, without the smallest ones');
select results_eq(
  $$select seq, depth, selected, role, length, is_question, has_time, config
    from public.ai_message_search where message_id = pg_temp.id('01')$$,
  $$select seq, depth, selected, role, 3, true, false, 'english'
    from public.ai_messages where message_id = pg_temp.id('01')$$,
  'it has the place of its message, and whether it asks'
);
select pg_temp.say('02', pg_temp.text('Half an ans'), 'assistant', 'streaming');
select is(pg_temp.terms('02'), null, 'what is still being written is not found');
update public.ai_messages set content = pg_temp.text('Half an answer, yesterday'), status = 'stopped'
where message_id = pg_temp.id('02');
select is(pg_temp.terms('02'), '{answer,half,yesterday}', 'it is as soon as it is finished, even if it was stopped');
select ok((select has_time from public.ai_message_search where message_id = pg_temp.id('02')), 'a word of time is noticed');
select pg_temp.say('03', '{"format": 2, "parts": [
  {"type": "reasoning", "text": "secretly thought"},
  {"type": "tool-invocation", "toolInvocation": {"toolName": "recall", "result": "what was recalled"}},
  {"type": "data-recall", "data": {"text": "recalled again"}},
  {"type": "text", "text": "said aloud"}
]}', 'assistant');
select is(pg_temp.terms('03'), '{aloud,said}', 'only what was said is found, never what a tool recalled');
select pg_temp.say('04', pg_temp.text('result of a tool'), 'tool');
select is(pg_temp.terms('04'), '{}', 'what a tool says has a place and no words');

update public.ai_messages set content = pg_temp.text('The cat slept.') where message_id = pg_temp.id('01');
select is(pg_temp.terms('01'), '{cat,slept}', 'words that were edited away are found no more');
update public.ai_messages set deleted_at = now() where message_id = pg_temp.id('01');
select is(pg_temp.terms('01'), null, 'a deleted message is not found');
update public.ai_messages set deleted_at = null where message_id = pg_temp.id('01');
select is(pg_temp.terms('01'), '{cat,slept}', 'a restored one is');
delete from public.ai_messages where message_id = pg_temp.id('04');
select is_empty($$select from public.ai_message_search where message_id = pg_temp.id('04')$$, 'one that is gone leaves nothing');
update public.ai_messages set selected = false where message_id = pg_temp.id('03');
select ok(
  (select not selected from public.ai_message_search where message_id = pg_temp.id('03')),
  'a message that left the path says so'
);

-- Words.
select pg_temp.say('05', pg_temp.text('see src/main/index.ts, kith.find_messages() and <Button onClick>'));
select ok(
  pg_temp.terms('05') @> '{src,main,index,ts,kith,find,messag,button,onclick}',
  'parts of paths, names and tags are words'
);
select pg_temp.say('06', pg_temp.text('我的狗叫旺财'));
select is(
  pg_temp.terms('06'), array(select unnest('{叫旺,我,我的,旺财,狗叫,的狗,财}'::text[]) order by 1),
  'Chinese is found by pairs of characters, and by its first and last'
);
select pg_temp.say('07', pg_temp.text('カタカナ ｶﾀｶﾅ'));
select ok(
  (select bool_and(cardinality(positions) = 2) from (
    select (unnest(terms)).* from public.ai_message_search where message_id = pg_temp.id('07')
  ) as term where length(lexeme) = 2),
  'half-width characters are the same as full-width ones'
);
select pg_temp.say('08', to_jsonb(repeat('a' || chr(768) || ' ', 3) || U&'caf\00E9 cafe\0301'));
select ok(
  pg_temp.terms('08') @> array[U&'caf\00E9'] and cardinality(pg_temp.terms('08')) = 2,
  'the same letter is the same, however it is composed'
);
select lives_ok(
  $$select pg_temp.say('09', pg_temp.text((select string_agg(md5(n::text), ' ') from generate_series(1, 40000) as n)))$$,
  'a message of a million characters can be stored'
);
select cmp_ok(cardinality(pg_temp.terms('09')), '<', 2000, 'and found by how it begins');
select lives_ok($$select pg_temp.say('0a', pg_temp.text(repeat('x', 900000)))$$, 'also when it is one word');

-- Codes.
reset role;
create function pg_temp.coded() returns text[] language sql as $$
  select coalesce(array_agg(right(message_id::text, 2) order by message_id), '{}') from kith.message_codes
$$;
create function pg_temp.known() returns text[] language sql as $$
  select array_agg(word order by word) from kith.words where user_id = auth.uid()
$$;
set local role authenticated;
update public.ai_messages set message_embedding = pg_temp.vector(1), embedding_model = 'm'
where message_id in (pg_temp.id('01'), pg_temp.id('05'));
reset role;
select is(pg_temp.coded(), '{01,05}', 'a message with a vector has a code');
set local role authenticated;
update public.ai_messages set content = pg_temp.text('Other words.') where message_id = pg_temp.id('05');
reset role;
select is(pg_temp.coded(), '{01}', 'which goes with the words that the vector was made of');
set local role authenticated;
update public.ai_messages set deleted_at = now() where message_id = pg_temp.id('01');
reset role;
select is(pg_temp.coded(), '{}', 'or with the message');
set local role authenticated;
update public.ai_messages set deleted_at = null where message_id = pg_temp.id('01');
reset role;
select is(pg_temp.coded(), '{01}', 'and comes back with it');

-- Vocabulary.
select ok(
  not exists (select from kith.words where word ~ '[\d[:punct:]]' or length(word) not between 4 and 40 or word <> lower(word)),
  'the vocabulary has words of letters only'
);
select ok(pg_temp.known() @> '{slept,yesterday,said}' and not pg_temp.known() @> '{running}', 'as they are written, and only those that are still there');
select ok(not exists (select from kith.words where word ~ '[狗財财カ]'), 'and none of scripts that write no words apart');
set local role authenticated;
select throws_ok('select from kith.words', '42501', null, 'nobody reads it');
select throws_ok('select from kith.message_codes', '42501', null, 'nor the codes');

-- Memories.
insert into public.ai_memory (memory_id, memory_type, content, status) values
  (pg_temp.id('c1'), 'fact', 'Has two cats.', 'active'), (pg_temp.id('c2'), 'event', 'Moves in April.', 'proposed');
select results_eq(
  'select memory_id, memory_type, status, tsvector_to_array(terms), has_time from public.ai_memory_search order by 1',
  $$values (pg_temp.id('c1'), 'fact', 'active', '{cat,two}'::text[], false),
    (pg_temp.id('c2'), 'event', 'proposed', '{april,move}', true)$$,
  'memories are found by their words, and proposals are known as such'
);
update public.ai_memory set status = 'active' where memory_id = pg_temp.id('c2');
select is((select status from public.ai_memory_search where memory_id = pg_temp.id('c2')), 'active', 'until they are accepted');
update public.ai_memory set content = 'Has three dogs.' where memory_id = pg_temp.id('c1');
select is(
  (select tsvector_to_array(terms) from public.ai_memory_search where memory_id = pg_temp.id('c1')), '{dog,three}',
  'an edited memory is found by what it says now'
);
update public.ai_memory set deleted_at = now() where memory_id = pg_temp.id('c1');
select is_empty($$select from public.ai_memory_search where memory_id = pg_temp.id('c1')$$, 'a deleted one is not found');
update public.ai_memory set deleted_at = null where memory_id = pg_temp.id('c1');
select isnt_empty($$select from public.ai_memory_search where memory_id = pg_temp.id('c1')$$, 'a restored one is');

-- The language is the owner's choice.
select throws_ok($$select public.ai_set_search_config('klingon')$$, '22023', 'There is no text search configuration of this name.',
  'a language that PostgreSQL does not know is refused');
select public.ai_set_search_config('german');
select pg_temp.say('0b', pg_temp.text('Die Hunde liefen schnell'));
select is(pg_temp.terms('0b'), '{hund,lief,schnell}', 'what is written from now on is cut by the new language');
select is(
  public.ai_reindex_search(3), (select count(*)::integer - 1 - 3 from public.ai_message_search), 'the rest is rewritten in batches'
);
select is(public.ai_reindex_search(), 0, 'until nothing remains');
select is_empty(
  $$select from public.ai_message_search where config <> 'german' union all
    select from public.ai_memory_search where config <> 'german'$$, 'and all is cut alike'
);

-- Whose it is.
select throws_ok($$update public.ai_message_search set terms = ''$$, '42501', null, 'nobody writes what messages say');
select throws_ok($$delete from public.ai_memory_search$$, '42501', null, 'or hides a memory');
select throws_ok($$insert into public.ai_search_settings (config) values ('simple')$$, '42501', null, 'or sets the language past the check');
select pg_temp.as_ana(jsonb_build_object('x-kith-actor', 'assistant', 'x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select public.ai_set_search_config('simple')$$, 'PT403', null, 'a run does not set the language');
select is_empty('select from public.ai_message_search', 'and sees the words of no other persona');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select is_empty(
  'select from public.ai_message_search union all select from public.ai_memory_search', 'nobody sees what others said'
);

select * from finish();
rollback;
