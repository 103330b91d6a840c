-- Delete can be undone; forget is final, shows before what it will erase, and proves it.
begin;
select plan(82);

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
create function pg_temp.said(words text) returns jsonb language sql as
$$ select jsonb_build_object('format', 2, 'parts', jsonb_build_array(jsonb_build_object('type', 'text', 'text', words))) $$;
create function pg_temp.say(id text, thread text, words text, role text default 'user') returns void language sql as $$
  select public.ai_save_messages(jsonb_build_array(jsonb_build_object(
    'message_id', pg_temp.id(id), 'thread_id', pg_temp.id(thread), 'role', role, 'content', pg_temp.said(words))))
$$;
create function pg_temp.notes(persona text default 'a1') returns text language sql as
$$ select content from public.ai_get_working_memory(pg_temp.id(persona)) $$;
create function pg_temp.counted(radius public.ai_forget_radius, place text) returns bigint language sql as
$$ select coalesce((select row_count from unnest(radius.counts) where table_name = place), 0) $$;
create temporary table seen of public.ai_forget_radius;
grant all on seen to authenticated;
grant execute on all functions in schema pg_temp to authenticated;

-- Sentences and quotations
select results_eq($$select kith.sayings('I''ve a *dog*,  called Max! 我喜欢茶。')$$, array['i ve a dog called max', '我 喜 欢 茶'],
  'sentences are compared by their words');
select results_eq(
  $$select is_quotable from kith.sayings_of(
      array[('', 'Has a dog called Max. Likes green tea. I am a b. 我有一只叫麦克斯的狗。')::kith.said])$$,
  array[true, false, false, true], 'a quotation has four words and twelve characters');
select results_eq(
  $$select * from kith.quoting(
      array[('1', 'She said: has a dog called Max, and more.'), ('2', 'Has a dog. Called Max.'), ('3', 'Likes tea. Often.'), ('4', 'She likes tea')]::kith.said[],
      array['has a dog called max'], array['likes tea']) order by 1$$,
  array['1', '3'], 'a quotation is one sentence in another; a short one is a sentence of its own'
);
select results_eq(
  $$select * from kith.quoting(
      array[('1', 'She said: has a dog called Max, and more.'), ('2', 'Has a dog. Called Max.'), ('3', 'Likes tea. Often.'), ('4', 'She likes tea')]::kith.said[],
      array['has a dog called max'] || array(select 'the word of today is ' || n from generate_series(1, 200) as n), array['likes tea']) order by 1$$,
  array['1', '3'], 'also when much is looked for'
);

set local role authenticated;
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select public.ai_save_thread(pg_temp.id('f0'));
select pg_temp.say('f1', 'f0', 'Ben also has a zebrafish called Wanda.');
select pg_temp.as_ana();
select public.ai_save_persona(pg_temp.id('a1'), 'Coach', '', 'pine');
select public.ai_save_persona(pg_temp.id('a2'), 'Cook', '', 'clay');
select public.ai_save_thread(pg_temp.id('c1'), pg_temp.id('a1'), 'Zebrafish and training');
select public.ai_save_thread(pg_temp.id('c2'), pg_temp.id('a2'), 'Soup');
select pg_temp.say('10', 'c1', 'Good morning, let us talk about training.');
select pg_temp.say('11', 'c1', 'I keep a zebrafish called Wanda. See kith-file:00000000-0000-4000-8000-0000000000b1 and kith-file:00000000-0000-4000-8000-0000000000b2');
select pg_temp.say('12', 'c1', 'A zebrafish, how nice!', 'assistant');
select pg_temp.say('13', 'c1', 'Now to training.');
select pg_temp.say('21', 'c2', 'As I said: I keep a zebrafish called Wanda, so no fish soup. kith-file:00000000-0000-4000-8000-0000000000b2');
reset role;
insert into public.ai_files (file_id, user_id, persona_id, sha256, media_type, size)
select pg_temp.id('b' || n), 'aaaaaaaa-0000-4000-8000-000000000001', pg_temp.id('a1'), sha256(convert_to(n::text, 'UTF8')), 'image/png', 3
from generate_series(1, 2) as n;
set local role authenticated;

-- What was learned from it, and says it again
select public.ai_save_memory(pg_temp.id('d1'), 'Has a fish, Wanda.', pg_temp.id('a1'), source_message_id => pg_temp.id('11'));
select public.ai_propose_memory(pg_temp.id('d2'), 'Has a little fish.', pg_temp.id('a1'), pg_temp.id('c1'), pg_temp.id('11'));
select public.ai_accept_proposal(pg_temp.id('d2'), 'Has a striped fish.');
select public.ai_save_working_memory(pg_temp.id('a1'), E'# Ana\n\n- Has a striped fish. Likes tea.\n- Told me: I keep a zebrafish called Wanda.\n- Trains on Tuesday.');
select public.ai_save_memory(pg_temp.id('d3'), 'Ana said "I keep a zebrafish called Wanda".', pg_temp.id('a2'));
select public.ai_save_memory(pg_temp.id('d4'), 'Trains on Tuesday.', pg_temp.id('a1'), source_thread_id => pg_temp.id('c1'));
select public.ai_save_memory(pg_temp.id('d5'), 'I keep a zebrafish called Wanda.', pg_temp.id('a2'));
select public.ai_update_memory(pg_temp.id('d5'), 'Cooks without fish.');
select public.ai_save_memory(pg_temp.id('d6'), 'Summary of the thread.', pg_temp.id('a1'), 'observation', source_thread_id => pg_temp.id('c1'));
select public.ai_update_thread(pg_temp.id('c1'), metadata => '{"summary": "Ana: I keep a zebrafish called Wanda. Training."}');
select public.ai_set_metadata('colour', '"blue"', thread_id => pg_temp.id('c1'));
-- An answer elsewhere that used it, and a run that waits here
select public.ai_start_run(pg_temp.id('51'), pg_temp.id('c2'), pg_temp.id('52'), clock_timestamp(), '{}', 'laptop',
  pg_temp.id('a2'), pg_temp.id('22'), pg_temp.said('And dessert, after the soup?'));
select public.ai_finish_answer(pg_temp.id('51'), pg_temp.id('52'), pg_temp.said('Pears.'), 'complete', receipt => jsonb_build_array(
  jsonb_build_object('kind', 'memory', 'item_id', pg_temp.id('d3'), 'item_version', 1, 'used', true, 'rank', 1, 'score', 0.7, 'tokens', 9,
    'parts', '{"terms": ["zebrafish"]}'::jsonb),
  jsonb_build_object('kind', 'memory', 'item_id', pg_temp.id('d5'), 'item_version', 2, 'used', false, 'rank', 2, 'reason', 'no room')));
select public.ai_start_run(pg_temp.id('53'), pg_temp.id('c1'), pg_temp.id('54'), clock_timestamp(), '{}', 'laptop',
  pg_temp.id('a1'), pg_temp.id('14'), pg_temp.said('Look it up.'));
select public.ai_suspend_run(pg_temp.id('53'), pg_temp.said('May I?'));
select public.ai_save_run_snapshot('agentic-loop', pg_temp.id('53')::text,
  jsonb_build_object('messages', jsonb_build_array('I keep a zebrafish called Wanda.')), 'suspended', thread_id => pg_temp.id('c1'));

-- Preview: messages
insert into seen select * from public.ai_forget_preview(array[pg_temp.id('11'), pg_temp.id('12')]);
select is((select pg_temp.counted(seen, 'ai_messages') from seen), 2::bigint, 'the preview counts the messages');
select results_eq(
  $$select memory.memory_id, memory.reason from seen, unnest(seen.memories) as memory order by memory.memory_id$$,
  $$values (pg_temp.id('d1'), 'source'), (pg_temp.id('d2'), 'source'), (pg_temp.id('d3'), 'quotes'), (pg_temp.id('d6'), 'observation')$$,
  'it names the memories that were learned from them, observed with them, or quote them'
);
select is((select granted_copy_count from seen), 1, 'among them one of another persona');
select is(
  (select note.after from seen, unnest(seen.notes) as note), E'# Ana\n\n- Likes tea.\n- Trains on Tuesday.',
  'it shows the notes without the sentences'
);
select is((select note.removed from seen, unnest(seen.notes) as note),
  array['Has a striped fish.', 'Told me: I keep a zebrafish called Wanda.'], 'and which sentences');
select is((select note.before from seen, unnest(seen.notes) as note), pg_temp.notes(), 'which still stand in them');
select results_eq($$select title.title from seen, unnest(seen.titles) as title$$, array['Zebrafish and training'],
  'a title that only the forgotten messages explain goes');
select is((select quoting_message_ids from seen), array[pg_temp.id('21')], 'it names the messages that quote and stay');
select is((select used_in_message_ids from seen), array[pg_temp.id('52')], 'and the answers that were made with it');
select is((select redacted_receipt_count from seen), 1, 'the receipts that are blacked out');
select is((select ended_run_count from seen), 1, 'the runs that end');
select is((select pg_temp.counted(seen, 'ai_run_snapshots') from seen), 1::bigint, 'the snapshots');
select is((select pg_temp.counted(seen, 'ai_files') from seen), 1::bigint, 'the files nothing else shows');
select is((select pg_temp.counted(seen, 'ai_metadata') from seen), 1::bigint, 'the metadata that quotes');
select ok((select words from seen) @> array['striped'] and not (select words from seen) && array['zebrafish', 'wanda', 'training'],
  'and the words that are nowhere else');

-- Nothing has happened yet, and not everybody may make it happen
select isnt_empty($$select public.ai_messages_by_id(array[pg_temp.id('11')])$$, 'looking erases nothing');
select pg_temp.as_person('bbbbbbbb-0000-4000-8000-000000000002');
select throws_ok($$select public.ai_forget(token) from seen$$, 'PT409', 'This preview has expired. Look again at what would be forgotten.',
  'nobody forgets for another');
select is_empty($$select from public.ai_forget_previews$$, 'or sees what another wants to forget');
select throws_ok($$select public.ai_forget_preview(array[pg_temp.id('11')])$$, 'PT404', 'message not found', 'or finds it');
select throws_ok($$select public.ai_forget_preview(thread_id => pg_temp.id('c1'))$$, 'PT404', 'thread not found', 'no thread');
select throws_ok($$select public.ai_forget_preview(persona_id => pg_temp.id('a1'))$$, 'PT404', 'persona not found', 'no persona');
select throws_ok($$select public.ai_forget_preview(memory_ids => array[pg_temp.id('d1')])$$, 'PT404', 'memory not found', 'no memory');
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a1')));
select throws_ok($$select public.ai_forget_preview(array[pg_temp.id('11')])$$, 'PT403', null, 'a persona forgets nothing');
select throws_ok($$select public.ai_forget(token) from seen$$, 'PT403', null, 'with no token');
select is_empty($$select from public.ai_forget_previews$$, 'and sees no preview');
select pg_temp.as_ana(jsonb_build_object('x-kith-persona', pg_temp.id('a1'), 'x-kith-actor', 'assistant'));
select throws_ok($$select public.ai_forget_preview(array[pg_temp.id('11')])$$, 'PT403', null, 'nor does a run');
select throws_ok($$select kith.preview_forget('{"account": true}')$$, 'PT403', null, 'also not by the back door');
select throws_ok($$select kith.forget(token, null) from seen$$, 'PT403', null, 'with or without a token');
select pg_temp.as_ana();
select throws_ok(
  $$insert into public.ai_forget_previews (token, user_id) values (gen_random_uuid(), auth.uid())$$, '42501', null,
  'and nobody writes a preview by hand'
);
select throws_ok($$select public.ai_forget_preview()$$, '22023', null, 'somebody has to say what');

-- A change in between
select pg_temp.say('19', 'c2', 'Again, I keep a zebrafish called Wanda.');
select throws_ok($$select public.ai_forget(token) from seen$$, 'PT409', 'What would be forgotten has changed. Look at it again.',
  'what is not what was shown is not erased');
select isnt_empty($$select public.ai_messages_by_id(array[pg_temp.id('11')])$$, 'nothing of it');

-- Forget
delete from seen;
insert into seen select * from public.ai_forget_preview(array[pg_temp.id('11'), pg_temp.id('12'), pg_temp.id('19'), pg_temp.id('21')]);
create temporary table proof as select proven.* from seen, public.ai_forget(seen.token, array['Has a striped fish.']) as proven;
select results_eq(
  $$select table_name, rows_before - rows_after from proof where table_name in ('ai_messages', 'ai_memory', 'ai_files') order by 1$$,
  $$values ('ai_files', 2::bigint), ('ai_memory', 4::bigint), ('ai_messages', 4::bigint)$$, 'the proof counts what has gone'
);
select is((select found from proof where table_name = 'ai_memory'), 1::bigint, 'and finds the words in what was kept on purpose');
select is(pg_temp.notes(), E'# Ana\n\n- Has a striped fish. Likes tea.\n- Trains on Tuesday.', 'a line that was to stay stays');
select results_eq($$select to_jsonb(again) from seen, public.ai_forget(seen.token) as again$$, $$select to_jsonb(proof) from proof$$,
  'asking again is answered the same');
select is_empty($$select from seen join public.ai_forget_previews as kept using (token) where kept::text like '%Wanda%'$$,
  'the preview does not keep what it showed');

reset role;
select is_empty($$select from public.ai_memory_versions where content ilike '%wanda%'$$, 'no version says it');
select is_empty($$select from public.ai_memory_versions as v join public.ai_memory as m using (memory_id) where v.content ilike '%told me%'$$,
  'also not what the notes were a moment ago');
select isnt_empty($$select from public.ai_memory where memory_id = pg_temp.id('d5') and content = 'Cooks without fish.'$$,
  'a memory that said it once stays with what it says now');
select is_empty($$select from public.ai_memory_versions where memory_id = pg_temp.id('d5')$$, 'and without that version');
select is_empty($$select from kith.words where user_id = 'aaaaaaaa-0000-4000-8000-000000000001' and word in ('zebrafish', 'wanda')$$,
  'the vocabulary has lost the words');
select isnt_empty($$select from kith.words where user_id = 'aaaaaaaa-0000-4000-8000-000000000001' and word = 'training'$$,
  'and kept the others');
select isnt_empty($$select from kith.words where user_id = 'bbbbbbbb-0000-4000-8000-000000000002' and word = 'zebrafish'$$,
  'and those of others');
set local role authenticated;
select results_eq(
  $$select message_id, parent_message_id, depth, selected from public.ai_list_path(pg_temp.id('c1'))$$,
  $$values (pg_temp.id('10'), null::uuid, 0, true), (pg_temp.id('13'), pg_temp.id('10'), 1, true),
    (pg_temp.id('14'), pg_temp.id('13'), 2, true), (pg_temp.id('54'), pg_temp.id('14'), 3, true)$$,
  'what came after follows what came before'
);
select is((select title from public.ai_get_thread(pg_temp.id('c1'))), null, 'the title is gone');
select is((select title from public.ai_get_thread(pg_temp.id('c2'))), 'Soup', 'one that says nothing of it stays');
select is((select message_count from public.ai_get_thread(pg_temp.id('c1'))), 4, 'the thread counts anew');
select is_empty($$select public.ai_get_metadata('mastra.thread', thread_id => pg_temp.id('c1'))$$, 'metadata that quoted is gone');
select isnt_empty($$select public.ai_get_metadata('colour', thread_id => pg_temp.id('c1'))$$, 'other metadata is not');
select results_eq(
  $$select kind, item_id, rank, used, state, reason, score, parts, tokens, item_version
    from public.ai_receipt_of_message(pg_temp.id('52')) as receipt, unnest(receipt.items) as item order by rank$$,
  $$values ('memory', pg_temp.id('d3'), 1, true, 'forgotten', 'forgotten', null::real, null::jsonb, null::integer, null::integer),
    ('memory', pg_temp.id('d5'), 2, false, 'present', 'no room', null, null, null, 2)$$,
  'a receipt says that there was something, and not what'
);
select is((select status from public.ai_get_run(pg_temp.id('53'))), 'stopped', 'a run that has lost its way on has ended');
select is((select status from public.ai_messages_by_id(array[pg_temp.id('54')])), 'stopped', 'with its answer');
select is_empty($$select public.ai_propose_memory(gen_random_uuid(), 'has a fish, Wanda', pg_temp.id('a1'))$$,
  'what is forgotten is not proposed again');
select is_empty(
  $$select public.ai_propose_memory(gen_random_uuid(), 'I keep a zebrafish called Wanda', pg_temp.id('a2'), memory_type => 'fact')$$,
  'nor what a memory only said once');
select is_empty($$select public.ai_propose_memory(gen_random_uuid(), 'Told me: I keep a zebrafish called Wanda.', pg_temp.id('a1'))$$,
  'nor what was taken out of the notes');

-- A memory: what was merged into it, and its copies
select public.ai_save_memory(pg_temp.id('d7'), 'Plays the harmonica at night.', pg_temp.id('a1'));
select public.ai_save_memory(pg_temp.id('d8'), 'Owns a mouth organ.', pg_temp.id('a1'));
select public.ai_merge_memories(pg_temp.id('d7'), array[pg_temp.id('d8')]);
select public.ai_propose_memory(pg_temp.id('d9'), 'Ana plays the harmonica at night.', pg_temp.id('a2'), memory_type => 'fact');
select public.ai_grant_memory(pg_temp.id('e1'), pg_temp.id('a1'), pg_temp.id('a2'), memory_id => pg_temp.id('d7'));
delete from seen;
insert into seen select * from public.ai_forget_preview(memory_ids => array[pg_temp.id('d7')]);
select results_eq(
  $$select memory.memory_id, memory.reason from seen, unnest(seen.memories) as memory order by memory.memory_id$$,
  $$values (pg_temp.id('d7'), 'asked'), (pg_temp.id('d8'), 'merged'), (pg_temp.id('d9'), 'quotes')$$,
  'with a memory goes what was merged into it, and what quotes it'
);
select is((select pg_temp.counted(seen, 'ai_grants') from seen), 1::bigint, 'and the grant of it');
select lives_ok($$select public.ai_forget(token) from seen$$, 'forgotten');
select is_empty($$select from public.ai_memory where content ~ 'harmonica|organ'$$, 'nobody remembers it');
select is_empty($$select public.ai_list_grants()$$, 'and nothing grants it');

-- A search: all words, wherever they stand
select pg_temp.say('31', 'c2', 'My sister Karla paints a boat.');
select pg_temp.say('32', 'c2', 'The boats are red.');
select public.ai_save_messages(jsonb_build_array(jsonb_build_object('message_id', pg_temp.id('33'), 'thread_id', pg_temp.id('c2'), 'role', 'assistant',
  'content', '{"format": 2, "parts": [{"type": "tool-invocation", "toolInvocation": {"args": {"who": "KARLA"}, "result": {"found": ["boat"]}}}]}'::jsonb)));
select pg_temp.say('34', 'c2', 'Karlas boot is no boat.');
select public.ai_set_metadata('sister', '{"Karla": {"owns": "boat"}}', thread_id => pg_temp.id('c2'));
select public.ai_update_thread(pg_temp.id('c2'), 'Karla''s boat');
delete from seen;
insert into seen select * from public.ai_forget_preview(query => 'the boat of Karla');
select is((select words from seen), array['boat', 'karla'], 'words that are in everything are not looked for');
create function pg_temp.stays(ids text[]) returns setof text language sql as
$$ select id from unnest(ids) as id where exists (select from public.ai_messages where message_id = pg_temp.id(id)) order by 1 $$;
create temporary table search_proof as select proven.* from seen, public.ai_forget(seen.token) as proven;
select results_eq($$select * from pg_temp.stays(array['31', '32', '33', '34'])$$, array['32', '34'],
  'what has all the words goes, in any part of it; what has some, or others like them, stays');
select is((select title from public.ai_get_thread(pg_temp.id('c2'))), null, 'a title, too');
select is_empty($$select public.ai_get_metadata('sister', thread_id => pg_temp.id('c2'))$$, 'and metadata');
select is((select sum(found) from search_proof), 0::numeric, 'and the words are found nowhere');
select is((select pg_temp.counted(public.ai_forget_preview(query => 'parts'), 'ai_messages')), 0::bigint,
  'the words that every message is made of are nobody''s');
select throws_ok($$select public.ai_forget_preview(query => '!?')$$, '22023', 'Say in 1 to 20 words what is to be forgotten.',
  'without words nothing is looked for');

-- A thread, a persona, everything
select pg_temp.say('41', 'c1', 'One more word.');
delete from seen;
insert into seen select * from public.ai_forget_preview(thread_id => pg_temp.id('c1'));
select is((select pg_temp.counted(seen, 'ai_threads') from seen), 1::bigint, 'a thread goes as a whole');
select lives_ok($$select public.ai_forget(token) from seen$$, 'forgotten');
select is_empty($$select from public.ai_messages where thread_id = pg_temp.id('c1')$$, 'with its messages');
select is_empty($$select from public.ai_memory where memory_id = pg_temp.id('d4')$$, 'and what was learned in it');
select is(pg_temp.notes(), E'# Ana\n\n- Has a striped fish. Likes tea.', 'also in the notes');
delete from seen;
insert into seen select * from public.ai_forget_preview(persona_id => pg_temp.id('a1'));
select lives_ok($$select public.ai_forget(token) from seen$$, 'a persona is forgotten');
select results_eq($$select name from public.ai_list_personas(true)$$, array['Cook'], 'it is no more');
select is_empty($$select from public.ai_memory where persona_id = pg_temp.id('a1')$$, 'nor what it knew');
delete from seen;
insert into seen select * from public.ai_forget_preview(account => true);
create temporary table account_proof as select proven.* from seen, public.ai_forget(seen.token) as proven;
select is((select sum(rows_after) from account_proof), 0::numeric, 'of an account nothing is left in any table');
reset role;
select isnt_empty($$select from public.ai_messages where user_id = 'bbbbbbbb-0000-4000-8000-000000000002'$$, 'others are as they were');

select * from finish();
rollback;
